/// One number that a gate produced.
public struct Measurement: Hashable, Sendable {
  /// What was measured.
  public var name: MeasurementName
  /// The number, finite and not negative, in ``unit``.
  public var value: Double

  /// The unit as the record keeps it: `s`, `%`, or `1` for a count.
  public var unit: String { name.unit }
}
