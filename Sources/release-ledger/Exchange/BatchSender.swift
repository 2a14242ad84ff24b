internal import LedgerStore
internal import ReleaseRecords

/// Sends records in batches, each of which is on its way while the next is collected.
struct BatchSender {
  let ledger: Ledger
  /// The records that the ledger has acknowledged, and those of them that it had before.
  private(set) var sent = 0
  private(set) var repeated = 0

  private var collected: [Record] = []
  private var underWay: Task<[Receipt], any Error>?

  init(ledger: Ledger) {
    self.ledger = ledger
  }

  /// The most records of a batch.
  static let size = 1024

  var isFull: Bool { collected.count >= Self.size }

  mutating func add(_ record: Record) {
    collected.append(record)
  }

  /// Prepares what was collected while the batch before it is on its way, and sends it once that one is durable.
  mutating func send() async throws {
    guard !collected.isEmpty else { return }
    let ledger = ledger
    let batch: PreparedBatch
    do {
      batch = try await ledger.prepare(collected)
    } catch {
      try await settle()
      throw error
    }
    collected.removeAll(keepingCapacity: true)
    try await settle()
    underWay = Task { try await ledger.append(batch) }
  }

  /// Sends what is left, and returns when all of it is durable.
  mutating func finish() async throws {
    try await send()
    try await settle()
  }

  private mutating func settle() async throws {
    guard let task = underWay else { return }
    underWay = nil
    let receipts = try await task.value
    sent += receipts.count
    repeated += receipts.count { $0.isRepetition }
  }
}
