/// What a figure does not count although it lies in the period, and why.
public struct LeftOut: Hashable, Sendable {
  public enum Reason: String, Hashable, Sendable, CaseIterable {
    /// Commits that went out with their service's first deployment, whose age says nothing about delivery.
    case firstDeployment = "first_deployment"
    /// The span is negative: a clock or a claim is wrong.
    case negativeSpan = "negative_span"
    /// The record does not say when it began.
    case startUnknown = "start_unknown"
    /// Commits that no successful deployment has carried yet.
    case notDeployed = "not_deployed"
    /// Deployments that carried out a rollback.
    case restoring = "restoring"
    /// Deployments that were cancelled.
    case cancelled = "cancelled"
    /// Incidents or rollbacks that no deployment precedes within the attribution window.
    case withoutCause = "without_cause"
    /// Incidents, or failed deployments, that are not over.
    case open = "open"

    /// Under which name a table of figures has how many were left out of one.
    func count(of figure: String) -> String { "\(figure)_\(rawValue)" }

    public var title: String {
      switch self {
      case .firstDeployment: "in a service's first deployment"
      case .negativeSpan: "with a negative span"
      case .startUnknown: "without a known start"
      case .notDeployed: "not deployed yet"
      case .restoring: "deployed for a rollback"
      case .cancelled: "cancelled"
      case .withoutCause: "without a deployment to lay it to"
      case .open: "still open"
      }
    }
  }

  public var reason: Reason
  public var count: Int64

  public init(_ reason: Reason, _ count: Int64) {
    self.reason = reason
    self.count = count
  }
}
