/// A strict, non-validating reader of XML 1.0 that gives one event after the other.
///
/// It is meant for files of unknown origin: no DTD is read, no entity can be defined and nothing is ever fetched. The
/// five predefined entities and character references are all that is resolved. What is not well formed is refused with
/// its place, and so is what goes beyond ``Limits``.
struct XMLPullParser {
  var bytes: [UInt8]
  var offset = 0
  /// Names of document types that may be declared, provided that the declaration defines nothing itself: some report
  /// formats always name their DTD. It is not read either way.
  let documentTypes: Set<String>

  private var open: [OpenElement] = []
  /// The document type that was declared.
  var declaredType: String?
  /// Whether the root element has begun.
  private(set) var hasRoot = false
  /// The element of an empty-element tag, whose end is still to be reported.
  private var pendingEnd: String?

  private struct OpenElement {
    let qualifiedName: Range<Int>
    let localName: String
  }

  init(_ document: [UInt8], documentTypes: Set<String> = []) throws(EvidenceError) {
    bytes = try TextDecoding.utf8(document)
    self.documentTypes = documentTypes
  }

  /// The next event; nil when the document has ended well.
  mutating func next() throws(EvidenceError) -> XMLEvent? {
    try next(keepingText: true)
  }

  /// The root element; to be called first.
  mutating func root() throws(EvidenceError) -> XMLElement {
    guard case .start(let element) = try next() else { throw malformed("there is no element", at: offset) }
    return element
  }

  /// Reads to the end of the element whose start was the last event, and drops what is in it.
  mutating func skip() throws(EvidenceError) {
    var depth = 1
    while depth > 0, let event = try next(keepingText: false) {
      switch event {
      case .start: depth += 1
      case .end: depth -= 1
      case .text: break
      }
    }
  }

  /// Reads to the end of the element whose start was the last event, and gives the text in it and in its children.
  mutating func text() throws(EvidenceError) -> String {
    var depth = 1
    var result = ""
    while depth > 0, let event = try next(keepingText: result.utf8.count < Limits.keptTextBytes) {
      switch event {
      case .start: depth += 1
      case .end: depth -= 1
      case .text(let part): result += result.isEmpty ? part : " " + part
      }
    }
    return result
  }

  private mutating func next(keepingText: Bool) throws(EvidenceError) -> XMLEvent? {
    if let name = pendingEnd {
      pendingEnd = nil
      return .end(name)
    }
    while offset < bytes.count {
      guard bytes[offset] == UInt8(ascii: "<") else {
        if let text = try characterData(keeping: keepingText) { return .text(text) }
        continue
      }
      switch offset + 1 < bytes.count ? bytes[offset + 1] : 0 {
      case UInt8(ascii: "?"): try skipProcessingInstruction()
      case UInt8(ascii: "/"): return .end(try endTag())
      case UInt8(ascii: "!"):
        if starts(with: "<!--") {
          try skipComment()
        } else if starts(with: "<![CDATA[") {
          if let text = try characterSection(keeping: keepingText) { return .text(text) }
        } else if starts(with: "<!DOCTYPE") {
          try documentTypeDeclaration()
        } else {
          throw truncated() ?? malformed("`<!` begins neither a comment nor a CDATA section", at: offset)
        }
      default: return .start(try startTag())
      }
    }
    if let error = truncated() { throw error }
    return nil
  }

  /// The error for a document that ends here, if it may not.
  private func truncated() -> EvidenceError? {
    if let element = open.last {
      let line = TextPosition(of: element.qualifiedName.lowerBound, in: bytes).line
      let place = "inside <\(oneLine(element.localName, limit: 60))> of line \(line)"
      return malformed("the document ends \(place): the file was cut off; produce it again", at: bytes.count)
    }
    guard hasRoot else {
      return malformed("the document has no element: the file is empty or was cut off", at: bytes.count)
    }
    return nil
  }

  // MARK: Tags

