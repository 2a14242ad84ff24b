extension Report {
  /// Amounts for each bucket of time, stacked: deployments a week, by outcome.
  public struct BarSeries: Hashable, Sendable {
    public struct Bucket: Hashable, Sendable {
      public var label: String
      /// One for each series; `nil` for the whole bucket where nothing is known of it, which is not zero.
      public var values: [Double]?

      public init(_ label: String, _ values: [Double]?) {
        self.label = label
        self.values = values
      }
    }

    public struct Series: Hashable, Sendable {
      public var name: String
      public var title: String
      public var tone: Tone

      public init(_ name: String, _ title: String, _ tone: Tone = .neutral) {
        self.name = name
        self.title = title
        self.tone = tone
      }
    }

    /// What a bucket is: `Week`.
    public var bucketTitle: String
    /// What the amounts are: `Deployments`.
    public var valueTitle: String
    public var unit: Unit
    public var series: [Series]
    public var buckets: [Bucket]

    public init(bucketTitle: String, valueTitle: String, unit: Unit = .count, series: [Series], buckets: [Bucket]) {
      self.bucketTitle = bucketTitle
      self.valueTitle = valueTitle
      self.unit = unit
      self.series = series
      self.buckets = buckets
    }
  }
}
