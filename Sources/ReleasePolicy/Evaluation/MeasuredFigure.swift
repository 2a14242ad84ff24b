package import ReleaseRecords

/// A figure of the delivery metrics, for objectives.
package struct MeasuredFigure: Hashable, Sendable {
  package var metric: String
  /// `nil`: there was nothing to measure, such as the recovery from failures where nothing failed. What should have
  /// been measured and was not has no figure at all.
  package var value: Double?
  package var unit: String
  /// The release types that it is limited to; empty: all.
  package var types: [String]
  /// The first instant of the period.
  package var from: Timestamp
  /// The first instant after it.
  package var until: Timestamp
  /// The sequence numbers of the records that it was computed from.
  package var records: [Int64]
  /// What it was made from, in words: `3 of 40`.
  package var basis: String?

  package init(
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
