import DeliveryMetrics
import Postgres
import ReleaseRecords
import Testing

@Suite("A report on a size of the log is the same")
struct GrowingLogTests {
  @Test("while records are appended, and noted for others", arguments: [11, 12] as [UInt64])
  func concurrent(seed: UInt64) async throws {
    var random = SeededGenerator(state: seed)
    var history = History()
    for number in 0..<40 { history.drawService("s\(number)", from: RandomHistoriesTests.start, &random) }
    let size = history.size
    // Later records of the same services, which scatter their versions, repeat their commits and correct their past.
    for number in 0..<40 { history.drawService("s\(number)", from: RandomHistoriesTests.start, &random) }
    let (from, until) = RandomHistoriesTests.periods[1]
    var asked = MetricsQuery(
      size: size,
      period: MetricsPeriod(from: Timestamp(microseconds: from), until: Timestamp(microseconds: until))
    )
    asked.bucket = .day
    let query = asked
    let stops = (0..<8).map { _ in Int64.random(in: size..<history.size, using: &random) }.sorted() + [history.size]
    let later = history

    try await MetricsDatabase.with { database in
      try await database.load(later, 0..<size)
      let configuration = database.configuration
      let connect = { @Sendable in try await PostgresConnection.connect(configuration) }
      let reports = try await withThrowingTaskGroup(of: [MetricsReport].self) { group in
        // Two find nothing noted, and catch up against each other and against the one that appends.
        for _ in 0..<2 {
          group.addTask {
            let connection = try await connect()
            let reader = MetricsReader(connection, another: connect)
            var reports: [MetricsReport] = []
            for _ in 0..<6 { reports.append(try await reader.report(query)) }
            await connection.close()
            return reports
          }
        }
        var first = size
        for stop in stops where stop > first {
          try await database.load(later, first..<stop)
          try await database.connection.execute("select metrics.catch_up(\((stop - first) / 2 + 1))")
          first = stop
        }
        var all: [MetricsReport] = []
        for try await reports in group { all += reports }
        return all
      }
      #expect(reports.count == 12)
      let alone = try await MetricsReader(database.connection).report(query)
      #expect(alone.events.count > 10)
      for report in reports { #expect(report == alone) }
      let differences = try await database.connection.query("select count(*) from metrics.difference()")
        .single(as: Int64.self)
      #expect(differences == 0)
    }
  }

  @Test("on one connection and on two, also where there is no second to be had")
  func aside() async throws {
    var random = SeededGenerator(state: 13)
    var history = History()
    for number in 0..<20 { history.drawService("s\(number)", from: RandomHistoriesTests.start, &random) }
    let (from, until) = RandomHistoriesTests.periods[0]
    let query = MetricsQuery(
      size: history.size,
      period: MetricsPeriod(from: Timestamp(microseconds: from), until: Timestamp(microseconds: until))
    )
    try await MetricsDatabase.with(history) { database in
      let configuration = database.configuration
      let alone = try await database.reader.report(query)
      let two = MetricsReader(database.connection) { try await PostgresConnection.connect(configuration) }
      #expect(try await two.report(query) == alone)
      struct TooMany: Error {}
      let refused = MetricsReader(database.connection) { throw TooMany() }
      #expect(try await refused.report(query) == alone)
      // A server that is behind: it knows of nothing.
      try await MetricsDatabase.with { empty in
        let behind = empty.configuration
        let late = MetricsReader(database.connection) { try await PostgresConnection.connect(behind) }
        let report = try await late.report(query)
        #expect(report == alone)
      }
    }
  }
}
