internal import Postgres
public import ReleaseRecords

extension Ledger {
  /// A record by its position.
  ///
  /// - Throws: ``LedgerError/noRecord(sequence:size:)``.
  public func record(_ sequence: Int64) async throws -> LedgerRecord {
    var query = RecordQuery()
    query.sequences = sequence..<sequence + 1
    if sequence >= 0, let record = try await records(query, limit: 1).first { return record }
    let size = try await head().size
    throw sequence >= 0 && sequence < size
      ? LedgerError.corrupt(sequence: sequence, "it is no record as this ledger writes them, and withdrawn")
      : .noRecord(sequence: sequence, size: size)
  }

  /// The exact bytes of a record's leaf.
  public func leaf(_ sequence: Int64) async throws -> [UInt8] {
    let leaf = try await withConnection { connection in
      try await connection.query("select leaf from ledger.record where sequence = \(sequence)").first(as: [UInt8].self)
    }
    guard let leaf else { throw LedgerError.noRecord(sequence: sequence, size: try await head().size) }
    return leaf
  }

  /// The positions of the records that have one of these idempotency keys.
  public func sequences(ofKeys keys: [String]) async throws -> [Int64] {
    try await withConnection { connection in
      try await connection.query("select sequence from ledger.record where idempotency_key = any (\(keys))")
        .decode(as: Int64.self)
    }
  }

  /// When the last of the first `size` records was recorded; nil where there is none.
  public func recordedAt(size: Int64) async throws -> ReleaseRecords.Timestamp? {
    try await withConnection { connection in
      try await connection.query("select recorded_at from ledger.record where sequence = \(size - 1)")
        .first(as: ReleaseRecords.Timestamp.self)
    }
  }

  /// The positions of records that no longer count by what the log says up to a size: amended or withdrawn ones.
  public func superseded(before size: Int64) async throws -> Set<Int64> {
    let rows = try await withConnection { connection in
      try await connection.query("select distinct sequence from ledger.superseded where superseded_by < \(size)")
        .decode(as: Int64.self)
    }
    return Set(rows)
  }

  /// Records in the order of the log, the first ones or, with `isLast`, the last ones that the query wants.
  public func records(_ query: RecordQuery, limit: Int = 1000, isLast: Bool = false) async throws -> [LedgerRecord] {
    let records = try await readRecords(Self.page(query, limit: limit, isLast: isLast)).compactMap(\.record)
    return isLast ? records.reversed() : records
  }

  private static func page(_ query: RecordQuery, limit: Int, isLast: Bool = false) -> SQL {
    let direction: SQL = isLast ? "desc" : "asc"
    return """
      select \(recordColumns)
      from ledger.record r where \(query.condition) order by r.sequence \(direction) limit \(limit)
      """
  }

  /// What ``records(_:)`` reads of the rows of `ledger.record`, which go by the name `r`.
  static let recordColumns: SQL =
    "r.sequence, r.leaf, array(select d.disclosure from ledger.disclosure d where d.sequence = r.sequence)"

  /// Records by a query for the ``recordColumns``, but for those that are withdrawn and cannot be read.
  func records(_ sql: SQL) async throws -> [LedgerRecord] {
    try await readRecords(sql).compactMap(\.record)
  }

  /// Records with their positions, by a query for the ``recordColumns``.
  ///
  /// A login that may append can append by itself what is no record. It stays in the log; a correction sets it aside.
  private func readRecords(_ sql: SQL) async throws -> [(sequence: Int64, record: LedgerRecord?)] {
    let rows = try await withConnection { connection in
      try await connection.query(sql).decode(as: (Int64, [UInt8], [String]).self)
    }
    var records: [(sequence: Int64, record: LedgerRecord?)] = []
    records.reserveCapacity(rows.count)
    for (sequence, leaf, disclosures) in rows {
      do {
        let texts = disclosures.compactMap { Disclosure.read($0) }
        let text = Dictionary(texts.map { ($0.name, $0.value) }) { first, _ in first }
        records.append((sequence, try LedgerRecord(leaf: leaf, disclosed: text)))
      } catch {
        guard try await isWithdrawn(sequence) else {
          throw LedgerError.corrupt(
            sequence: sequence,
            "\(error); where it was appended like that, `record correction --record \(sequence)` withdraws it"
          )
        }
        records.append((sequence, nil))
      }
    }
    return records
  }

  private func isWithdrawn(_ sequence: Int64) async throws -> Bool {
    try await withConnection { connection in
      try await connection.query("select exists (select from ledger.superseded where sequence = \(sequence))")
        .single(as: Bool.self)
    }
  }

  /// Goes through records in the order of the log, a page at a time, so that memory stays the same however many there are.
  public func forEachPage(
    _ query: RecordQuery,
    isolation: isolated (any Actor)? = #isolation,
    _ body: ([LedgerRecord]) async throws -> Void
  ) async throws {
    var query = query
    while true {
      let page = try await readRecords(Self.page(query, limit: 1000))
      let records = page.compactMap(\.record)
      if !records.isEmpty { try await body(records) }
      guard let last = page.last, page.count == 1000 else { return }
      query.sequences = last.sequence + 1..<query.sequences.upperBound
    }
  }

  /// Goes through records in the order of the log, one by one.
  public func forEachRecord(
    _ query: RecordQuery,
    isolation: isolated (any Actor)? = #isolation,
    _ body: (LedgerRecord) async throws -> Void
  ) async throws {
    try await forEachPage(query) { page in
      for record in page { try await body(record) }
    }
  }
}

extension Ledger {
  /// Goes through the leaves of the first `size` records in their order, a page at a time.
  public func forEachLeaf(
    upTo size: Int64,
    isolation: isolated (any Actor)? = #isolation,
    _ body: (_ leaf: [UInt8], _ sequence: Int64) async throws -> Void
  ) async throws {
    var first: Int64 = 0
    while first < size {
      let end = min(first + 1024, size)
      let leaves = try await withConnection { connection in
        try await connection.query(
          "select leaf from ledger.record where sequence >= \(first) and sequence < \(end) order by sequence"
        )
        .decode(as: [UInt8].self)
      }
      for (place, leaf) in leaves.enumerated() { try await body(leaf, first + Int64(place)) }
      first = end
    }
  }
}
