extension Report {
  /// A titled part of a report.
  public struct Section: Hashable, Sendable {
    /// A name that stays the same from report to report, of `a`–`z`, `0`–`9`, `-` and `_`: an anchor, and a key in JSON.
    public var id: String
    public var title: String
    public var blocks: [Block]

    public init(id: String, title: String, blocks: [Block]) {
      self.id = id
      self.title = title
      self.blocks = blocks
    }
  }

  /// One thing in a section.
  public enum Block: Hashable, Sendable {
    /// Words; a line feed begins a new line.
    case paragraph(String)
    case definitions([Definition])
    case table(Table)
    /// The key figures, as tiles.
    case figures([Figure])
    /// Verdicts on controls, exceptions first.
    case findings(FindingList)
    /// What happened, in order.
    case timeline(Timeline)
    case chart(Chart)
  }
}
