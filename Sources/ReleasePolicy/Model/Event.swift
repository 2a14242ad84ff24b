/// A moment in a release's life, taken from its records.
package struct Event: Hashable, Sendable {
  package var record: RecordSelector
  /// The field of the record that gives the time; `nil`: when the record says it happened.
  package var time: String?
  package var pick = Pick.first

  /// Which record counts where several fit.
  package enum Pick: String, CaseIterable, Hashable, Sendable {
    case first, last
    /// Each is a moment of its own.
    case each
  }

  /// The names that every policy knows without defining them.
  package enum BuiltIn: String, CaseIterable, Hashable, Sendable {
    /// The deployment in question begins; before that, the instant of the question.
    case deploymentStart = "deployment-start"
    /// The deployment in question has succeeded for the first time.
    case deploymentEnd = "deployment-end"
    /// All traffic is on the deployment in question: its `rollout` says 100 %, or it succeeded without any rollout.
    case fullTraffic = "full-traffic"
    /// The time for which the release is planned, as last stated.
    case planned
    /// Going back from the release begins.
    case rollbackStart = "rollback-start"
    /// Going back from the release has succeeded.
    case rollbackEnd = "rollback-end"
  }
}

/// What ties records into one story, where a release has several of a kind.
package enum Link: String, CaseIterable, Hashable, Sendable {
  case deployment, rollback, incident
}
