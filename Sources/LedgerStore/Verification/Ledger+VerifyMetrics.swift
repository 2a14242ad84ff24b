internal import Postgres

extension Ledger {
  /// Compares what the database notes of the records for the delivery metrics with their projections.
  ///
  /// The comparison is the database's own, and rests on the projections, which are checked against the leaves elsewhere.
  static func metricsFindings(_ connection: PostgresConnection) async throws -> [LedgerFinding] {
    try await translatingErrors {
      try await connection.query(
        "select \"table\", coalesce(sequence, -1), problem from metrics.difference() order by 1, 2 limit 1000"
      )
      .decode(as: (String, Int64, String).self)
      .map { table, sequence, problem in .metrics(sequence: sequence, table: table, problem: problem) }
    }
  }
}
