/// Named gates that have to have passed.
public struct GateRequirement: Hashable, Sendable {
  /// The gates, all of them.
  public var gates: [GateCheck] = []
  /// Whether a result counts only for the release's commit.
  public var boundToCommit = true
  /// The name of an event after which the gates have to have run.
  public var after: String?
  /// How long after that event the gates may take to pass.
  public var within: Duration?
}

/// One gate and what its latest result has to show.
public struct GateCheck: Hashable, Sendable {
  public var gate = ""
  public var stage: String?
  /// The environment that the result has to name. `nil`: the one in question, or none at all.
  public var environment: String?
  /// Limits on the result's measurements; a measurement that is missing does not keep them.
  public var limits: [Threshold] = []
  /// Limits on how long the gate took, from `started_at` to `finished_at`.
  public var duration = Bounds<Duration>()
}
