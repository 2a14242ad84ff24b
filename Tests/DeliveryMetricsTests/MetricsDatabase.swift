import DeliveryMetrics
import Foundation
import LedgerStore
import Postgres
import PostgresTestServer

/// A database with the ledger's tables and functions, and the projections of a history in it.
struct MetricsDatabase {
  let connection: PostgresConnection

  var reader: MetricsReader { MetricsReader(connection) }

  static func with<Result>(
    _ history: History,
    _ body: (MetricsDatabase) async throws -> Result
  ) async throws -> Result {
    try await TestServer.shared().withDatabase { url in
      let configuration = try ConnectionConfiguration(url)
      try await Ledger.migrate(configuration)
      let connection = try await PostgresConnection.connect(configuration)
      let database = MetricsDatabase(connection: connection)
      try await database.load(history)
      let result = try await body(database)
      await connection.close()
      return result
    }
  }

  private func load(_ history: History) async throws {
    for (kind, rows) in history.rows.sorted(by: { $0.key < $1.key }) {
      let json = String(decoding: try JSONSerialization.data(withJSONObject: rows), as: UTF8.self)
      let table = kind + "_record"
      try await connection.execute(
        """
        insert into ledger.\(identifier: table)
        select * from jsonb_populate_recordset(null::ledger.\(identifier: table), \(json)::jsonb)
        """
      )
      // What a service's gates and observations are found by.
      try await connection.execute(
        """
        insert into ledger.record (sequence, kind, service, recorded_at, recorded_by, leaf)
        select r.sequence, \(kind), r.service, r.effective_at, 'test', '' from ledger.\(identifier: table) r
        """
      )
    }
    for pair in history.superseded {
      try await connection.execute(
        "insert into ledger.superseded (sequence, superseded_by) values (\(pair.sequence), \(pair.by))"
      )
    }
    try await connection.execute("update ledger.head set size = \(history.size)")
    try await connection.execute("analyze")
    // In stretches, so that what stands in one bears on what stands in another.
    for size in [history.size / 3, history.size * 3 / 5, history.size] {
      let noted = try await connection.query("select size from metrics.noted").single(as: Int64.self)
      try await connection.execute("select metrics.catch_up(\(size - noted))")
    }
  }
}
