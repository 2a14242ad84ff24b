import DeliveryMetrics
import Foundation
import ReleaseRecords
import Testing

/// The numeric cases of another tool's own tests. Its counts are used, not its averages, which it rounds down.
@Suite(
  "The cases of another DORA tool come out the same",
  .enabled(if: PackageFolder.corpus("dora/middleware-cases.json") != nil, "corpus not present")
)
struct DORACorpusTests {
  static let corpus = PackageFolder.corpus("dora/middleware-cases.json")

  let cases: [String: Any]

  init() throws {
    let data = try Data(contentsOf: try #require(Self.corpus))
    cases = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
  }

  /// A history of plain deployments and incidents of one service.
  func history(_ service: String, deployments: [String: String], incidents: [String: String]) -> History {
    var history = History()
    history.deploy(service, deployments)
    for (id, at) in incidents.sorted(by: { $0.key < $1.key }) {
      history.incidents.append(
        .init(sequence: history.next(), service: service, at: instant(at), id: id, status: "open")
      )
    }
    return history
  }

  func query(_ history: History, _ from: String, _ until: String) -> MetricsQuery {
    var query = MetricsQuery(
      size: history.size,
      period: MetricsPeriod(from: Timestamp(from)!, until: Timestamp(until)!)
    )
    // The other tool knows no window.
    query.attributionSeconds = 3_650 * 86_400
    return query
  }

  @Test("which deployments failed, and by which incidents")
  func changeFailures() async throws {
    for example in try #require(cases["cfr"] as? [[String: Any]]) {
      let name = Comment(rawValue: example["name"] as? String ?? "")
      let deployments = try #require(example["deployments"] as? [String: String])
      let history = history(
        "s",
        deployments: deployments,
        incidents: try #require(example["incidents"] as? [String: String])
      )
      try await MetricsDatabase.with(history) { database in
        let query = query(history, "2024-06-01T00:00:00Z", "2024-07-01T00:00:00Z")
        let report = try await database.reader.report(query)
        let explanation = try await database.reader.explain(.changeFailureRate, query)
        let failed = explanation.items.filter { $0.standing == .counted }.map(\.name)
        #expect(failed.sorted() == (example["expect_failed"] as? [String])?.sorted(), name)
        let rate = report.figure(.changeFailureRate)
        #expect(rate?.numerator ?? 0 == Int64(failed.count), name)
        #expect(rate?.denominator ?? 0 == Int64(deployments.count), name)
        guard let map = example["expect_map"] as? [String: [String]] else { return }
        for (deployment, incidents) in map {
          let laid = report.events.filter { $0.kind == .incident && $0.cause == deployment }.map(\.name)
          #expect(laid.sorted() == incidents.sorted(), name)
        }
      }
    }
  }

  @Test("failures by week")
  func changeFailuresByWeek() async throws {
    let example = try #require(cases["cfr_weekly"] as? [String: Any])
    let interval = try #require(example["interval"] as? [String])
    let history = history(
      "s",
      deployments: try #require(example["deployments"] as? [String: String]),
      incidents: try #require(example["incidents"] as? [String: String])
    )
    let expected = try #require(example["expect_by_week"] as? [String: [String: [String]]])
    try await MetricsDatabase.with(history) { database in
      let figure = try await database.reader.report(query(history, interval[0], interval[1])).figure(.changeFailureRate)
      let buckets = try #require(figure?.buckets)
      #expect(buckets.count == expected.count)
      for bucket in buckets {
        let week = try #require(expected["\(bucket.start)T00:00:00Z"])
        #expect(bucket.numerator == Int64(week["failed"]?.count ?? 0), "week of \(bucket.start)")
        #expect(bucket.denominator ?? 0 == Int64(week["total"]?.count ?? 0), "week of \(bucket.start)")
      }
    }
  }

