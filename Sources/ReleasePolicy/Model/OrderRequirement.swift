/// Steps that have to have happened one after the other.
public struct OrderRequirement: Hashable, Sendable {
  public var steps: [OrderStep] = []
  /// Whether the steps have to be found in each rollback, incident or deployment by itself.
  public var per: Link?
}

/// One step of an order.
public struct OrderStep: Hashable, Sendable {
  public var title: String?
  /// The names of the events that make it up; it is done when the last of them has happened.
  public var events: [String] = []
  /// Whether it may be left out.
  public var optional = false
  /// The longest that it may take from the step before it.
  public var within: Duration?
}
