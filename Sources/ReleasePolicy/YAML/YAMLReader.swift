internal import ReleaseRecords

/// Reads the part of YAML 1.2 that people write by hand, with the place of every node.
///
/// Block and flow maps and lists, plain and quoted texts on one line, `|` and `>` blocks, comments. JSON is a part of
/// it. Refused, each with its place: anchors, aliases, tags, merge keys, duplicate keys, tabs as indentation, several
/// documents, and plain words that YAML's dialects disagree on. At most 1 MiB and 32 levels.
struct YAMLReader {
  static let maximumSize = 1 << 20
  static let maximumDepth = 32

  let bytes: [UInt8]
  /// How many continuation bytes of UTF-8, which are no characters of their own, stand before each byte; empty where
  /// there are none at all.
  let continuations: [Int32]
  var position = 0
  var lineStart = 0
  var line = 1

  init(bytes: [UInt8]) {
    self.bytes = bytes
    guard bytes.contains(where: { $0 >= 0x80 }) else {
      continuations = []
      return
    }
    var counts: [Int32] = [0]
    counts.reserveCapacity(bytes.count + 1)
    var count: Int32 = 0
    for byte in bytes {
      count += byte & 0xC0 == 0x80 ? 1 : 0
      counts.append(count)
    }
    continuations = counts
  }

  static func read(_ text: String) throws(YAMLError) -> YAMLNode {
    try read(Array(text.utf8))
  }

  static func read(_ bytes: [UInt8]) throws(YAMLError) -> YAMLNode {
    guard bytes.count <= maximumSize else {
      throw YAMLError(mark: .start, message: "the document is larger than 1 MiB")
    }
    var reader = YAMLReader(bytes: bytes)
    return try reader.document()
  }

  private mutating func document() throws(YAMLError) -> YAMLNode {
    try checkCharacters()
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      position = 3
      lineStart = 3
    }
    try skipToContent()
    if column == 0, isDocumentMarker {
      position += 3
      try endLine()
    }
    guard !isAtEnd else { throw error("the document is empty") }
    let node = try block(under: -1, depth: 0)
    if !isAtEnd {
      throw error(isDocumentMarker ? "only one document is allowed" : "this is indented less than what it belongs to")
    }
    return node
  }

  /// Reads the node that begins here; `parent` is the indentation of what it belongs to.
  private mutating func block(under parent: Int, depth: Int) throws(YAMLError) -> YAMLNode {
    guard depth < Self.maximumDepth else { throw error("the document is nested deeper than 32 levels") }
    if isSequenceEntry { return try sequence(depth: depth) }
    if try isKeyAhead() { return try mapping(depth: depth) }
    return try value(under: parent, depth: depth)
  }

  private mutating func sequence(depth: Int) throws(YAMLError) -> YAMLNode {
    let (indentation, mark) = (column, mark)
    var elements: [YAMLNode] = []
    while !isAtEnd, column == indentation, isSequenceEntry {
      let dash = self.mark
      position += 1
      skipSpaces()
      elements.append(try entryValue(under: indentation, at: dash, depth: depth))
      try checkIndentation(indentation)
    }
    return YAMLNode(mark: mark, content: .sequence(elements))
  }

  private mutating func mapping(depth: Int) throws(YAMLError) -> YAMLNode {
    let (indentation, mark) = (column, mark)
    var entries: [YAMLNode.Entry] = []
    while !isAtEnd, column == indentation, !isDocumentMarker {
      if isSequenceEntry { throw error("a list does not fit here: a key is expected") }
      guard try isKeyAhead() else { throw error("a key followed by a colon and a space is expected") }
      let keyMark = self.mark
      let key = try key(in: entries)
      skipSpaces()
      let value: YAMLNode
      if isAtLineEnd {
        try endLine()
        if column == indentation, isSequenceEntry {
          value = try sequence(depth: depth + 1)
        } else {
          value = try nested(under: indentation, at: keyMark, depth: depth)
        }
      } else {
        if isSequenceEntry { throw error("a list begins on a line of its own") }
        value = try self.value(under: indentation, depth: depth + 1)
      }
      entries.append(YAMLNode.Entry(mark: keyMark, key: key, value: value))
      try checkIndentation(indentation)
    }
    return YAMLNode(mark: mark, content: .mapping(entries))
  }

  private mutating func entryValue(under indentation: Int, at mark: Mark, depth: Int) throws(YAMLError) -> YAMLNode {
    if isAtLineEnd {
      try endLine()
      return try nested(under: indentation, at: mark, depth: depth)
    }
    return try block(under: indentation, depth: depth + 1)
  }

  /// What stands on the lines below a key or a dash; nothing, where they are not indented more.
  private mutating func nested(under indentation: Int, at mark: Mark, depth: Int) throws(YAMLError) -> YAMLNode {
    guard !isAtEnd, column > indentation else { return YAMLNode(mark: mark, content: .scalar(.null)) }
    return try block(under: indentation, depth: depth + 1)
  }

  /// Reads a key with its colon.
  mutating func key(in entries: [YAMLNode.Entry]) throws(YAMLError) -> String {
    let mark = mark
    let text: String
    if current == UInt8(ascii: "\"") || current == UInt8(ascii: "'") {
      text = try quoted()
    } else {
      text = try plainKey()
    }
    skipSpaces()
    guard current == UInt8(ascii: ":") else { throw error("a colon is expected after the key `\(text)`") }
    position += 1
    if text == "<<" { throw YAMLError(mark: mark, message: "merge keys are not supported") }
    if let twin = entries.first(where: { $0.key == text }) {
      throw YAMLError(mark: mark, message: "the key `\(text)` is there already, on line \(twin.mark.line)")
    }
    return text
  }

  /// Reads a value that begins on this line, to the line's end.
  private mutating func value(under indentation: Int, depth: Int) throws(YAMLError) -> YAMLNode {
    let mark = mark
    if current == UInt8(ascii: "|") || current == UInt8(ascii: ">") {
      let text = try blockText(under: indentation)
      return YAMLNode(mark: mark, content: .scalar(.string(text)))
    }
    let node = try flow(depth: depth, isInFlow: false)
    try endLine()
    if !isAtEnd, column > indentation, case .scalar(.string) = node.content, indentation >= 0 {
      throw error("a text that goes on over several lines begins with `|` or `>`")
    }
    return node
  }

  private func checkIndentation(_ indentation: Int) throws(YAMLError) {
    if !isAtEnd, column > indentation { throw error("this is indented more than what stands above it") }
  }
}
