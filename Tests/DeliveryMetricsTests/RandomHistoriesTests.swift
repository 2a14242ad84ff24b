import DeliveryMetrics
import Foundation
import Postgres
import ReleaseRecords
import Testing

@Suite("On random histories the database and a naive computation agree")
struct RandomHistoriesTests {
  static let start = Timestamp("2024-03-25T00:00:00Z")!.microseconds
  static let hour: Int64 = 3_600_000_000
  static let services = 500

  /// The whole history, and periods that cut it at places where records stand.
  static let periods: [(from: Int64, until: Int64)] = [
    (start - 1000 * hour, start + 2000 * hour), (start + 48 * hour, start + 132 * hour),
    (start + 96 * hour, start + 240 * hour), (start + 200 * hour, start + 220 * hour),
  ]

  /// All histories in one log, and each by itself.
  static func draw(seed: UInt64) -> (History, [String: History]) {
    var random = SeededGenerator(state: seed)
    var all = History()
    var parts: [String: History] = [:]
    for number in 0..<services {
      var part = History()
      part.size = all.size
      part.drawService("s\(number)", from: start, &random)
      all.append(part)
      parts["s\(number)"] = part
    }
    return (all, parts)
  }

  @Test("about facts, deliveries and what is not delivered", arguments: [1, 2, 3, 4] as [UInt64])
  func agrees(seed: UInt64) async throws {
    let (history, parts) = Self.draw(seed: seed)
    try await MetricsDatabase.with(history) { database in
      for (size, window) in [(history.size, 7 * 86_400), (history.size * 3 / 4, 30 * 3_600)] as [(Int64, Int64)] {
        for period in Self.periods { try await compare(parts, database, size, window, period) }
      }
    }
  }

  private func compare(
    _ parts: [String: History],
    _ database: MetricsDatabase,
    _ size: Int64,
    _ window: Int64,
    _ period: (from: Int64, until: Int64)
  ) async throws {
    let from = Postgres.Timestamp(microsecondsSinceUnixEpoch: period.from)
    let until = Postgres.Timestamp(microsecondsSinceUnixEpoch: period.until)
    let facts = try await database.facts(size: size, label: nil, from: from, until: until, window: window)
    let labelled = try await database.facts(size: size, label: "regulated", from: from, until: until, window: window)
    let authored = try await database.deliveries(size: size, from: from, until: until, clock: "authored")
    let undelivered = try await database.undelivered(size: size, from: from, until: until)
    for (service, part) in parts {
      var naive = NaiveMetrics(part, service: service, size: size)
      naive.window = window * 1_000_000
      let gone = Set(part.superseded.filter { $0.by < size }.map(\.sequence))
      let all = part.deployments.filter { $0.sequence < size && !gone.contains($0.sequence) }
      let place = "\(service), size \(size), window \(window), from \(period.from) until \(period.until)"
      let (from, until) = period
      expectSame(facts[service], naive.facts(from: from, until: until), "facts of \(place)")
      expectSame(
        labelled[service],
        naive.facts(from: from, until: until, label: "regulated"),
        "labelled facts of \(place)"
      )
      expectSame(
        authored[service],
        naive.deliveries(from: from, until: until, clock: "authored", all: all),
        "deliveries of \(place)"
      )
      expectSame(undelivered[service], naive.undelivered(from: from, until: until, all: all), "undelivered of \(place)")
    }
  }

  private func expectSame<Value: Hashable>(_ actual: [Value]?, _ expected: [Value], _ place: String) {
    let actual = Set(actual ?? [])
    let expected = Set(expected)
    guard actual != expected else { return }
    Issue.record(
      "\(place): the database has \(Array(actual.subtracting(expected))), naively it is \(Array(expected.subtracting(actual)))"
    )
  }
}

extension MetricsDatabase {
  func facts(
    size: Int64,
    label: String?,
    from: Postgres.Timestamp,
    until: Postgres.Timestamp,
    window: Int64
  ) async throws -> [String: [NaiveMetrics.Fact]] {
    let result = try await connection.query(
      SQL(
        file: """
          select service, kind, name, version, sequence, role, outcome, started_at, finished_at, detected_at, unplanned,
            cause, failed_by, inferred, restored_at, start_known
          from metrics.fact($1, null, $2, 'production', $3, $4, $5 * interval '1 second')
          """,
        size,
        label,
        from,
        until,
        window
      )
    )
    typealias Row = (
      String, String, String, String?, Int64, String?, String, Timestamp?, Timestamp?, Timestamp?, Bool?, String?,
      String?, Bool?, Timestamp?, Bool?
    )
    typealias Timestamp = Postgres.Timestamp
    var facts: [String: [NaiveMetrics.Fact]] = [:]
    for row in try result.decode(as: Row.self) {
      facts[row.0, default: []].append(
        NaiveMetrics.Fact(
          kind: row.1,
          name: row.2,
          version: row.3,
          sequence: row.4,
          role: row.5,
          outcome: row.6,
          started: row.7?.microsecondsSinceUnixEpoch,
          finished: row.8?.microsecondsSinceUnixEpoch,
          detected: row.9?.microsecondsSinceUnixEpoch,
          unplanned: row.10,
          cause: row.11,
          failedBy: row.12,
          inferred: row.13,
          restored: row.14?.microsecondsSinceUnixEpoch,
          startIsKnown: row.15
        )
      )
    }
    return facts
  }

  func deliveries(
    size: Int64,
    from: Postgres.Timestamp,
    until: Postgres.Timestamp,
    clock: String
  ) async throws -> [String: [NaiveMetrics.Delivery]] {
    let result = try await connection.query(
      """
      select service, commit, version, sequence, clock_at, delivered_at, standing
      from metrics.lead_time(\(size), null, null, 'production', \(from), \(until), \(clock))
      """
    )
    typealias Row = (String, String, String?, Int64, Postgres.Timestamp?, Postgres.Timestamp, String)
    var deliveries: [String: [NaiveMetrics.Delivery]] = [:]
    for row in try result.decode(as: Row.self) {
      deliveries[row.0, default: []].append(
        NaiveMetrics.Delivery(
          commit: row.1,
          version: row.2,
          sequence: row.3,
          clock: row.4?.microsecondsSinceUnixEpoch,
          delivered: row.5.microsecondsSinceUnixEpoch,
          standing: row.6
        )
      )
    }
    return deliveries
  }

  func undelivered(
    size: Int64,
    from: Postgres.Timestamp,
    until: Postgres.Timestamp
  ) async throws -> [String: [Int64]] {
    let result = try await connection.query(
      "select service, sequence from metrics.undelivered(\(size), null, 'production', \(from), \(until))"
    )
    return Dictionary(grouping: try result.decode(as: (String, Int64).self), by: \.0).mapValues { $0.map(\.1) }
  }
}
