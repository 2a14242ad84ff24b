/// A limit on a measurement of a gate or on an observation in operation.
///
/// `error_rate`, `increase`, `below: 0.1` and `%` say: less than 0.1 percentage points above its baseline.
package struct Threshold: Hashable, Sendable {
  /// The measurement's or observation's name.
  package var metric = ""
  /// Which quantity the bounds are about.
  package var of = Quantity.value
  /// The unit of the bounds: `%`, `ms`, `s`, `1`. A `change` is always in percent and a `ratio` has no unit.
  package var unit: String?
  package var bounds = Bounds<Double>()
  /// For how long without a break it has to hold; for triggers.
  package var sustained: Duration?

  /// What is compared with the bounds.
  package enum Quantity: String, CaseIterable, Hashable, Sendable {
    /// The number itself.
    case value
    /// The number minus its baseline, in its own unit.
    case increase
    /// The number minus its baseline in percent of the baseline.
    case change
    /// The number divided by its baseline.
    case ratio
  }
}
