@testable import DeliveryMetrics
import Postgres
import ReleaseRecords
import Testing

@Suite("Figures over random histories are what a naive computation makes of the same facts")
struct RandomFiguresTests {
  @Test(
    "for some services and for all, and the same again once the log has grown",
    arguments: 5...10 as ClosedRange<UInt64>
  )
  func figures(seed: UInt64) async throws {
    var random = SeededGenerator(state: seed)
    var history = History()
    let start = RandomHistoriesTests.start
    for number in 0..<30 { history.drawService("s\(number)", from: start, &random) }
    let size = history.size
    // What comes later must not change what was answered before.
    for number in 0..<30 { history.drawService("s\(number)", from: start, &random) }
    let (from, until) = RandomHistoriesTests.periods[1]
    let all = (0..<30).map { "s\($0)" }
    try await MetricsDatabase.with(history) { database in
      // For all of them over two connections.
      let configuration = database.configuration
      let reader = MetricsReader(database.connection) { try await PostgresConnection.connect(configuration) }
      for services in [["s1"], Array(all[3..<9]), nil] {
        for (label, window, clock) in [
          (nil, 7 * 86_400, .authored), (nil, 30 * 3_600, .merged), ("regulated", 7 * 86_400, .authored),
        ] as [(String?, Int64, LeadTimeClock)] {
          var query = MetricsQuery(
            size: size,
            period: MetricsPeriod(
              from: ReleaseRecords.Timestamp(microseconds: from),
              until: ReleaseRecords.Timestamp(microseconds: until)
            )
          )
          query.services = services
          query.bucket = .day
          query.label = label
          query.attributionSeconds = window
          query.clock = clock
          let other: LeadTimeClock = clock == .authored ? .merged : .authored
          let metrics: [ObjectiveMetric] = [
            .leadTime(other), .deploymentDuration, .hotfixShare, .deploymentSuccessRate, .timeToDetect,
            .rollbackRecoveryTime,
          ]
          let report = try await reader.report(query, objectives: metrics.map { ProcessObjective("O", "", $0) })
          let expected = Expected(history, query, of: services ?? all)
          try check(report, expected)
          try checkObjectives(report, expected)
          try checkPrevious(report, Expected(history, query, query.period.previous, of: services ?? all))
          var rowCounts = report.rowCounts
          rowCounts.process = nil
          #expect(try await database.rowCounts(query) == rowCounts, "what the database's functions return")
        }
      }
    }
  }

  /// What a naive computation makes of a query.
  private struct Expected {
    var facts: [(service: String, fact: NaiveMetrics.Fact)] = []
    var deliveries: [NaiveMetrics.Delivery] = []
    /// By the clock that is not the query's.
    var otherDeliveries: [NaiveMetrics.Delivery] = []
    var undelivered = 0
    var hotfixes: Set<[String]> = []

    init(_ history: History, _ query: MetricsQuery, _ period: MetricsPeriod? = nil, of services: [String]) {
      let period = period ?? query.period
      let (from, until) = (period.from.microseconds, period.until.microseconds)
      let gone = Set(history.superseded.filter { $0.by < query.size }.map(\.sequence))
      for service in services {
        var naive = NaiveMetrics(history, service: service, size: query.size)
        naive.window = query.attributionSeconds * 1_000_000
        let all = history.deployments.filter {
          $0.service == service && $0.sequence < query.size && !gone.contains($0.sequence)
        }
        facts += naive.facts(from: from, until: until, label: query.label).map { (service, $0) }
        deliveries += naive.deliveries(
          from: from,
          until: until,
          clock: query.clock.rawValue,
          label: query.label,
          all: all
        )
        otherDeliveries += naive.deliveries(
          from: from,
          until: until,
          clock: query.clock == .authored ? "merged" : "authored",
          label: query.label,
          all: all
        )
        undelivered += naive.undelivered(from: from, until: until, all: all).count
        hotfixes.formUnion(naive.releases.filter { $0.type == "hotfix" }.map { [service, $0.version] })
      }
    }

    var deployments: [NaiveMetrics.Fact] { facts.map(\.fact).filter { $0.kind == "deployment" } }
    var incidents: [NaiveMetrics.Fact] { facts.map(\.fact).filter { $0.kind == "incident" } }
    var failed: [NaiveMetrics.Fact] { deployments.filter { $0.failedBy != nil } }
    var reached: [NaiveMetrics.Fact] {
      deployments.filter { $0.role == "change" || $0.failedBy != nil && $0.role == "ended" }
    }
    var leadTimes: [Int64] { Self.leadTimes(deliveries) }
    var otherLeadTimes: [Int64] { Self.leadTimes(otherDeliveries) }

