/// How a deployment has to reach its users.
package struct RolloutRequirement: Hashable, Sendable {
  /// The strategies that are allowed; empty: any.
  package var strategies: [String] = []
  /// The shares of traffic in their order, with the time that each has to last.
  package var steps: [RolloutStep] = []
  /// Limits that every observation meanwhile has to keep.
  package var limits: [Threshold] = []
  /// When the limits hold; `nil`: from the deployment's start until all traffic is on it.
  package var during: TimeWindow?
}

/// One share of traffic.
package struct RolloutStep: Hashable, Sendable {
  package var percent = 0.0
  /// How long it has to last at least; `nil` for the last one.
  package var dwell: Duration?
}
