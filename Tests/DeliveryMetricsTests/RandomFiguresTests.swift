import DeliveryMetrics
import ReleaseRecords
import Testing

@Suite("Figures over random histories are what a naive computation makes of the same facts")
struct RandomFiguresTests {
  @Test("for some services and for all, and the same again once the log has grown", arguments: [5, 6, 7] as [UInt64])
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
      for services in [["s1"], Array(all[3..<9]), all] {
        var query = MetricsQuery(
          size: size,
          period: MetricsPeriod(from: Timestamp(microseconds: from), until: Timestamp(microseconds: until))
        )
        query.services = services
        query.bucket = .day
        let report = try await database.reader.report(query)
        try check(report, history, services, size, from, until)
        #expect(report.omittedEvents == 0)
      }
    }
  }

  private func check(
    _ report: MetricsReport,
    _ history: History,
    _ services: [String],
    _ size: Int64,
    _ from: Int64,
    _ until: Int64
  ) throws {
    var facts: [(service: String, fact: NaiveMetrics.Fact)] = []
    var deliveries: [NaiveMetrics.Delivery] = []
    var undelivered = 0
    for service in services {
      let naive = NaiveMetrics(history, service: service, size: size)
      let gone = Set(history.superseded.filter { $0.by < size }.map(\.sequence))
      let all = history.deployments.filter {
        $0.service == service && $0.sequence < size && !gone.contains($0.sequence)
      }
      facts += naive.facts(from: from, until: until).map { (service, $0) }
      deliveries += naive.deliveries(from: from, until: until, clock: "authored", all: all)
      undelivered += naive.undelivered(from: from, until: until, all: all).count
    }
    let deployments = facts.map(\.fact).filter { $0.kind == "deployment" }
    let changes = deployments.filter { $0.role == "change" }
    let failed = deployments.filter { $0.failedBy != nil }
    let reached = deployments.filter { $0.role == "change" || $0.failedBy != nil && $0.role == "ended" }
    let succeeded = deployments.filter { $0.outcome == "succeeded" }

    let frequency = try #require(report.figure(.deploymentFrequency))
    if !facts.isEmpty { #expect(frequency.numerator ?? 0 == Int64(changes.count)) }
    #expect(frequency.buckets.reduce(0) { $0 + ($1.numerator ?? 0) } == Int64(changes.count))

    let rate = try #require(report.figure(.changeFailureRate))
    #expect(rate.numerator ?? 0 == Int64(failed.count))
    #expect(rate.denominator ?? 0 == Int64(reached.count))
    #expect(rate.inferred ?? 0 == Int64(failed.filter { $0.inferred == true }.count))

    let rework = try #require(report.figure(.reworkRate))
    #expect(rework.numerator ?? 0 == Int64(deployments.filter { $0.unplanned == true }.count))
    #expect(rework.denominator ?? 0 == Int64(succeeded.count))

    let recovery = failed.compactMap { failure in failure.restored.map { $0 - failure.finished! } }
    try checkSample(report.figure(.recoveryTime), recovery)
    let incidents = facts.map(\.fact).filter { $0.kind == "incident" }
    try checkSample(report.figure(.timeToRestore), incidents.compactMap { i in i.finished.map { $0 - i.started! } })
    try checkSample(
      report.figure(.leadTime),
      deliveries.filter { $0.standing == "counted" }.map { $0.delivered - $0.clock! }
    )
    let left = Dictionary(
      uniqueKeysWithValues: (report.figure(.leadTime)?.leftOut ?? []).map { ($0.reason, Int($0.count)) }
    )
    #expect(left[.firstDeployment] ?? 0 == deliveries.filter { $0.standing == "first" }.count)
    #expect(left[.negativeSpan] ?? 0 == deliveries.filter { $0.standing == "negative" }.count)
    #expect(left[.startUnknown] ?? 0 == deliveries.filter { $0.standing == "unknown" }.count)
    #expect(left[.notDeployed] ?? 0 == undelivered)
    #expect(
      report.leadTimeDistribution.counts.reduce(0, +)
        == Int64(deliveries.filter { $0.standing == "counted" }.count)
    )
  }

  private func checkSample(_ figure: MetricsFigure?, _ spans: [Int64]) throws {
    let figure = try #require(figure)
    let values = spans.filter { $0 >= 0 }.map { Double($0) }.sorted()
    guard !values.isEmpty else {
      #expect(figure.sample == nil && figure.value == nil)
      return
    }
    /// Between two values in proportion, counted out by hand.
    func percentile(_ percent: Int) -> Double {
      let place = Double((values.count - 1) * percent) / 100
      let low = values[Int(place)]
      let high = values[min(Int(place) + 1, values.count - 1)]
      return (low + (place - Double(Int(place))) * (high - low)) / 1e6
    }
    let sample = try #require(figure.sample)
    #expect(sample.count == Int64(values.count))
    #expect(abs(sample.median - percentile(50)) < 1e-3)
    #expect(abs(sample.percentile90 - percentile(90)) < 1e-3)
    #expect(abs((sample.mean ?? 0) - values.reduce(0, +) / Double(values.count) / 1e6) < 1e-3)
    #expect(sample.maximum == values[values.count - 1] / 1e6)
    #expect(figure.value == sample.median)
  }
}
