extension Report {
  /// How a value is to be taken. Never told by colour alone: each tone has a sign of its own.
  public enum Tone: String, Hashable, Sendable, CaseIterable {
    case good
    case caution
    case bad
    case neutral
  }

  /// A short word with a tone: a level, a status.
  public struct Badge: Hashable, Sendable {
    public var text: String
    public var tone: Tone

    public init(_ text: String, _ tone: Tone) {
      self.text = text
      self.tone = tone
    }
  }
}
