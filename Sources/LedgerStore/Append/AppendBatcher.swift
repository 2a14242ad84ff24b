public import ReleaseRecords

/// Appends the records of many producers in few transactions: while one commits, the next collects.
///
/// ```swift
/// let batcher = AppendBatcher(ledger)
/// let receipt = try await batcher.append(record)
/// ```
///
/// A record that the ledger refuses fails alone; the others of its batch are appended.
public actor AppendBatcher {
  private struct Waiting {
    let batch: PreparedBatch
    let continuation: CheckedContinuation<Receipt, any Error>
  }

  private let ledger: Ledger
  private let limit: Int
  private var waiting: [Waiting] = []
  private var isFlushing = false

  /// - Parameter limit: the most records of a transaction.
  public init(_ ledger: Ledger, limit: Int = 256) {
    self.ledger = ledger
    self.limit = limit
  }

  /// Appends a record, and returns when it is durable. Throws what ``Ledger/append(_:)-(Record)`` throws.
  public func append(_ record: Record) async throws -> Receipt {
    let batch = try await ledger.prepare([RecordValidator(now: .now).validated(record)])
    return try await withCheckedThrowingContinuation { continuation in
      waiting.append(Waiting(batch: batch, continuation: continuation))
      guard !isFlushing else { return }
      isFlushing = true
      Task { await flush() }
    }
  }

  private func flush() async {
    while !waiting.isEmpty {
      let group = Array(waiting.prefix(limit))
      waiting.removeFirst(group.count)
      await append(group)
    }
    isFlushing = false
  }

  private func append(_ group: [Waiting]) async {
    var batch = PreparedBatch()
    for one in group { batch.add(one.batch) }
    do {
      let receipts = try await ledger.append(batch)
      for (one, receipt) in zip(group, receipts) { one.continuation.resume(returning: receipt) }
    } catch {
      guard group.count > 1, error.isAboutOneRecord else {
        for one in group { one.continuation.resume(throwing: error) }
        return
      }
      for one in group { await append([one]) }
    }
  }
}

extension Error {
  /// Whether another batch without the offending record may succeed.
  fileprivate var isAboutOneRecord: Bool {
    switch self as? LedgerError {
    case .refused, .keyConflict, .notPermitted: true
    default: false
    }
  }
}
