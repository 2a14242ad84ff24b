extension Report {
  /// How many values fall between each two edges.
  public struct Histogram: Hashable, Sendable {
    public struct Marker: Hashable, Sendable {
      public var title: String
      public var value: Double

      public init(_ title: String, _ value: Double) {
        self.title = title
        self.value = value
      }
    }

    /// What was measured: `Lead time`.
    public var valueTitle: String
    /// What was counted: `Commits`.
    public var countTitle: String
    public var unit: Unit
    /// Ascending, one more than `counts`; bins are drawn equally wide whatever they span. A bin holds its lower edge.
    public var edges: [Double]
    public var counts: [Int]
    /// Values to point out: the median, the 90th percentile.
    public var markers: [Marker]

    public init(
      valueTitle: String,
      countTitle: String,
      unit: Unit,
      edges: [Double],
      counts: [Int],
      markers: [Marker] = []
    ) {
      self.valueTitle = valueTitle
      self.countTitle = countTitle
      self.unit = unit
      self.edges = edges
      self.counts = counts
      self.markers = markers
    }
  }
}
