@testable import DeliveryMetrics
import Foundation
import Postgres
import ReleaseRecords
import Testing

@Suite("The dashboard for Grafana")
struct DashboardTests {
  private struct Dashboard: Decodable {
    struct Panel: Decodable {
      struct Target: Decodable { let rawSql: String }
      let title: String
      let targets: [Target]?
    }
    let panels: [Panel]
  }

  @Test("asks what reports ask, also about a service whose name has quotes")
  func panels() async throws {
    let file = PackageFolder.url.appending(path: "reports/grafana.json")
    let panels = try JSONDecoder().decode(Dashboard.self, from: Data(contentsOf: file)).panels
    let statements = panels.flatMap { $0.targets ?? [] }.map(\.rawSql)
    try #require(statements.count == 6)

    var random = SeededGenerator(state: 21)
    var history = History()
    let start = RandomHistoriesTests.start
    for number in 0..<12 { history.drawService("it's '\(number)", from: start, &random) }
    let (from, until) = (start, start + 14 * 86_400_000_000)
    try await MetricsDatabase.with(history) { database in
      for service in [nil, "it's '3"] {
        var query = MetricsQuery(
          size: history.size,
          period: MetricsPeriod(
            from: ReleaseRecords.Timestamp(microseconds: from),
            until: ReleaseRecords.Timestamp(microseconds: until)
          )
        )
        query.services = service.map { [$0] }
        query.bucket = .day
        query.timeZone = "Europe/Berlin"
        let report = try await database.reader.report(query)
        var results: [[Double?]] = []
        for statement in statements.prefix(5) {
          let result = try await database.connection.query(
            SQL(file: "select v::float8 from (\(filled(statement, query))) q (at, v)")
          )
          results.append(try result.decode(as: Double?.self))
        }
        func values(_ figure: FigureName) -> [Double?] {
          (report.figure(figure)?.buckets ?? []).filter { $0.sampleCount ?? 1 > 0 && $0.value != nil }.map(\.value)
        }
        expectSame(results[0], values(.deploymentFrequency).filter { $0 != 0 }, "deployments")
        expectSame(results[1], values(.leadTime), "lead times")
        expectSame(results[2].filter { $0 != nil }, values(.changeFailureRate), "failure rates")
        expectSame(results[3], values(.recoveryTime), "recovery times")
        expectSame(results[4].filter { $0 != nil }, values(.reworkRate), "rework rates")
        let listed = try await database.connection.query(SQL(file: filled(statements[5], query)))
        #expect(listed.rowCount >= report.events.count { $0.failedBy != nil || $0.kind != .deployment })
      }
    }
  }

  private func expectSame(_ actual: [Double?], _ expected: [Double?], _ what: String) {
    let same =
      actual.count == expected.count
      && zip(actual, expected).allSatisfy { abs(($0 ?? .nan) - ($1 ?? .nan)) < 1e-3 }
    #expect(same, "\(what): the dashboard has \(actual), the report \(expected)")
  }

  /// A statement as Grafana sends it.
  private func filled(_ statement: String, _ query: MetricsQuery) -> String {
    func quoted(_ text: String) -> String { "'" + text.replacing("'", with: "''") + "'" }
    return
      statement
      .replacing("${size}", with: "\(query.size)")
      .replacing("${service:sqlstring}", with: quoted(query.services?.first ?? ""))
      .replacing("${environment:sqlstring}", with: quoted(query.environment))
      .replacing("${bucket:sqlstring}", with: quoted(query.bucket.rawValue))
      .replacing("${zone:sqlstring}", with: quoted(query.timeZone))
      .replacing("$__timeFrom()", with: quoted(query.period.from.description))
      .replacing("$__timeTo()", with: quoted(query.period.until.description))
  }
}
