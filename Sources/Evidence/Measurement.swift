/// One number that a gate produced.
package struct Measurement: Hashable, Sendable {
  /// What was measured.
  package var name: MeasurementName
  /// The number, finite and not negative, in ``unit``.
  package var value: Double

  /// The unit as the record keeps it: `s`, `%`, or `1` for a count.
  package var unit: String { name.unit }
}
