/// The figures of a metrics report, by the names that JSON, CSV and OpenMetrics give them. docs/metrics.md defines each.
public enum FigureName: String, Hashable, Sendable, CaseIterable {
  case deploymentFrequency = "deployment_frequency"
  case deploymentDays = "deployment_days"
  case leadTime = "lead_time"
  case changeFailureRate = "change_failure_rate"
  case recoveryTime = "failed_deployment_recovery_time"
  case timeToRestore = "time_to_restore"
  case reworkRate = "rework_rate"

  public var title: String {
    switch self {
    case .deploymentFrequency: "Deployment frequency"
    case .deploymentDays: "Days with a deployment"
    case .leadTime: "Lead time for changes"
    case .changeFailureRate: "Change failure rate"
    case .recoveryTime: "Failed deployment recovery time"
    case .timeToRestore: "Time to restore"
    case .reworkRate: "Rework rate"
    }
  }

  /// What the figure is, in a sentence.
  public var help: String {
    switch self {
    case .deploymentFrequency: "Changes brought to production by a successful deployment, per week."
    case .deploymentDays: "Days with a deployment of a service, per week and service deployed."
    case .leadTime: "From the commit to the first successful deployment that contains it: the median."
    case .changeFailureRate:
      "Deployments that an incident, a rollback or a hotfix is laid to, of all that reached production."
    case .recoveryTime: "From the end of a failed deployment until users were well again: the median."
    case .timeToRestore: "From the start of an incident until it was resolved: the median."
    case .reworkRate: "Deployments made because of an incident, as a hotfix or for a rollback, of all that succeeded."
    }
  }

  /// Whether it says something only where incidents and rollbacks are recorded.
  public var restsOnFailures: Bool {
    switch self {
    case .changeFailureRate, .recoveryTime, .timeToRestore, .reworkRate: true
    case .deploymentFrequency, .deploymentDays, .leadTime: false
    }
  }

  public var unit: FigureUnit {
    switch self {
    case .deploymentFrequency: .perWeek
    case .deploymentDays: .daysPerWeek
    case .leadTime, .recoveryTime, .timeToRestore: .seconds
    case .changeFailureRate, .reworkRate: .ratio
    }
  }
}
