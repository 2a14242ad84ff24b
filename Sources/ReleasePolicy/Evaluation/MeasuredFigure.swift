public import ReleaseRecords

/// A figure of the delivery metrics, for objectives.
public struct MeasuredFigure: Hashable, Sendable {
  public var metric: String
  /// `nil`: there was nothing to measure, such as the recovery from failures where nothing failed. What should have
  /// been measured and was not has no figure at all.
  public var value: Double?
  public var unit: String
  /// The release types that it is limited to; empty: all.
  public var types: [String]
  /// The first instant of the period.
  public var from: Timestamp
  /// The first instant after it.
  public var until: Timestamp
  /// The sequence numbers of the records that it was computed from.
  public var records: [Int64]
  /// What it was made from, in words: `3 of 40`.
  public var basis: String?

  public init(
    metric: String,
    value: Double?,
    unit: String,
    types: [String] = [],
    from: Timestamp,
    until: Timestamp,
    records: [Int64] = [],
    basis: String? = nil
  ) {
    self.metric = metric
    self.value = value
    self.unit = unit
    self.types = types
    self.from = from
    self.until = until
    self.records = records
    self.basis = basis
  }
}
