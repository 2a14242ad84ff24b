/// Puts the rows of two periods together into figures.
struct FigureBuilder {
  let query: MetricsQuery
  let buckets: [LocalCalendar.Bucket]
  let current: FigureTable
  let previous: FigureTable

  func figure(_ name: FigureName) -> MetricsFigure {
    let row = current[name.rawValue]
    var figure = MetricsFigure(
      name: name,
      value: value(name, in: current, days: query.period.days),
      numerator: row?.numerator,
      denominator: row?.denominator,
      sample: row?.spans,
      previous: value(name, in: previous, days: query.period.days)
    )
    switch name {
    case .deploymentFrequency:
      figure.denominator = nil
      figure.sample = Sample(buckets.filter(\.isWhole).map { Double(current.count(name.rawValue, bucket: $0.start)) })
    case .deploymentDays:
      figure.denominator = row?.sampleCount
      figure.sample = nil
    case .changeFailureRate:
      figure.inferred = current.count("change_failures_inferred")
    default: break
    }
    if name.restsOnFailures { figure.silentServices = current.count("services_without_failures") }
    figure.leftOut = leftOut(name).filter { $0.count > 0 }
    figure.level = level(of: figure)
    figure.buckets = buckets.map { bucket(name, $0) }
    return figure
  }

  /// The headline of a figure; `nil` without data. No deployment at all is a frequency of zero.
  func value(_ name: FigureName, in table: FigureTable, days: Double) -> Double? {
    let row = table[name.rawValue]
    switch name {
    case .deploymentFrequency:
      // A service that the ledger knows nothing of does not deploy rarely: nothing is known of it.
      guard table.count("services_observed") > 0 else { return nil }
      return Double(row?.numerator ?? 0) * 7 / days
    case .deploymentDays:
      guard let row, let services = row.sampleCount, services > 0 else { return nil }
      return Double(row.numerator ?? 0) * 7 / days / Double(services)
    case .leadTime, .recoveryTime, .timeToRestore: return row?.spans?.median
    case .changeFailureRate, .reworkRate: return row?.ratio
    }
  }

  /// Whether nothing that a figure over failures could rest on was ever recorded.
  private func isSilent(_ figure: MetricsFigure) -> Bool {
    figure.silentServices > 0 && figure.numerator ?? 0 == 0
      && figure.silentServices == current["deployment_frequency"]?.sampleCount
  }

  func leftOut(_ name: FigureName) -> [LeftOut] {
    func count(_ figure: String) -> Int64 { current.count(figure) }
    return switch name {
    case .deploymentFrequency, .deploymentDays:
      [LeftOut(.restoring, count("deployments_restoring")), LeftOut(.cancelled, count("deployments_cancelled"))]
    case .leadTime: leftOutOfLeadTime()
    case .changeFailureRate:
      [
        LeftOut(.restoring, count("deployments_restoring")),
        LeftOut(.withoutCause, count("incidents_without_cause") + count("rollbacks_without_cause")),
      ]
    case .recoveryTime: leftOut([.open, .negativeSpan], from: name.rawValue)
    case .timeToRestore: leftOut([.open, .startUnknown, .negativeSpan], from: name.rawValue)
    case .reworkRate: []
    }
  }

  func leftOutOfLeadTime(_ clock: String? = nil) -> [LeftOut] {
    leftOut([.firstDeployment, .negativeSpan, .startUnknown], from: "lead_time", clock)
      + [LeftOut(.notDeployed, current.undelivered)]
  }

  /// What was left out of a figure over spans.
  func leftOut(_ reasons: [LeftOut.Reason], from figure: String, _ dimension: String? = nil) -> [LeftOut] {
    reasons.map { LeftOut($0, current.count($0.count(of: figure), dimension)) }
  }

  private func level(of figure: MetricsFigure) -> LevelVerdict? {
    let benchmarked: BenchmarkedFigure
    switch figure.name {
    case .deploymentFrequency: benchmarked = .deploymentsPerDay
    case .leadTime: benchmarked = .leadTime
    case .changeFailureRate: benchmarked = .failureRate
    // The surveys asked for the time to restore service until 2022, and for that to recover from a failed deployment
    // from 2023 on.
    case .recoveryTime where query.benchmark.year >= 2023: benchmarked = .recovery
    case .timeToRestore where query.benchmark.year < 2023: benchmarked = .recovery
    default: return nil
    }
    let deployments = current.count("deployment_frequency")
    guard deployments >= query.minimumDeployments, deployments > 0 else {
      return .noData("\(deployments) deployments in the period; a level takes \(query.minimumDeployments)")
    }
    if isSilent(figure) { return .noData("no incident or rollback was ever recorded") }
    guard var value = figure.value else { return .noData("no data") }
    if benchmarked == .deploymentsPerDay {
      // The surveys ask about one application: several count with what each deploys on average.
      let services = max(1, current["deployment_frequency"]?.sampleCount ?? 1)
      value = value / 7 / Double(services)
    }
    return query.benchmark.verdict(on: value, of: benchmarked)
  }

  private func bucket(_ name: FigureName, _ bucket: LocalCalendar.Bucket) -> MetricsFigure.Bucket {
    let row = current[name.rawValue, bucket: bucket.start]
    let value: Double? =
      switch name {
      case .deploymentFrequency, .deploymentDays: Double(row?.numerator ?? 0)
      case .leadTime, .recoveryTime, .timeToRestore: row?.spans?.median
      case .changeFailureRate, .reworkRate: row?.ratio
      }
    return MetricsFigure.Bucket(
      start: bucket.start,
      isWhole: bucket.isWhole,
      value: value,
      numerator: row?.numerator ?? 0,
      denominator: row?.denominator,
      sampleCount: row?.sampleCount
    )
  }

  var distribution: MetricsReport.Distribution {
    MetricsReport.Distribution(
      edges: MetricsReader.leadTimeEdges,
      counts: current.leadTimeBins
    )
  }

  var controlTotals: [MetricsReport.ControlTotal] {
    func total(_ name: String, _ count: Int64) -> MetricsReport.ControlTotal {
      MetricsReport.ControlTotal(name: name, count: count)
    }
    return [
      total("deployments_counted", current.count("deployment_frequency")),
      total("deployments_restoring", current.count("deployments_restoring")),
      total("deployments_failed", current.count("deployment_failure_rate")),
      total("deployments_cancelled", current.count("deployments_cancelled")),
      total("commits_delivered", current["lead_time"]?.denominator ?? 0),
      total("commits_not_deployed", current.undelivered),
      total("incidents", current.count("incidents")),
      total("rollbacks", current.count("rollbacks")),
    ]
  }
}
