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
}

extension ProcessObjective {
  /// What tells whether anything was deployed.
  fileprivate static let deployments = ProcessObjective("", "", .deploymentSuccessRate)
}

extension Control {
  fileprivate var objectiveFigures: [WantedFigure] {
    guard case .objective(let objective) = requirement else { return [] }
    return objective.figures.filter { $0.from == .metrics }.compactMap { figure in
      figure.objectives(of: self).first.map { WantedFigure(figure: figure, objective: $0) }
    }
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
