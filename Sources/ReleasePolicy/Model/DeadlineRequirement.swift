/// Limits on the time between moments.
public struct DeadlineRequirement: Hashable, Sendable {
  public var spans: [Span] = []
  /// Whether the moments have to belong to the same rollback, incident or deployment, each being judged by itself.
  public var per: Link?
}

/// The time from one event to another.
public struct Span: Hashable, Sendable {
  public var title: String?
  /// The name of the event that it runs from.
  public var from = ""
  /// The name of the event that it runs to.
  public var to = ""
  /// The name of an event in between: then the limits are on each step from one of its moments to the next.
  public var through: String?
  public var bounds = Bounds<Duration>()
}