  @Test("how many deployments, in all and by week")
  func frequency() async throws {
    for example in try #require(cases["deployment_frequency"] as? [[String: Any]]) {
      let expected = try #require((example["expect"] as? [String: Int])?["total"])
      try await checkFrequency(example) { figure in #expect(figure.numerator ?? 0 == Int64(expected)) }
    }
    for example in try #require(cases["deployments_per_week"] as? [[String: Any]]) {
      let expected = try #require(example["expect"] as? [String: Int])
      try await checkFrequency(example) { figure in
        let weeks = Dictionary(uniqueKeysWithValues: figure.buckets.map { ("\($0.start)T00:00:00Z", $0.numerator) })
        #expect(weeks == expected.mapValues { Int64($0) })
      }
    }
  }

  private func checkFrequency(_ example: [String: Any], _ check: (MetricsFigure) -> Void) async throws {
    let interval = try #require(example["interval"] as? [String])
    let instants = try #require(example["deployments"] as? [String])
    let history = history(
      "s",
      deployments: Dictionary(uniqueKeysWithValues: instants.enumerated().map { ("d\($0.offset)", $0.element) }),
      incidents: [:]
    )
    try await MetricsDatabase.with(history) { database in
      let report = try await database.reader.report(query(history, interval[0], interval[1]))
      check(try #require(report.figure(.deploymentFrequency)))
    }
  }

  @Test("how long incidents lasted, in all and by week")
  func restoration() async throws {
    let mttr = try #require(cases["mttr"] as? [String: Any])
    let weekly = try #require(mttr["weekly"] as? [String: Any])
    var history = History()
    for (number, example) in try #require(weekly["incidents"] as? [[String: String]]).enumerated() {
      history.open("weekly", "i\(number)", from: try #require(example["opened"]), until: example["resolved"])
    }
    let means = try #require(mttr["mean_cases"] as? [[String: Any]])
    for (number, example) in means.enumerated() {
      for (index, seconds) in try #require(example["durations_s"] as? [Int]).enumerated() {
        let opened = instant("2024-01-01T10:00:00Z")
        history.incidents.append(
          .init(sequence: history.next(), service: "m\(number)", at: opened, id: "i\(index)", status: "open")
        )
        history.incidents.append(
          .init(
            sequence: history.next(),
            service: "m\(number)",
            at: opened + Int64(seconds) * 1_000_000,
            id: "i\(index)",
            status: "resolved"
          )
        )
      }
    }
    try await MetricsDatabase.with(history) { database in
      for (number, example) in means.enumerated() {
        var query = query(history, "2024-01-01T00:00:00Z", "2024-02-01T00:00:00Z")
        query.services = ["m\(number)"]
        let sample = try await database.reader.report(query).figure(.timeToRestore)?.sample
        #expect(sample?.count ?? 0 == example["count"] as? Int64 ?? Int64(example["count"] as? Int ?? -1))
        #expect(sample?.mean == example["expect_mean_s"] as? Double)
      }
      for (week, expected) in try #require(weekly["expect"] as? [String: [String: Any]]) {
        let end = Timestamp(microseconds: instant(week) + 7 * Timestamp.microsecondsPerDay).description
        var query = query(history, week, end)
        query.services = ["weekly"]
        let sample = try await database.reader.report(query).figure(.timeToRestore)?.sample
        #expect(sample?.count ?? 0 == Int64(expected["count"] as? Int ?? -1), "week of \(week)")
        #expect(sample?.mean == expected["mean_s"] as? Double, "week of \(week)")
      }
    }
  }

  @Test("means over commits weigh every commit the same")
  func leadTime() async throws {
    let example = try #require((cases["lead_time"] as? [String: Any])?["weighted_mean"] as? [String: Any])
    let rows = try #require(example["rows"] as? [[Int]])
    let expected = try #require(example["expect"] as? [Int])
    var history = History()
    let delivered = instant("2024-01-10T00:00:00Z")
    for column in 0..<5 {
      let service = "c\(column)"
      // The first deployment of a service does not count.
      history.deploy(service, ["d0": "2024-01-01T00:00:00Z"], version: "1.0.0")
      for (number, row) in rows.enumerated() {
        for commit in 0..<row[5] {
          history.changes.append(
            .init(
              sequence: history.next(),
              service: service,
              version: "2.0.0",
              at: delivered,
              commit: "\(number)-\(commit)",
              authored: delivered - Int64(row[column]) * 1_000_000
            )
          )
        }
      }
      history.deploy(service, ["d1": "2024-01-10T00:00:00Z"], version: "2.0.0")
    }
    try await MetricsDatabase.with(history) { database in
      for column in 0..<5 {
        var query = query(history, "2024-01-01T00:00:00Z", "2024-02-01T00:00:00Z")
        query.services = ["c\(column)"]
        let sample = try await database.reader.report(query).figure(.leadTime)?.sample
        #expect(sample?.mean == Double(expected[column]))
        #expect(sample?.count == Int64(expected[5]))
      }
    }
  }
}

/// Microseconds of an instant that is written out in a test.
func instant(_ text: String) -> Int64 { Timestamp(text)!.microseconds }

extension History {
  /// Successful deployments to production, by id.
  mutating func deploy(_ service: String, _ deployments: [String: String], version: String? = nil) {
    for (id, at) in deployments.sorted(by: { $0.key < $1.key }) {
      self.deployments.append(
        Deployment(
          sequence: next(),
          service: service,
          version: version ?? "1.0.\(size)",
          at: instant(at),
          id: id,
          status: "succeeded"
        )
      )
    }
  }

  mutating func open(_ service: String, _ id: String, from: String, until: String?) {
    incidents.append(Incident(sequence: next(), service: service, at: instant(from), id: id, status: "open"))
    if let until {
      incidents.append(Incident(sequence: next(), service: service, at: instant(until), id: id, status: "resolved"))
    }
  }
}
