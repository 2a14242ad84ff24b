internal import LedgerStore
internal import ReleaseRecords

/// Sends records in batches and in their order, over two connections by turns: while the database writes a batch, it reads
/// the next one, and this program prepares the one after.
struct BatchSender {
  let ledger: Ledger
  /// The records that the ledger has acknowledged, and those of them that it had before.
  private(set) var sent = 0
  private(set) var repeated = 0

  private var collected: [Record] = []
  /// The batches that are on their way, in their order.
  private var underWay: [Task<[Receipt], any Error>] = []
  private var lastKey: String?
  /// The connections, the one that was used last first.
  private var lanes: [Ledger] = []

  init(ledger: Ledger) {
    self.ledger = ledger
  }

  /// The most records of a batch.
  static let size = 1024

  var isFull: Bool { collected.count >= Self.size }

  mutating func add(_ record: Record) {
    collected.append(record)
  }

  /// Sends what was collected, and returns when of the batches before it no more than one is on its way.
  mutating func send() async throws {
    guard !collected.isEmpty else { return }
    let batch: PreparedBatch
    do {
      batch = try await ledger.prepare(collected)
    } catch {
      try await settle()
      throw error
    }
    collected.removeAll(keepingCapacity: true)
    // Without a key to name it by, nothing can come after a batch that may not be there.
    try await settle(leaving: lastKey == nil ? 0 : 1)
    underWay.append(dispatch(batch, over: await nextLane(), after: underWay.last))
    lastKey = batch.lastKey
  }

  /// Sends what is left, and returns when all of it is durable.
  mutating func finish() async throws {
    try await send()
    try await settle()
    for lane in lanes where lane !== ledger { await lane.close() }
    lanes = []
  }

  /// The second connection is made when there is a second batch. Where the server has none to give, one does.
  private mutating func nextLane() async -> Ledger {
    switch lanes.count {
    case 0: lanes = [ledger]
    case 1: lanes = [(try? await ledger.another()) ?? ledger, ledger]
    default: lanes.reverse()
    }
    return lanes[0]
  }

  private func dispatch(
    _ batch: PreparedBatch,
    over lane: Ledger,
    after before: Task<[Receipt], any Error>?
  ) -> Task<[Receipt], any Error> {
    guard let before else { return Task { try await lane.append(batch) } }
    return Task { [lastKey] in
      do {
        return try await lane.append(batch, after: lastKey)
      } catch LedgerError.tooEarly {
        // It has overtaken the one before, or that one failed, and this one with it.
        _ = try await before.value
        return try await lane.append(batch, after: lastKey)
      }
    }
  }

  /// Waits for the batches on their way, but for the last few.
  private mutating func settle(leaving count: Int = 0) async throws {
    while underWay.count > count {
      do {
        let receipts = try await underWay.removeFirst().value
        sent += receipts.count
        repeated += receipts.count { $0.isRepetition }
      } catch {
        for task in underWay { _ = await task.result }
        throw error
      }
    }
  }
}
