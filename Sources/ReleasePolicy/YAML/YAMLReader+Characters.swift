extension YAMLReader {
  var isAtEnd: Bool { position >= bytes.count }
  /// The byte here; 0 at the end, which no document contains.
  var current: UInt8 { byte(at: position) }
  /// The bytes since the line began.
  var column: Int { position - lineStart }
  var mark: Mark {
    let end = min(position, bytes.count)
    let hidden = continuations.isEmpty ? 0 : continuations[end] - continuations[lineStart]
    return Mark(line: line, column: end - lineStart - Int(hidden) + 1)
  }

  func byte(at index: Int) -> UInt8 { index < bytes.count ? bytes[index] : 0 }

  func error(_ message: String) -> YAMLError { YAMLError(mark: mark, message: message) }

  static func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
  static func isBreak(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") }
  static func endsWord(_ byte: UInt8) -> Bool { byte == 0 || isBlank(byte) || isBreak(byte) }

  /// Whether nothing but a comment follows on this line.
  var isAtLineEnd: Bool { isAtEnd || Self.isBreak(current) || isComment }

  var isComment: Bool {
    current == UInt8(ascii: "#") && (position == lineStart || Self.isBlank(byte(at: position - 1)))
  }

  var isSequenceEntry: Bool { current == UInt8(ascii: "-") && Self.endsWord(byte(at: position + 1)) }

  var isDocumentMarker: Bool {
    guard column == 0, Self.endsWord(byte(at: position + 3)), position + 3 <= bytes.count else { return false }
    let text = bytes[position..<position + 3]
    return text.elementsEqual("---".utf8) || text.elementsEqual("...".utf8)
  }

  mutating func skipSpaces() {
    while Self.isBlank(current) { position += 1 }
  }

  /// Goes to the first character of the next line.
  mutating func nextLine() {
    while !isAtEnd, !Self.isBreak(current) { position += 1 }
    if current == UInt8(ascii: "\r"), byte(at: position + 1) == UInt8(ascii: "\n") { position += 1 }
    if !isAtEnd {
      position += 1
      line += 1
    }
    lineStart = position
  }

  /// Skips blank lines and comments to the next thing that counts, and checks its indentation.
  mutating func skipToContent() throws(YAMLError) {
    while !isAtEnd {
      let start = position
      skipSpaces()
      if isAtLineEnd {
        nextLine()
      } else if start == lineStart, bytes[start..<position].contains(UInt8(ascii: "\t")) {
        throw error("lines are indented with spaces, not with tabs")
      } else {
        return
      }
    }
  }

  /// Leaves a line on which nothing more may stand.
  mutating func endLine() throws(YAMLError) {
    skipSpaces()
    guard isAtLineEnd else { throw error("the line should end here") }
    nextLine()
    try skipToContent()
  }

  /// Refuses what is not UTF-8, and control characters.
  func checkCharacters() throws(YAMLError) {
    var probe = self
    guard String(validating: bytes, as: UTF8.self) != nil else { throw error("the document is not UTF-8") }
    while !probe.isAtEnd {
      let byte = probe.current
      if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") {
        probe.nextLine()
      } else if byte == 0x7F || (byte < 0x20 && byte != UInt8(ascii: "\t")) {
        throw probe.error("control characters are not allowed")
      } else {
        probe.position += 1
      }
    }
  }
}