    private static func leadTimes(_ deliveries: [NaiveMetrics.Delivery]) -> [Int64] {
      deliveries.filter { $0.standing == "counted" }.map { $0.delivered - $0.clock! }
    }

    /// The versions that went out by a change, each with its service.
    var releases: Set<[String]> {
      Set(facts.filter { $0.fact.role == "change" }.map { [$0.service, $0.fact.version!] })
    }

    /// The spans of facts of a kind that have both ends.
    func spans(
      _ kind: String,
      from start: KeyPath<NaiveMetrics.Fact, Int64?>,
      to end: KeyPath<NaiveMetrics.Fact, Int64?>
    ) -> [Int64] {
      facts.map(\.fact).filter { $0.kind == kind && $0.role != "ended" }.compactMap { fact in
        guard let start = fact[keyPath: start], let end = fact[keyPath: end] else { return nil }
        return end - start
      }
    }
  }

  private func check(_ report: MetricsReport, _ expected: Expected) throws {
    let changes = expected.deployments.filter { $0.role == "change" }
    let frequency = try #require(report.figure(.deploymentFrequency))
    if !expected.facts.isEmpty { #expect(frequency.numerator ?? 0 == Int64(changes.count)) }
    #expect(frequency.buckets.reduce(0) { $0 + ($1.numerator ?? 0) } == Int64(changes.count))

    let rate = try #require(report.figure(.changeFailureRate))
    #expect(rate.numerator ?? 0 == Int64(expected.failed.count))
    #expect(rate.denominator ?? 0 == Int64(expected.reached.count))
    #expect(rate.inferred ?? 0 == Int64(expected.failed.filter { $0.inferred == true }.count))

    let rework = try #require(report.figure(.reworkRate))
    #expect(rework.numerator ?? 0 == Int64(expected.deployments.filter { $0.unplanned == true }.count))
    #expect(rework.denominator ?? 0 == Int64(expected.deployments.filter { $0.outcome == "succeeded" }.count))

    let recovery = expected.failed.compactMap { failure in failure.restored.map { $0 - failure.finished! } }
    try checkSample(report.figure(.recoveryTime), recovery)
    let restore = report.figure(.timeToRestore)
    try checkSample(restore, expected.spans("incident", from: \.knownStart, to: \.finished))
    let over = expected.incidents.filter { $0.finished != nil }
    #expect(restore?.count(.open) ?? 0 == expected.incidents.count - over.count)
    #expect(restore?.count(.startUnknown) ?? 0 == over.filter { $0.startIsKnown == false }.count)
    try checkSample(report.figure(.leadTime), expected.leadTimes)
    let lead = report.figure(.leadTime)
    #expect(lead?.count(.firstDeployment) ?? 0 == expected.deliveries.filter { $0.standing == "first" }.count)
    #expect(lead?.count(.negativeSpan) ?? 0 == expected.deliveries.filter { $0.standing == "negative" }.count)
    #expect(lead?.count(.startUnknown) ?? 0 == expected.deliveries.filter { $0.standing == "unknown" }.count)
    #expect(lead?.count(.notDeployed) ?? 0 == expected.undelivered)
    #expect(report.leadTimeDistribution.counts.reduce(0, +) == Int64(expected.leadTimes.count))

    #expect(report.omittedEvents == 0)
    let events = expected.facts.filter {
      $0.fact.kind != "deployment" || $0.fact.role == "ended" || $0.fact.failedBy != nil
    }
    #expect(Set(report.events.map(Told.init)) == Set(events.map { Told($0.service, $0.fact) }))
    #expect(report.events.count == events.count)
  }

  private func checkObjectives(_ report: MetricsReport, _ expected: Expected) throws {
    for result in report.objectives {
      let about = Comment(rawValue: result.objective.metric.name)
      switch result.objective.metric {
      case .leadTime: try checkSample(result.sample, expected.otherLeadTimes)
      case .deploymentDuration:
        try checkSample(result.sample, expected.spans("deployment", from: \.started, to: \.finished))
      case .timeToDetect:
        try checkSample(result.sample, expected.spans("incident", from: \.started, to: \.detected))
      case .rollbackRecoveryTime:
        try checkSample(result.sample, expected.spans("rollback", from: \.knownStart, to: \.finished))
      case .hotfixShare:
        #expect(result.denominator ?? 0 == Int64(expected.releases.count), about)
        #expect(result.numerator ?? 0 == Int64(expected.releases.intersection(expected.hotfixes).count), about)
      default:
        let outcomes = expected.deployments.map(\.outcome).filter { $0 != "cancelled" }
        #expect(result.denominator ?? 0 == Int64(outcomes.count), about)
        #expect(result.numerator ?? 0 == Int64(outcomes.filter { $0 == "succeeded" }.count), about)
      }
    }
  }

  private func checkPrevious(_ report: MetricsReport, _ expected: Expected) throws {
    let reached = expected.reached.count
    #expect(
      report.figure(.changeFailureRate)?.previous
        == (reached == 0 ? nil : Double(expected.failed.count) / Double(reached))
    )
    let spans = expected.leadTimes.sorted()
    let median: Double? =
      spans.isEmpty ? nil : Double(spans[(spans.count - 1) / 2] + spans[spans.count / 2]) / 2 / 1e6
    let previous = report.figure(.leadTime)?.previous
    #expect(previous == median || abs(previous! - median!) < 1e-3)
  }

