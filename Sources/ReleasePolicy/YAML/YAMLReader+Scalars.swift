internal import ReleaseRecords

extension YAMLReader {
  /// Whether a key with its colon stands on this line.
  func isKeyAhead() throws(YAMLError) -> Bool {
    var probe = self
    switch current {
    case UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: "|"), UInt8(ascii: ">"): return false
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      _ = try probe.quoted()
      probe.skipSpaces()
      return probe.current == UInt8(ascii: ":") && Self.endsWord(probe.byte(at: probe.position + 1))
    default:
      while !probe.isAtLineEnd {
        if probe.current == UInt8(ascii: ":"), Self.endsWord(probe.byte(at: probe.position + 1)) { return true }
        probe.position += 1
      }
      return false
    }
  }

  /// Reads the plain text before a colon.
  mutating func plainKey() throws(YAMLError) -> String {
    let mark = mark
    let start = position
    try checkFirstCharacter()
    while !isAtLineEnd, !Self.isFlowIndicator(current) {
      if current == UInt8(ascii: ":"), Self.endsWord(byte(at: position + 1)) { break }
      position += 1
    }
    let text = text(start..<position)
    guard !text.isEmpty else { throw YAMLError(mark: mark, message: "a key is expected") }
    return text
  }

  /// Reads a text without quotes and what it stands for: nothing, a truth value, a number, or itself.
  mutating func plain(isInFlow: Bool) throws(YAMLError) -> JSONValue {
    let mark = mark
    let start = position
    try checkFirstCharacter()
    while !isAtLineEnd, !(isInFlow && Self.isFlowIndicator(current)) {
      if current == UInt8(ascii: ":"), Self.endsWord(byte(at: position + 1)) {
        throw error("a colon and a space inside a text: put it in quotes")
      }
      position += 1
    }
    let text = text(start..<position)
    guard !text.isEmpty else { throw YAMLError(mark: mark, message: "a value is expected") }
    switch PlainWord(text) {
    case .value(let value): return value
    case .ambiguous:
      throw YAMLError(mark: mark, message: "`\(text)` reads differently in YAML's dialects: put it in quotes")
    }
  }

  private func checkFirstCharacter() throws(YAMLError) {
    let message: String? =
      switch current {
      case UInt8(ascii: "&"), UInt8(ascii: "*"): "anchors and aliases are not supported; a text needs quotes"
      case UInt8(ascii: "!"): "tags are not supported; a text needs quotes"
      case UInt8(ascii: "?") where Self.endsWord(byte(at: position + 1)): "a key has to be a simple text"
      case UInt8(ascii: "-") where Self.endsWord(byte(at: position + 1)): "a list does not fit here"
      case UInt8(ascii: "%"), UInt8(ascii: "@"), UInt8(ascii: "`"), UInt8(ascii: "|"), UInt8(ascii: ">"),
        UInt8(ascii: "#"), UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}"):
        "a text may not begin with `\(Character(UnicodeScalar(current)))`: put it in quotes"
      default: nil
      }
    if let message { throw error(message) }
  }

  static func isFlowIndicator(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"): true
    default: false
    }
  }

  /// The text of a range without the blanks at its end.
  private func text(_ range: Range<Int>) -> String {
    var end = range.upperBound
    while end > range.lowerBound, Self.isBlank(bytes[end - 1]) { end -= 1 }
    return String(decoding: bytes[range.lowerBound..<end], as: UTF8.self)
  }

  /// Reads a text in single or double quotes, which ends on the line where it begins.
  mutating func quoted() throws(YAMLError) -> String {
    let start = mark
    let quote = current
    position += 1
    var result: [UInt8] = []
    while true {
      if isAtEnd || Self.isBreak(current) {
        throw YAMLError(mark: start, message: "the quotes are not closed on the same line")
      }
      if current == quote {
        position += 1
        guard quote == UInt8(ascii: "'"), current == quote else { break }
        result.append(quote)
        position += 1
      } else if quote == UInt8(ascii: "\""), current == UInt8(ascii: "\\") {
        result += try escape()
      } else {
        result.append(current)
        position += 1
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// Reads one of JSON's escapes.
  private mutating func escape() throws(YAMLError) -> [UInt8] {
    let letter = byte(at: position + 1)
    let simple: [UInt8: UInt8] = [
      UInt8(ascii: "\""): UInt8(ascii: "\""), UInt8(ascii: "\\"): UInt8(ascii: "\\"),
      UInt8(ascii: "/"): UInt8(ascii: "/"), UInt8(ascii: "b"): 0x08, UInt8(ascii: "f"): 0x0C,
      UInt8(ascii: "n"): 0x0A, UInt8(ascii: "r"): 0x0D, UInt8(ascii: "t"): 0x09,
    ]
    if let byte = simple[letter] {
      position += 2
      return [byte]
    }
    guard letter == UInt8(ascii: "u"), let first = hexadecimal(at: position + 2) else {
      throw error("no escape that JSON knows")
    }
    var code = first
    var length = 6
    if (0xD800..<0xDC00).contains(first), byte(at: position + 6) == UInt8(ascii: "\\"),
      byte(at: position + 7) == UInt8(ascii: "u"), let second = hexadecimal(at: position + 8),
      (0xDC00..<0xE000).contains(second)
    {
      code = 0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)
      length = 12
    }
    guard code != 0, let scalar = UnicodeScalar(code) else { throw error("the escape is no character") }
    position += length
    return Array(String(Character(scalar)).utf8)
  }

  private func hexadecimal(at index: Int) -> UInt32? {
    guard index + 4 <= bytes.count else { return nil }
    let digits = bytes[index..<index + 4]
    guard digits.allSatisfy({ Character(UnicodeScalar($0)).isHexDigit }) else { return nil }
    return UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
  }

  /// Reads a `|` or `>` block, whose lines are indented more than `indentation`.
  mutating func blockText(under indentation: Int) throws(YAMLError) -> String {
    let isFolded = current == UInt8(ascii: ">")
    position += 1
    let isStripped = current == UInt8(ascii: "-")
    if isStripped { position += 1 }
    skipSpaces()
    guard isAtLineEnd else { throw error("only `-` may follow `|` or `>`") }
    nextLine()
    var lines: [String] = []
    var own: Int?
    while !isAtEnd {
      let start = position
      while current == UInt8(ascii: " ") { position += 1 }
      if isAtEnd || Self.isBreak(current) {
        lines.append("")
      } else if let width = own ?? (column > indentation ? column : nil), column >= width {
        own = width
        if isFolded, column > width { throw error("lines of a `>` block are indented alike; use `|`") }
        let first = start + width
        while !isAtEnd, !Self.isBreak(current) { position += 1 }
        lines.append(String(decoding: bytes[first..<position], as: UTF8.self))
      } else {
        position = start
        break
      }
      nextLine()
    }
    try skipToContent()
    while lines.last == "" { lines.removeLast() }
    guard !lines.isEmpty else { return "" }
    let body = isFolded ? Self.folded(lines) : lines.joined(separator: "\n")
    return isStripped ? body : body + "\n"
  }

  /// Joins lines with spaces; each empty line between them is a line break.
  private static func folded(_ lines: [String]) -> String {
    var result = ""
    var breaks = 0
    for (index, line) in lines.enumerated() {
      if line.isEmpty {
        breaks += 1
        continue
      }
      if index > 0 { result += breaks > 0 ? String(repeating: "\n", count: breaks) : " " }
      result += line
      breaks = 0
    }
    return result
  }
}
