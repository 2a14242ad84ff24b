public import ReleaseRecords

/// A stretch of time: its first instant belongs to it, its last does not.
public struct MetricsPeriod: Hashable, Sendable {
  public var from: Timestamp
  public var until: Timestamp

  public init(from: Timestamp, until: Timestamp) {
    self.from = from
    self.until = until
  }

  /// How long it is, in seconds.
  public var seconds: Double { Double(until.microseconds - from.microseconds) / 1e6 }

  public var days: Double { seconds / 86_400 }

  /// The stretch of the same length that ends where this one begins.
  public var previous: MetricsPeriod {
    MetricsPeriod(
      from: Timestamp(microseconds: from.microseconds - (until.microseconds - from.microseconds)),
      until: from
    )
  }
}
