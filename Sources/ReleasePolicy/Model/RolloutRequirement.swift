/// How a deployment has to reach its users.
public struct RolloutRequirement: Hashable, Sendable {
  /// The strategies that are allowed; empty: any.
  public var strategies: [String] = []
  /// The shares of traffic in their order, with the time that each has to last.
  public var steps: [RolloutStep] = []
  /// Limits that every observation meanwhile has to keep.
  public var limits: [Threshold] = []
  /// When the limits hold; `nil`: from the deployment's start until all traffic is on it.
  public var during: TimeWindow?
}

/// One share of traffic.
public struct RolloutStep: Hashable, Sendable {
  public var percent = 0.0
  /// How long it has to last at least; `nil` for the last one.
  public var dwell: Duration?
}
