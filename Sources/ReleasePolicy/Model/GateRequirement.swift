/// Named gates that have to have passed.
package struct GateRequirement: Hashable, Sendable {
  /// The gates, all of them.
  package var gates: [GateCheck] = []
  /// Whether a result counts only for the release's commit.
  package var boundToCommit = true
  /// The name of an event after which the gates have to have run.
  package var after: String?
  /// How long after that event the gates may take to pass.
  package var within: Duration?
}

/// One gate and what its latest result has to show.
package struct GateCheck: Hashable, Sendable {
  package var gate = ""
  package var stage: String?
  /// The environment that the result has to name. `nil`: the one in question, or none at all.
  package var environment: String?
  /// Limits on the result's measurements; a measurement that is missing does not keep them.
  package var limits: [Threshold] = []
  /// Limits on how long the gate took, from `started_at` to `finished_at`.
  package var duration = Bounds<Duration>()
}
