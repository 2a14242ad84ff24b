/// What waivers may and may not do.
public struct WaiverRules: Hashable, Sendable {
  /// The longest that a waiver may count from when it was given.
  public var atMost: Duration?
  /// Ids of controls that cannot be waived.
  public var never: [String] = []
}
