extension Report {
  /// A picture of numbers that the report also gives as a table.
  public struct Chart: Hashable, Sendable {
    /// The stable name, unique in its report, of `a`–`z`, `0`–`9`, `-` and `_`.
    public var id: String
    public var title: String
    /// What the chart shows, in a sentence: read out to those who do not see it.
    public var summary: String
    public var content: Content

    public init(id: String, title: String, summary: String, content: Content) {
      self.id = id
      self.title = title
      self.summary = summary
      self.content = content
    }

    public enum Content: Hashable, Sendable {
      case bars(BarSeries)
      case histogram(Histogram)
      case trend(Trend)
      case rate(RateSeries)
      case durations(DurationDots)
      case events(EventLanes)
    }
  }
}
