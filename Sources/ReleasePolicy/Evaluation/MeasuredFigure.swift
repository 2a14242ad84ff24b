public import ReleaseRecords

/// A figure of the delivery metrics, for objectives.
public struct MeasuredFigure: Hashable, Sendable {
  public var metric: String
  public var value: Double
  public var unit: String
  /// The release types that it is limited to; empty: all.
  public var types: [String]
  /// The first instant of the period.
  public var from: Timestamp
  /// The first instant after it.
  public var until: Timestamp
  /// The sequence numbers of the records that it was computed from.
  public var records: [Int64]

  public init(
    metric: String,
    value: Double,
    unit: String,
    types: [String] = [],
    from: Timestamp,
    until: Timestamp,
    records: [Int64] = []
  ) {
    self.metric = metric
    self.value = value
    self.unit = unit
    self.types = types
    self.from = from
    self.until = until
    self.records = records
  }
}
