extension Report {
  /// Shares over buckets of time, each with the counts it comes from.
  public struct RateSeries: Hashable, Sendable {
    public struct Bucket: Hashable, Sendable {
      public var label: String
      public var numerator: Int
      public var denominator: Int

      public init(_ label: String, _ numerator: Int, of denominator: Int) {
        self.label = label
        self.numerator = numerator
        self.denominator = denominator
      }

      /// `nil` where there is nothing to take a share of.
      var rate: Double? { denominator > 0 ? Double(numerator) / Double(denominator) : nil }
    }

    public var bucketTitle: String
    public var rateTitle: String
    public var numeratorTitle: String
    public var denominatorTitle: String
    public var buckets: [Bucket]
    public var target: Histogram.Marker?

    public init(
      bucketTitle: String,
      rateTitle: String,
      numeratorTitle: String,
      denominatorTitle: String,
      buckets: [Bucket],
      target: Histogram.Marker? = nil
    ) {
      self.bucketTitle = bucketTitle
      self.rateTitle = rateTitle
      self.numeratorTitle = numeratorTitle
      self.denominatorTitle = denominatorTitle
      self.buckets = buckets
      self.target = target
    }
  }
}
