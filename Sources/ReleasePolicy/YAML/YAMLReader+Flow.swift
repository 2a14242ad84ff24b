internal import ReleaseRecords

extension YAMLReader {
  /// Reads a scalar, `[…]` or `{…}`.
  mutating func flow(depth: Int, isInFlow: Bool) throws(YAMLError) -> YAMLNode {
    guard depth < Self.maximumDepth else { throw error("the document is nested deeper than 32 levels") }
    let mark = mark
    switch current {
    case UInt8(ascii: "["): return YAMLNode(mark: mark, content: .sequence(try flowSequence(depth: depth)))
    case UInt8(ascii: "{"): return YAMLNode(mark: mark, content: .mapping(try flowMapping(depth: depth)))
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      return YAMLNode(mark: mark, content: .scalar(.string(try quoted())))
    default: return YAMLNode(mark: mark, content: .scalar(try plain(isInFlow: isInFlow)))
    }
  }

  private mutating func flowSequence(depth: Int) throws(YAMLError) -> [YAMLNode] {
    position += 1
    var elements: [YAMLNode] = []
    while true {
      try skipToContent()
      if current == UInt8(ascii: "]") { break }
      elements.append(try flow(depth: depth + 1, isInFlow: true))
      guard try separator(before: UInt8(ascii: "]")) else { break }
    }
    position += 1
    return elements
  }

  private mutating func flowMapping(depth: Int) throws(YAMLError) -> [YAMLNode.Entry] {
    position += 1
    var entries: [YAMLNode.Entry] = []
    while true {
      try skipToContent()
      if current == UInt8(ascii: "}") { break }
      let mark = mark
      let isQuoted = current == UInt8(ascii: "\"") || current == UInt8(ascii: "'")
      let key = try key(in: entries)
      guard isQuoted || Self.endsWord(current) else { throw error("a space is expected after the colon") }
      try skipToContent()
      let value = try flow(depth: depth + 1, isInFlow: true)
      entries.append(YAMLNode.Entry(mark: mark, key: key, value: value))
      guard try separator(before: UInt8(ascii: "}")) else { break }
    }
    position += 1
    return entries
  }

  /// Skips a comma; `false` where the closing bracket stands instead.
  private mutating func separator(before end: UInt8) throws(YAMLError) -> Bool {
    try skipToContent()
    if current == UInt8(ascii: ",") {
      position += 1
      return true
    }
    guard current == end else {
      throw error("a comma or `\(Character(UnicodeScalar(end)))` is expected")
    }
    return false
  }
}
