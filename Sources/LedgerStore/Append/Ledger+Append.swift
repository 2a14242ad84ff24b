internal import Postgres
public import ReleaseRecords

extension Ledger {
  /// Appends a record.
  ///
  /// With an idempotency key it is safe to call again whatever happened: a record that is there already is not appended
  /// twice. After a connection that broke the call is repeated by itself, for records that have keys.
  @discardableResult
  public func append(_ record: Record) async throws -> Receipt {
    try await append([record])[0]
  }

  /// Appends records in their order, all or none, and returns a receipt for each.
  ///
  /// - Throws: `RecordError` naming all that is wrong with a record, and ``LedgerError``.
  @discardableResult
  public func append(_ records: [Record]) async throws -> [Receipt] {
    let validator = RecordValidator(now: .now)
    return try await append(validated: records.map { try validator.validated($0) })
  }

  /// Appends records that a `RecordValidator` has passed.
  public func append(validated records: [Record]) async throws -> [Receipt] {
    guard !records.isEmpty else { return [] }
    return try await append(prepare(records))
  }

  /// Finds the people in records that a `RecordValidator` has passed, and seals their words.
  package func prepare(_ records: [Record]) async throws -> PreparedBatch {
    let people = try await findPeople(records.flatMap(\.identities))
    var batch = PreparedBatch()
    for record in records {
      try batch.add(record, people: people)
    }
    return batch
  }

  /// Appends the records that `next` returns, call by call until it returns none: all of them or none.
  ///
  /// It is one transaction, for which other writers wait. After a connection that broke it is not repeated.
  ///
  /// - Returns: how many were appended, and how many were there already.
  package func appendWhole(_ next: sending () async throws -> [Record]) async throws -> (new: Int, repeated: Int) {
    try await retrying { try await compareWithMemory() }
    var counts = (new: 0, repeated: 0)
    do {
      try await withConnection { connection in
        do {
          try await connection.transaction {
            while case let records = try await next(), !records.isEmpty {
              let receipts = try await Self.send(prepare(records), on: connection)
              let repeated = receipts.count { $0.isRepetition }
              counts.new += receipts.count - repeated
              counts.repeated += repeated
            }
          }
        } catch PostgresError.connection(let failure) where failure.stage == .underWay {
          throw LedgerError.outcomeUnknown(failure.description)
        }
      }
    } catch {
      // Whoever was entered into the directory for it is not there any more.
      people = [:]
      throw error
    }
    return counts
  }

  /// Appends a batch.
  ///
  /// - Parameter key: the key of a record that has to be there already, or the batch is refused with
  ///   ``LedgerError/tooEarly(_:)``.
  package func append(_ batch: PreparedBatch, after key: String? = nil) async throws -> [Receipt] {
    try await retrying {
      try await compareWithMemory()
      return try await send(batch, after: key)
    }
  }

  /// Does work again for which the database was not available, which has to be safe to do twice.
  func retrying<Result>(_ work: () async throws -> Result) async throws -> Result {
    let start = ContinuousClock.now
    var pause = Duration.milliseconds(200)
    while true {
      do {
        return try await work()
      } catch LedgerError.unavailable where ContinuousClock.now - start < patience {
        try await Task.sleep(for: pause)
        pause = min(pause * 2, .seconds(2))
      }
    }
  }

  /// How long something is tried before the database counts as unavailable. One that answers, if only with a refusal, will
  /// hardly change its mind; one that is gone may be on its way back, or a standby on its way up.
  private var patience: Duration { connection.isAlive ? .seconds(1) : .seconds(15) }

  private func send(_ batch: PreparedBatch, after key: String?) async throws -> [Receipt] {
    try await withConnection { connection in
      guard memory == nil || isCompared else {
        throw LedgerError.unavailable("the connection was made anew, and the log is not compared yet", hint: nil)
      }
      do {
        return try await Self.send(batch, after: key, on: connection)
      } catch PostgresError.connection(let failure) where failure.stage == .underWay && !batch.isRepeatable {
        throw LedgerError.outcomeUnknown(failure.description)
      }
    }
  }

  private static func send(
    _ batch: PreparedBatch,
    after key: String? = nil,
    on connection: PostgresConnection
  ) async throws -> [Receipt] {
    let call: SQL
    if batch.count == 1 && key == nil {
      call = "ledger.append_one(\(batch.bodies[0]), \(batch.keys[0]), \(batch.disclosures))"
    } else {
      call = "ledger.append(\(batch.bodies), \(batch.keys), \(batch.disclosureOf), \(batch.disclosures), \(key))"
    }
    return try await connection.query("select sequence, recorded_at, repeated from \(call)")
      .decode(as: (Int64, ReleaseRecords.Timestamp, Bool).self)
      .map { Receipt(sequence: $0, recordedAt: $1, isRepetition: $2) }
  }
}
