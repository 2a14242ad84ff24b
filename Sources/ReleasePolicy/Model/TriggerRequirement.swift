/// What obliges somebody to act, and how soon.
package struct TriggerRequirement: Hashable, Sendable {
  /// Observations that oblige when one of these limits holds.
  package var observations: [Threshold] = []
  /// Names of events that oblige when one of them happens.
  package var events: [String] = []
  /// When it is watched for; `nil`: from the deployment's start until another release replaces it.
  package var during: TimeWindow?
  /// Whether each metric has to have been observed in that time: what nobody looked at is not fine.
  package var mustObserve = true
  /// The names of the events that have to follow, all of them.
  package var obliges = [Event.BuiltIn.rollbackStart.rawValue]
  /// How soon.
  package var within: Duration?
}