  /// What an event and a fact both tell.
  private struct Told: Hashable {
    var kind: String
    var service: String
    var name: String
    var sequence: Int64
    var outcome: String
    var started: Int64?
    var startIsKnown: Bool
    var finished: Int64?
    var cause: String?
    var failedBy: String?
    var isInferred: Bool
    var restored: Int64?

    init(_ service: String, _ fact: NaiveMetrics.Fact) {
      kind = fact.kind
      self.service = service
      name = fact.name
      sequence = fact.sequence
      outcome = fact.outcome
      started = fact.started
      startIsKnown = fact.startIsKnown ?? (fact.started != nil)
      finished = fact.finished
      cause = fact.cause
      failedBy = fact.failedBy
      isInferred = fact.inferred ?? false
      restored = fact.restored
    }

    init(_ event: MetricsEvent) {
      kind = event.kind.rawValue
      service = event.service
      name = event.name
      sequence = event.sequence
      outcome = event.outcome
      started = event.startedAt?.microseconds
      startIsKnown = event.startIsKnown
      finished = event.finishedAt?.microseconds
      cause = event.cause
      failedBy = event.failedBy
      isInferred = event.isInferred
      restored = event.restoredAt?.microseconds
    }
  }

  private func checkSample(_ figure: MetricsFigure?, _ spans: [Int64]) throws {
    let figure = try #require(figure)
    try checkSample(figure.sample, spans)
    #expect(figure.value == figure.sample?.median)
  }

  private func checkSample(_ sample: Sample?, _ spans: [Int64]) throws {
    let values = spans.filter { $0 >= 0 }.map { Double($0) }.sorted()
    guard !values.isEmpty else { return #expect(sample == nil) }
    /// Between two values in proportion, counted out by hand.
    func percentile(_ percent: Int) -> Double {
      let place = Double((values.count - 1) * percent) / 100
      let low = values[Int(place)]
      let high = values[min(Int(place) + 1, values.count - 1)]
      return (low + (place - Double(Int(place))) * (high - low)) / 1e6
    }
    let sample = try #require(sample)
    #expect(sample.count == Int64(values.count))
    #expect(abs(sample.median - percentile(50)) < 1e-3)
    #expect(abs(sample.percentile90 - percentile(90)) < 1e-3)
    #expect(abs((sample.mean ?? 0) - values.reduce(0, +) / Double(values.count) / 1e6) < 1e-3)
    #expect(sample.maximum == values[values.count - 1] / 1e6)
  }
}

extension MetricsDatabase {
  /// How many rows the database's own functions return for both periods of a query.
  fileprivate func rowCounts(_ query: MetricsQuery) async throws -> MetricsReport.RowCounts {
    let since = Postgres.Timestamp(microsecondsSinceUnixEpoch: query.period.previous.from.microseconds)
    let middle = Postgres.Timestamp(microsecondsSinceUnixEpoch: query.period.from.microseconds)
    let until = Postgres.Timestamp(microsecondsSinceUnixEpoch: query.period.until.microseconds)
    let scope: SQL = "\(query.size), \(query.services), \(query.label), \(query.environment)"
    let counts = try await connection.query(
      """
      select
        (select count(*) from metrics.fact(\(scope), \(since), \(until), \(query.attributionSeconds) * interval '1 second')),
        (select count(*) from metrics.lead_time(\(scope), \(since), \(until), \(query.clock.rawValue))),
        (select count(*) from metrics.undelivered(\(query.size), \(query.services), \(query.environment), \(middle), \(until)))
      """
    ).decode(as: (Int, Int, Int).self)[0]
    return MetricsReport.RowCounts(facts: counts.0, leadTime: counts.1, undelivered: counts.2)
  }
}

extension MetricsFigure {
  /// How many were left out for a reason; `nil`: none is said to be.
  fileprivate func count(_ reason: LeftOut.Reason) -> Int? {
    leftOut.first { $0.reason == reason }.map { Int($0.count) }
  }
}
