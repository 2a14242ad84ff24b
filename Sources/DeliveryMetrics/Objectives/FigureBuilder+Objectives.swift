extension FigureBuilder {
  func result(_ objective: ProcessObjective) -> ObjectiveResult {
    let reading = reading(objective.metric, objective.statistic, in: current)
    let previous = self.reading(objective.metric, objective.statistic, in: previous)
    return ObjectiveResult(
      objective: objective,
      value: reading.value,
      previous: previous.value,
      numerator: reading.numerator,
      denominator: reading.denominator,
      sample: reading.sample,
      verdict: verdict(objective, reading),
      trend: trend(objective, reading.value, previous.value),
      leftOut: leftOut(objective.metric).filter { $0.count > 0 }
    )
  }

  /// What stands behind an objective in one period.
  private struct Reading {
    var value: Double?
    /// The value is at least this much: time without any failure has no end yet.
    var lowerBound: Double?
    var numerator: Int64?
    var denominator: Int64?
    var sample: Sample?
  }

  private func reading(
    _ metric: ObjectiveMetric,
    _ statistic: ProcessObjective.Statistic,
    in table: FigureTable
  ) -> Reading {
    func share(_ row: FigureRow?) -> Reading {
      Reading(value: row?.ratio, numerator: row?.numerator, denominator: row?.denominator)
    }
    func spread(_ row: FigureRow?, _ sample: Sample?) -> Reading {
      let value: Double? =
        switch statistic {
        case .median: sample?.median
        case .mean: sample?.mean
        case .percentile90: sample?.percentile90
        case .maximum: sample?.maximum
        // Their rows have nothing but this one number to spread.
        case .sum, .latest: sample?.median
        }
      return Reading(value: value, numerator: row?.numerator, denominator: row?.denominator, sample: sample)
    }
    func spans(_ figure: String, _ dimension: String? = nil) -> Reading {
      let row = table[figure, dimension]
      return spread(row, row?.spans)
    }
    switch metric {
    case .deploymentSuccessRate, .deploymentFailureRate, .rollbackRate, .releaseRollbackRate, .hotfixShare,
      .changeFailureRate, .reworkRate, .postDeploymentIssueRate:
      return share(table[metric.name])
    case .gatePassRate(let gate): return share(table["gate_pass_rate", gate])
    case .timeToDeploy, .deploymentDuration, .recoveryTime, .rollbackRecoveryTime, .timeToRestore, .timeToDetect:
      return spans(metric.name)
    case .leadTime(let clock): return spans("lead_time", clock == query.clock ? nil : clock.rawValue)
    case .timeToProduction(let type): return spans("time_to_production", type)
    case .customerImpact:
      let row = table["customer_impact_percent"]
      return spread(row, row?.values)
    case .measurement(let name):
      // The latest reading of each service; several services are spread like any sample.
      let row = table["measurement_latest", name]
      return spread(row, row?.values)
    case .observation(let name):
      let row = table[statistic == .sum ? "observation_sum" : "observation", name]
      return spread(row, row?.values)
    case .gravestIncidents:
      guard table.count("services_observed") > 0 else { return Reading() }
      let count = table.count("incidents_gravest")
      return Reading(value: Double(count), numerator: count, denominator: table.count("incidents"))
    case .incidentsPerRelease: return quotient("incidents_attributed", "releases_deployed", in: table)
    case .incidentsPerDeployment: return quotient("incidents_attributed", "deployment_frequency", in: table)
    case .deploymentFrequency(let type):
      guard table.count("services_observed") > 0 else { return Reading() }
      let count = type.map { table.count("releases_delivered", $0) } ?? table.count("deployment_frequency")
      return Reading(value: Double(count) * 7 / query.period.days, numerator: count)
    case .timeBetweenFailures:
      let observed = Double(table.count("services_observed")) * query.period.seconds
      let failures = table.count("incidents")
      guard observed > 0 else { return Reading() }
      guard failures > 0 else { return Reading(lowerBound: observed, numerator: 0) }
      return Reading(value: observed / Double(failures), numerator: failures)
    }
  }

  private func quotient(_ numerator: String, _ denominator: String, in table: FigureTable) -> Reading {
    let row = FigureRow(numerator: table.count(numerator), denominator: table.count(denominator))
    return Reading(value: row.ratio, numerator: row.numerator, denominator: row.denominator)
  }

  /// Whether all readings are in the unit of a target.
  private func isComparable(_ metric: ObjectiveMetric, _ target: ProcessObjective.Target) -> Bool {
    guard let unit = target.unit else { return true }
    let (figure, name): (String, String)
    switch metric {
    case .measurement(let measured): (figure, name) = ("measurement_latest", measured)
    case .observation(let observed): (figure, name) = ("observation", observed)
    default: return true
    }
    return current.count("\(figure)_in", "\(name) \(unit)") == current[figure, name]?.sampleCount ?? 0
  }

  private func verdict(_ objective: ProcessObjective, _ reading: Reading) -> ObjectiveResult.Verdict {
    guard let target = objective.target, isComparable(objective.metric, target) else {
      return reading.value == nil ? .noData : .watched
    }
    if let value = reading.value { return target.comparison.holds(value, target.value) ? .met : .notMet }
    if let bound = reading.lowerBound, target.comparison.favoursMore, target.comparison.holds(bound, target.value) {
      return .met
    }
    return .noData
  }

  private func trend(_ objective: ProcessObjective, _ value: Double?, _ previous: Double?) -> ObjectiveResult.Trend {
    guard let value, let previous, let comparison = objective.target?.comparison else { return .unknown }
    if value == previous { return .unchanged }
    return (value > previous) == comparison.favoursMore ? .better : .worse
  }

  private func leftOut(_ metric: ObjectiveMetric) -> [LeftOut] {
    func count(_ figure: String, _ dimension: String? = nil) -> Int64 { current.count(figure, dimension) }
    switch metric {
    case .deploymentSuccessRate, .deploymentFailureRate: return [LeftOut(.cancelled, count("deployments_cancelled"))]
    case .deploymentDuration:
      return leftOut([.startUnknown, .negativeSpan], from: "deployment_duration")
    case .leadTime(let clock):
      return leftOutOfLeadTime(clock == query.clock ? nil : clock.rawValue)
    case .recoveryTime: return leftOut(FigureName.recoveryTime)
    case .rollbackRecoveryTime:
      return leftOut([.open, .startUnknown, .negativeSpan], from: "rollback_recovery_time")
    case .timeToRestore: return leftOut(FigureName.timeToRestore)
    case .timeToDetect: return leftOut([.startUnknown, .negativeSpan], from: "time_to_detect")
    case .incidentsPerRelease, .incidentsPerDeployment:
      return [LeftOut(.withoutCause, count("incidents_without_cause"))]
    case .timeToDeploy: return leftOut([.startUnknown, .negativeSpan], from: "time_to_deploy")
    case .timeToProduction(let type):
      return leftOut([.startUnknown, .negativeSpan], from: "time_to_production", type)
    default: return []
    }
  }
}
