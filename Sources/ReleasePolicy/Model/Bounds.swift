/// Limits on a number or a duration; all that are given have to hold.
package struct Bounds<Value: Comparable & Hashable & Sendable>: Hashable, Sendable {
  /// Strictly less.
  package var below: Value?
  /// No more.
  package var atMost: Value?
  /// Strictly more.
  package var above: Value?
  /// No less.
  package var atLeast: Value?

  package var isEmpty: Bool { below == nil && atMost == nil && above == nil && atLeast == nil }

  /// Whether `value` keeps every limit.
  package func hold(for value: Value) -> Bool {
    below.map { value < $0 } ?? true && atMost.map { value <= $0 } ?? true && above.map { value > $0 } ?? true
      && atLeast.map { value >= $0 } ?? true
  }
}
