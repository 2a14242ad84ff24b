/// What the readers accept at most. A file beyond a limit is refused; nothing is cut short in silence.
enum Limits {
  /// Bytes of one file: 64 MiB.
  static let fileBytes = 64 << 20
  /// Elements of XML open at once.
  static let xmlDepth = 256
  /// Attributes of one XML element.
  static let xmlAttributes = 256
  /// Bytes of one name of an XML element or attribute.
  static let xmlNameBytes = 1_024
  /// Bytes of the text of one XML element that are kept for a message; the rest is checked and dropped.
  static let keptTextBytes = 4_096
  /// Findings kept of one report; the number of all is kept beside them.
  static let findings = 100
  /// Code points of a finding's message, and of a name taken from a report.
  static let messageCharacters = 300
  static let wordCharacters = 200
}
