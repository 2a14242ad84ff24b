internal import Postgres
public import ReleaseRecords

extension Ledger {
  /// The most records of a batch.
  public static let batchLimit = 4096

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
  public func append(_ records: [Record]) async throws -> [Receipt] {
    let validator = RecordValidator(now: .now)
    return try await append(validated: records.map { try validator.validated($0) })
  }

  /// Appends records that a `RecordValidator` has passed.
  public func append(validated records: [Record]) async throws -> [Receipt] {
    guard !records.isEmpty else { return [] }
    return try await append(prepare(records))
  }

  /// Finds the people in records, and seals their words.
  func prepare(_ records: [Record]) async throws -> PreparedBatch {
    let people = try await findPeople(records.flatMap(\.identities))
    var batch = PreparedBatch()
    for record in records {
      try batch.add(record, people: people)
    }
    return batch
  }

  func append(_ batch: PreparedBatch) async throws -> [Receipt] {
    try await compareWithMemory()
    var attempt = 1
    while true {
      do {
        return try await withConnection { connection in
          try await connection.query(
            """
            select sequence, recorded_at, repeated
            from ledger.append(\(batch.bodies), \(batch.keys), \(batch.disclosureOf), \(batch.disclosures))
            """
          )
          .decode(as: (Int64, ReleaseRecords.Timestamp, Bool).self)
          .map { Receipt(sequence: $0, recordedAt: $1, isRepetition: $2) }
        }
      } catch LedgerError.unavailable(let message, let hint) where attempt < Self.attemptLimit {
        guard batch.isRepeatable else { throw LedgerError.outcomeUnknown(message) }
        _ = hint
        try await Task.sleep(for: .milliseconds(100 << attempt))
        attempt += 1
      }
    }
  }

  /// How often a batch is sent before the database counts as unavailable.
  private static let attemptLimit = 4
}
