/// What obliges somebody to act, and how soon.
public struct TriggerRequirement: Hashable, Sendable {
  /// Observations that oblige when one of these limits holds.
  public var observations: [Threshold] = []
  /// Names of events that oblige when one of them happens.
  public var events: [String] = []
  /// When it is watched for; `nil`: from the deployment's start until another release replaces it.
  public var during: TimeWindow?
  /// Whether each metric has to have been observed in that time: what nobody looked at is not fine.
  public var mustObserve = true
  /// The names of the events that have to follow, all of them.
  public var obliges = [Event.BuiltIn.rollbackStart.rawValue]
  /// How soon.
  public var within: Duration?
}
