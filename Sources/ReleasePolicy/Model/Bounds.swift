/// Limits on a number or a duration; all that are given have to hold.
public struct Bounds<Value: Comparable & Hashable & Sendable>: Hashable, Sendable {
  /// Strictly less.
  public var below: Value?
  /// No more.
  public var atMost: Value?
  /// Strictly more.
  public var above: Value?
  /// No less.
  public var atLeast: Value?

  public var isEmpty: Bool { below == nil && atMost == nil && above == nil && atLeast == nil }

  /// Whether `value` keeps every limit.
  public func hold(for value: Value) -> Bool {
    below.map { value < $0 } ?? true && atMost.map { value <= $0 } ?? true && above.map { value > $0 } ?? true
      && atLeast.map { value >= $0 } ?? true
  }
}
