/// Limits on the time between moments.
package struct DeadlineRequirement: Hashable, Sendable {
  package var spans: [Span] = []
  /// Whether the moments have to belong to the same rollback, incident or deployment, each being judged by itself.
  package var per: Link?
}

/// The time from one event to another.
package struct Span: Hashable, Sendable {
  package var title: String?
  /// The name of the event that it runs from.
  package var from = ""
  /// The name of the event that it runs to.
  package var to = ""
  /// The name of an event in between: then the limits are on each step from one of its moments to the next.
  package var through: String?
  package var bounds = Bounds<Duration>()
}
