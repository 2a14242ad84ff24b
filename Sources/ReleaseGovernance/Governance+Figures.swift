internal import DeliveryMetrics
internal import LedgerStore
internal import ReleasePolicy
internal import ReleaseRecords
internal import ReleaseReports

extension Governance {
  /// The delivery metrics that a policy's objectives ask for, of one service over the period of a report.
  ///
  /// They are those of `report metrics` over the same records. What there was nothing to measure of has a figure
  /// without a value; what should have been measured and was not has none.
  func figures(of policy: Policy, for service: String, _ scope: ComplianceScope) async throws -> [MeasuredFigure] {
    let wanted = policy.controls.flatMap(\.objectiveFigures)
    guard !wanted.isEmpty else { return [] }
    let period = MetricsPeriod(from: scope.period.lowerBound, until: scope.period.upperBound)
    var query = MetricsQuery(size: scope.logSize, period: period)
    query.services = [service]
    if scope.environments.count == 1 { query.environment = scope.environments[0] }
    query.bucket = .month
    let question = query
    let asked = [ProcessObjective.deployments] + wanted.map(\.objective)
    let results = try await ledger.withConnection {
      try await MetricsReader($0).report(question, objectives: asked).objectives
    }
    let hasDeployments = results[0].sampleCount > 0
    return zip(wanted, results.dropFirst()).compactMap { figure, result in
      guard result.value != nil || !(hasDeployments && result.isOfEveryDeployment) else { return nil }
      return MeasuredFigure(
        metric: figure.figure.metric,
        value: result.value ?? (result.verdict == .met ? period.seconds : nil),
        unit: result.unit,
        types: figure.figure.types,
        from: period.from,
        until: period.until,
        basis: result.basis
      )
    }
  }
}

/// A figure of a policy's objective, and the delivery metric that gives it.
private struct WantedFigure {
  let figure: ObjectiveFigure
  let objective: ProcessObjective

  /// `nil` where no delivery metric is of that name, or where the figure does not come from them.
  init?(_ figure: ObjectiveFigure, of control: Control) {
    guard figure.from == .metrics else { return nil }
    let name = figure.types.isEmpty ? figure.metric : "\(figure.metric):\(figure.types[0])"
    guard figure.types.count < 2, let metric = ObjectiveMetric(name) else { return nil }
    let statistic: ProcessObjective.Statistic
    switch figure.aggregate {
    case .mean: statistic = .mean
    case .median: statistic = .median
    case .maximum: statistic = .maximum
    // There is no such figure, so that nothing is judged by another one than was asked for.
    case .minimum, .sum, .latest: return nil
    }
    self.figure = figure
    objective = ProcessObjective(control.id, figure.title ?? figure.metric, metric, statistic, figure.openTarget)
  }
}

extension ProcessObjective {
  /// What tells whether anything was deployed.
  fileprivate static let deployments = ProcessObjective("", "", .deploymentSuccessRate)
}

extension ObjectiveFigure {
  /// A target in seconds, for the one metric that may have no end yet: where nothing failed, the time between failures
  /// is longer than what was observed.
  fileprivate var openTarget: ProcessObjective.Target? {
    guard metric == "time_between_failures" else { return nil }
    let factor: Double? =
      switch unit {
      case nil, "s": 1
      case "min", "m": 60
      case "h": 3600
      case "d": 86_400
      default: nil
      }
    guard let factor else { return nil }
    return (target.above.map { .init(.above, $0 * factor) }) ?? target.atLeast.map { .init(.atLeast, $0 * factor) }
  }
}

extension Control {
  fileprivate var objectiveFigures: [WantedFigure] {
    guard case .objective(let objective) = requirement else { return [] }
    return objective.figures.compactMap { WantedFigure($0, of: self) }
  }
}

extension ObjectiveResult {
  /// Whether each deployment gives a value, so that its lack is a lack of records: not where the one deployment that
  /// there was is left out for being the service's first.
  fileprivate var isOfEveryDeployment: Bool {
    switch objective.metric {
    case .leadTime: !leftOut.contains { $0.reason == .firstDeployment }
    case .deploymentDuration, .timeToDeploy: true
    default: false
    }
  }

  fileprivate var unit: String {
    switch objective.metric.unit {
    case .ratio: "1"
    case .seconds: "s"
    case .measured(let unit): unit
    case .count: ""
    case .perWeek: "per week"
    case .daysPerWeek: "days per week"
    case .quotient(let words): words
    }
  }

  /// What the value was made from.
  fileprivate var basis: String? {
    if let sample { return "\(objective.statistic.rawValue) of \(sample.count)" }
    guard let numerator else { return nil }
    if objective.metric == .timeBetweenFailures { return numerator == 0 ? "no failure" : "\(numerator) failures" }
    return denominator.map { "\(numerator) of \($0)" } ?? "\(numerator)"
  }
}
