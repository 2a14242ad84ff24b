/// The answer to a ``MetricsQuery``: figures, objectives, and what they rest on.
public struct MetricsReport: Hashable, Sendable {
  public var query: MetricsQuery
  /// The period as days, or minutes, of the query's time zone: `2026-01-01 to 2026-04-01`.
  public var periodText: String
  public var figures: [MetricsFigure]
  public var objectives: [ObjectiveResult]
  /// How many commits took how long; the lower edges of the bins, in seconds, and one count for each.
  public var leadTimeDistribution: Distribution
  /// The last failed deployments, rollbacks and incidents of the period, oldest first, at most ``MetricsReader/eventLimit``.
  public var events: [MetricsEvent]
  /// How many events there are besides.
  public var omittedEvents: Int64
  /// Row counts to check the report against, by name.
  public var controlTotals: [ControlTotal]

  /// How many rows the database's own functions return for both periods, for who would check.
  public var rowCounts: RowCounts

  public struct RowCounts: Hashable, Sendable {
    /// Of `metrics.fact`.
    public var facts = 0
    /// Of `metrics.lead_time`.
    public var leadTime = 0
    /// Of `metrics.undelivered`, of the period only.
    public var undelivered = 0
    /// Of `metrics.process_figures`; `nil` where no objectives asked for them.
    public var process: Int?
  }

  public struct ControlTotal: Hashable, Sendable {
    public var name: String
    public var count: Int64
  }

  public struct Distribution: Hashable, Sendable {
    public var edges: [Double]
    public var counts: [Int64]
  }

  public func figure(_ name: FigureName) -> MetricsFigure? { figures.first { $0.name == name } }
}
