public import ReleaseRecords

extension Report {
  /// How long each of several things took, by when it began.
  public struct DurationDots: Hashable, Sendable {
    public struct Dot: Hashable, Sendable {
      public var time: Timestamp
      public var seconds: Double
      public var label: String
      /// Not over yet: `seconds` is its age so far.
      public var isOpen: Bool
      public var record: Int64?

      public init(time: Timestamp, seconds: Double, label: String, isOpen: Bool = false, record: Int64? = nil) {
        self.time = time
        self.seconds = seconds
        self.label = label
        self.isOpen = isOpen
        self.record = record
      }
    }

    public var valueTitle: String
    public var from: Timestamp
    public var until: Timestamp
    public var dots: [Dot]
    public var median: Double?

    public init(valueTitle: String, from: Timestamp, until: Timestamp, dots: [Dot], median: Double? = nil) {
      self.valueTitle = valueTitle
      self.from = from
      self.until = until
      self.dots = dots
      self.median = median
    }
  }
}