  private mutating func startTag() throws(EvidenceError) -> XMLElement {
    let start = offset
    if open.isEmpty, hasRoot { throw malformed("there is a second root element", at: start) }
    guard open.count < Limits.xmlDepth else {
      throw limit("elements are nested deeper than \(Limits.xmlDepth)", at: start)
    }
    offset += 1
    let name = try self.name(of: "an element")
    let localName = self.localName(name)
    if !hasRoot, let declaredType, declaredType != string(name) {
      throw malformed("the root element is not the declared document type \(quoted(declaredType))", at: start)
    }
    var attributes: [XMLAttribute] = []
    while true {
      let separated = skipWhiteSpace()
      guard offset < bytes.count else { throw cutOff("a tag") }
      if bytes[offset] == UInt8(ascii: ">") {
        offset += 1
        open.append(OpenElement(qualifiedName: name, localName: localName))
        break
      }
      if bytes[offset] == UInt8(ascii: "/") {
        offset += 1
        guard offset < bytes.count else { throw cutOff("a tag") }
        guard bytes[offset] == UInt8(ascii: ">") else {
          throw malformed("`/` in a tag, without `>` after it", at: offset)
        }
        offset += 1
        pendingEnd = localName
        break
      }
      guard separated else { throw malformed("white space is missing before an attribute", at: offset) }
      let place = offset
      let attribute = try self.attribute()
      guard !attributes.contains(where: { $0.name == attribute.name }) else {
        throw malformed("the attribute \(quoted(attribute.name)) is there twice", at: place)
      }
      guard attributes.count < Limits.xmlAttributes else {
        throw limit("an element has more than \(Limits.xmlAttributes) attributes", at: place)
      }
      attributes.append(attribute)
    }
    hasRoot = true
    return XMLElement(name: localName, attributes: attributes, offset: start)
  }

  private mutating func attribute() throws(EvidenceError) -> XMLAttribute {
    let name = string(try self.name(of: "an attribute"))
    _ = skipWhiteSpace()
    guard offset < bytes.count else { throw cutOff("a tag") }
    guard bytes[offset] == UInt8(ascii: "=") else {
      throw malformed("the attribute \(quoted(name)) has no value", at: offset)
    }
    offset += 1
    _ = skipWhiteSpace()
    guard offset < bytes.count else { throw cutOff("a tag") }
    let quote = bytes[offset]
    guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
      throw malformed("the value of \(quoted(name)) is not in quotes", at: offset)
    }
    offset += 1
    var value: [UInt8] = []
    while offset < bytes.count, bytes[offset] != quote {
      switch bytes[offset] {
      case UInt8(ascii: "<"): throw malformed("`<` in the value of \(quoted(name)); it has to be `&lt;`", at: offset)
      case UInt8(ascii: "&"): try value.append(contentsOf: reference())
      default:
        try checkCharacter()
        value.append(bytes[offset])
        offset += 1
      }
    }
    guard offset < bytes.count else { throw cutOff("the value of \(quoted(name))") }
    offset += 1
    return XMLAttribute(name: name, value: String(decoding: value, as: UTF8.self))
  }

  private mutating func endTag() throws(EvidenceError) -> String {
    let start = offset
    offset += 2
    let name = try self.name(of: "an element")
    _ = skipWhiteSpace()
    guard offset < bytes.count else { throw cutOff("a tag") }
    guard bytes[offset] == UInt8(ascii: ">") else { throw malformed("`>` is missing in an end tag", at: offset) }
    offset += 1
    guard let element = open.popLast() else {
      throw malformed("\(quoted(string(name))) is ended but was not begun", at: start)
    }
    guard bytes[element.qualifiedName].elementsEqual(bytes[name]) else {
      let begun = quoted(string(element.qualifiedName))
      throw malformed("the end tag \(quoted(string(name))) does not match the open element \(begun)", at: start)
    }
    return element.localName
  }

  // MARK: Text

  /// Character data up to the next `<`; nil where it is only white space.
  private mutating func characterData(keeping: Bool) throws(EvidenceError) -> String? {
    var kept: [UInt8] = []
    var isBlank = true
    while offset < bytes.count, bytes[offset] != UInt8(ascii: "<") {
      let byte = bytes[offset]
      if !isWhiteSpace(byte) {
        guard !open.isEmpty else {
          throw malformed(
            hasRoot ? "there is text behind the root element" : "this is no XML: no `<` begins it",
            at: offset
          )
        }
        isBlank = false
      }
      if byte == UInt8(ascii: "&") {
        let resolved = try reference()
        if keeping, kept.count < Limits.keptTextBytes { kept += resolved }
        continue
      }
      if byte == UInt8(ascii: "]"), starts(with: "]]>") {
        throw malformed("`]]>` in text; it has to be `]]&gt;`", at: offset)
      }
      try checkCharacter()
      if keeping, kept.count < Limits.keptTextBytes { kept.append(byte) }
      offset += 1
    }
    return isBlank || !keeping ? nil : String(decoding: kept, as: UTF8.self)
  }

  private mutating func characterSection(keeping: Bool) throws(EvidenceError) -> String? {
    guard !open.isEmpty else { throw malformed("a CDATA section stands outside the root element", at: offset) }
    let start = offset + 9
    offset = start
    while offset < bytes.count, !starts(with: "]]>") {
      try checkCharacter()
      offset += 1
    }
    guard offset < bytes.count else { throw cutOff("a CDATA section") }
    let section = bytes[start..<offset]
    offset += 3
    guard keeping, section.contains(where: { !isWhiteSpace($0) }) else { return nil }
    return String(decoding: section.prefix(Limits.keptTextBytes), as: UTF8.self)
  }
}
