extension Report {
  /// Values over buckets of time, with gaps where there is no data.
  public struct Trend: Hashable, Sendable {
    public struct Series: Hashable, Sendable {
      public var name: String
      public var title: String
      /// One for each bucket.
      public var values: [Double?]

      public init(_ name: String, _ title: String, _ values: [Double?]) {
        self.name = name
        self.title = title
        self.values = values
      }
    }

    public var bucketTitle: String
    public var valueTitle: String
    public var unit: Unit
    public var buckets: [String]
    /// At most three: lines are told apart by their dashes and marks.
    public var series: [Series]
    public var target: Histogram.Marker?

    public init(
      bucketTitle: String,
      valueTitle: String,
      unit: Unit,
      buckets: [String],
      series: [Series],
      target: Histogram.Marker? = nil
    ) {
      self.bucketTitle = bucketTitle
      self.valueTitle = valueTitle
      self.unit = unit
      self.buckets = buckets
      self.series = series
      self.target = target
    }
  }
}
