import DeliveryMetrics
import Foundation
import LedgerStore
import Postgres
import PostgresTestServer
import Testing

/// A database with the ledger's tables and functions, and the projections of a history in it.
struct MetricsDatabase {
  let configuration: ConnectionConfiguration
  let connection: PostgresConnection

  var reader: MetricsReader { MetricsReader(connection) }

  /// Lends a database with a history that is noted for the metrics.
  static func with<Result>(
    _ history: History,
    _ body: (MetricsDatabase) async throws -> Result
  ) async throws -> Result {
    try await with { database in
      try await database.load(history, 0..<history.size)
      try await database.connection.execute("analyze")
      try await database.note(history)
      return try await body(database)
    }
  }

  /// Lends a database with nothing on record.
  static func with<Result>(_ body: (MetricsDatabase) async throws -> Result) async throws -> Result {
    try await TestServer.shared().withDatabase { url in
      let configuration = try ConnectionConfiguration(url)
      try await Ledger.migrate(configuration)
      let connection = try await PostgresConnection.connect(configuration)
      // So few notes fill a block that short histories have several, and some that are in none.
      try await connection.execute(
        "create or replace function metrics.block_size() returns integer language sql immutable as 'select 7'"
      )
      let database = MetricsDatabase(configuration: configuration, connection: connection)
      let result = try await body(database)
      await connection.close()
      return result
    }
  }

  /// Puts a part of a history on record.
  func load(_ history: History, _ sequences: Range<Int64>) async throws {
    func isWanted(_ row: [String: Any]) -> Bool { (row["sequence"] as? Int64).map(sequences.contains) ?? false }
    try await connection.transaction {
      for (kind, rows) in history.rows.sorted(by: { $0.key < $1.key }) {
        let rows = rows.filter(isWanted)
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
          insert into ledger.record (sequence, kind, service, recorded_at, recorded_by, leaf, leaf_hash)
          select r.sequence, \(kind), r.service, r.effective_at, 'test', '', '' from ledger.\(identifier: table) r
          where r.sequence >= \(sequences.lowerBound)
          """
        )
      }
      for pair in history.superseded where sequences.contains(pair.by) {
        try await connection.execute(
          "insert into ledger.superseded (sequence, superseded_by) values (\(pair.sequence), \(pair.by))"
        )
      }
      try await connection.execute("update ledger.head set size = \(sequences.upperBound)")
    }
  }

  /// Notes a history in stretches, so that what stands in one bears on what stands in another: at any points, which are
  /// the same for the same history.
  private func note(_ history: History) async throws {
    guard history.size > 1 else {
      try await connection.execute("select metrics.catch_up()")
      return
    }
    var random = SeededGenerator(state: UInt64(history.size))
    let stops = (0..<Int.random(in: 1...6, using: &random)).map { _ in
      Int64.random(in: 1..<history.size, using: &random)
    }
    var noted: Int64 = 0
    for stop in Set(stops + [history.size]).sorted() {
      let (now, _) = try await connection.query("select noted, size from metrics.catch_up(\(stop - noted))")
        .decode(as: (Int64, Int64).self)[0]
      try #require(now == stop)
      noted = stop
    }
  }
}
