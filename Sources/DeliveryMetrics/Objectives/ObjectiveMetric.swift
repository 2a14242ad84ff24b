/// What an objective of a release process is about. docs/metrics.md defines each.
public enum ObjectiveMetric: Hashable, Sendable {
  /// Successful deployments of those that ended, cancelled ones apart.
  case deploymentSuccessRate
  case deploymentFailureRate
  /// Deployments undone by a rollback, of those that reached users.
  case rollbackRate
  /// Releases undone by a rollback, of those deployed.
  case releaseRollbackRate
  case hotfixShare
  /// From the start of a release's first deployment to any environment to its first success in production.
  case timeToDeploy
  case deploymentDuration
  case leadTime(LeadTimeClock)
  case changeFailureRate
  case recoveryTime
  case reworkRate
  case rollbackRecoveryTime
  case postDeploymentIssueRate
  /// The share of customers, in percent, that felt an incident.
  case customerImpact
  case timeToRestore
  case timeToDetect
  /// The time observed of the services, divided by the number of incidents.
  case timeBetweenFailures
  case incidentsPerRelease
  case incidentsPerDeployment
  /// Incidents of severity SEV1.
  case gravestIncidents
  /// Deployments a week, or releases of one type delivered a week.
  case deploymentFrequency(type: String?)
  /// Gates passed of those run, skipped ones apart; of one gate, or of all.
  case gatePassRate(gate: String?)
  /// From the release record to production, of one type of release, or of all.
  case timeToProduction(type: String?)
  /// A number that gates measured under this name: the latest.
  case measurement(String)
  /// A number that was observed in operation, or of the business, under this name.
  case observation(String)

  /// The metric of a name as policies write it, with what it is about after a colon: `gate_pass_rate:security-scan`,
  /// `time_to_production:patch`, `measurement:coverage`; `nil` when there is none of that name.
  public init?(_ text: String) {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    let subject = parts.count == 2 ? String(parts[1]) : nil
    if subject == "" { return nil }
    switch (String(parts[0]), subject) {
    case ("deployment_success_rate", nil): self = .deploymentSuccessRate
    case ("deployment_failure_rate", nil): self = .deploymentFailureRate
    case ("rollback_rate", nil): self = .rollbackRate
    case ("release_rollback_rate", nil): self = .releaseRollbackRate
    case ("hotfix_share", nil): self = .hotfixShare
    case ("time_to_deploy", nil): self = .timeToDeploy
    case ("deployment_duration", nil): self = .deploymentDuration
    case ("lead_time", nil): self = .leadTime(.authored)
    case ("lead_time", let clock?):
      guard let clock = LeadTimeClock(rawValue: clock) else { return nil }
      self = .leadTime(clock)
    case ("change_failure_rate", nil): self = .changeFailureRate
    case ("failed_deployment_recovery_time", nil): self = .recoveryTime
    case ("rework_rate", nil): self = .reworkRate
    case ("rollback_recovery_time", nil): self = .rollbackRecoveryTime
    case ("post_deployment_issue_rate", nil): self = .postDeploymentIssueRate
    case ("customer_impact_percent", nil): self = .customerImpact
    case ("time_to_restore", nil): self = .timeToRestore
    case ("time_to_detect", nil): self = .timeToDetect
    case ("time_between_failures", nil): self = .timeBetweenFailures
    case ("incidents_per_release", nil): self = .incidentsPerRelease
    case ("incidents_per_deployment", nil): self = .incidentsPerDeployment
    case ("incidents_gravest", nil): self = .gravestIncidents
    case ("deployment_frequency", let type): self = .deploymentFrequency(type: type)
    case ("gate_pass_rate", let gate): self = .gatePassRate(gate: gate)
    case ("time_to_production", let type): self = .timeToProduction(type: type)
    case ("measurement", let name?): self = .measurement(name)
    case ("observation", let name?): self = .observation(name)
    default: return nil
    }
  }

  /// The name as policies write it.
  public var name: String {
    switch self {
    case .deploymentSuccessRate: "deployment_success_rate"
    case .deploymentFailureRate: "deployment_failure_rate"
    case .rollbackRate: "rollback_rate"
    case .releaseRollbackRate: "release_rollback_rate"
    case .hotfixShare: "hotfix_share"
    case .timeToDeploy: "time_to_deploy"
    case .deploymentDuration: "deployment_duration"
    case .leadTime(let clock): clock == .authored ? "lead_time" : "lead_time:\(clock.rawValue)"
    case .changeFailureRate: "change_failure_rate"
    case .recoveryTime: "failed_deployment_recovery_time"
    case .reworkRate: "rework_rate"
    case .rollbackRecoveryTime: "rollback_recovery_time"
    case .postDeploymentIssueRate: "post_deployment_issue_rate"
    case .customerImpact: "customer_impact_percent"
    case .timeToRestore: "time_to_restore"
    case .timeToDetect: "time_to_detect"
    case .timeBetweenFailures: "time_between_failures"
    case .incidentsPerRelease: "incidents_per_release"
    case .incidentsPerDeployment: "incidents_per_deployment"
    case .gravestIncidents: "incidents_gravest"
    case .deploymentFrequency(let type): Self.name("deployment_frequency", type)
    case .gatePassRate(let gate): Self.name("gate_pass_rate", gate)
    case .timeToProduction(let type): Self.name("time_to_production", type)
    case .measurement(let name): "measurement:\(name)"
    case .observation(let name): "observation:\(name)"
    }
  }

  private static func name(_ figure: String, _ subject: String?) -> String {
    subject.map { "\(figure):\($0)" } ?? figure
  }

  /// The clock of a lead time.
  var clock: LeadTimeClock? {
    if case .leadTime(let clock) = self { clock } else { nil }
  }

  public var unit: FigureUnit {
    switch self {
    case .deploymentSuccessRate, .deploymentFailureRate, .rollbackRate, .releaseRollbackRate, .hotfixShare,
      .changeFailureRate, .reworkRate, .postDeploymentIssueRate, .gatePassRate:
      .ratio
    case .timeToDeploy, .deploymentDuration, .leadTime, .recoveryTime, .rollbackRecoveryTime, .timeToRestore,
      .timeToDetect, .timeBetweenFailures, .timeToProduction:
      .seconds
    case .customerImpact: .measured("%")
    case .incidentsPerRelease: .quotient("per release")
    case .incidentsPerDeployment: .quotient("per deployment")
    case .gravestIncidents: .count
    case .deploymentFrequency: .perWeek
    case .measurement, .observation: .measured("")
    }
  }
}
