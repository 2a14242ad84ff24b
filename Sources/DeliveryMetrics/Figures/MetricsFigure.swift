/// One figure with all that stands behind it.
public struct MetricsFigure: Hashable, Sendable {
  /// The figure in one bucket of the period.
  public struct Bucket: Hashable, Sendable {
    /// The bucket's first day, as `YYYY-MM-DD` in the query's time zone.
    public var start: String
    /// Whether the whole bucket lies in the period.
    public var isWhole: Bool
    /// `nil` where there is no data; of deployments, none is zero.
    public var value: Double?
    public var numerator: Int64?
    public var denominator: Int64?
    public var sampleCount: Int64?
  }

  public var name: FigureName
  /// `nil` where there is no data: which is neither zero, nor best, nor worst.
  public var value: Double?
  public var numerator: Int64?
  public var denominator: Int64?
  public var sample: Sample?
  /// The value in the period before.
  public var previous: Double?
  /// `nil` for a figure that the benchmark does not know.
  public var level: LevelVerdict?
  public var leftOut: [LeftOut] = []
  /// How many of the numerator were inferred, not stated.
  public var inferred: Int64?
  /// Of a figure that rests on failures: how many services with a change in the period never recorded an incident or a
  /// rollback. That they did not fail is nothing that anybody has said.
  public var silentServices: Int64 = 0
  public var buckets: [Bucket] = []
}
