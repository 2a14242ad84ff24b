/// Steps that have to have happened one after the other.
package struct OrderRequirement: Hashable, Sendable {
  package var steps: [OrderStep] = []
  /// Whether the steps have to be found in each rollback, incident or deployment by itself.
  package var per: Link?
}

/// One step of an order.
package struct OrderStep: Hashable, Sendable {
  package var title: String?
  /// The names of the events that make it up; it is done when the last of them has happened.
  package var events: [String] = []
  /// Whether it may be left out.
  package var optional = false
  /// The longest that it may take from the step before it.
  package var within: Duration?
}
