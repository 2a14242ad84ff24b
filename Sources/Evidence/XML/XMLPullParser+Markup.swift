/// Comments, processing instructions and document type declarations.
extension XMLPullParser {
  mutating func skipComment() throws(EvidenceError) {
    let start = offset
    offset += 4
    while offset < bytes.count, !starts(with: "--") {
      try checkCharacter()
      offset += 1
    }
    guard offset < bytes.count else { throw cutOff("a comment") }
    guard starts(with: "-->") else { throw malformed("`--` in the comment that begins here", at: start) }
    offset += 3
  }

  mutating func skipProcessingInstruction() throws(EvidenceError) {
    let start = offset
    offset += 2
    let target = string(try name(of: "a processing instruction"))
    if target.lowercased() == "xml", start != 0 {
      throw malformed("the XML declaration is not at the beginning of the file", at: start)
    }
    while offset < bytes.count, !starts(with: "?>") {
      try checkCharacter()
      offset += 1
    }
    guard offset < bytes.count else { throw cutOff("a processing instruction") }
    offset += 2
  }

  /// Passes over a declaration that only names a document type; everything else about DTDs is refused.
  mutating func documentTypeDeclaration() throws(EvidenceError) {
    let start = offset
    offset += 9
    guard !hasRoot, declaredType == nil else { throw malformed("a second or late document type", at: start) }
    guard skipWhiteSpace() else { throw malformed("white space is missing behind `<!DOCTYPE`", at: offset) }
    let type = string(try name(of: "a document type"))
    guard offset < bytes.count else { throw cutOff("the document type declaration") }
    guard documentTypes.contains(type) else {
      throw forbidden(
        "document type declarations are refused; remove `<!DOCTYPE \(oneLine(type, limit: 60)) …>`",
        at: start
      )
    }
    var quote: UInt8?
    while offset < bytes.count {
      let byte = bytes[offset]
      if let open = quote {
        if byte == open { quote = nil }
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      } else if byte == UInt8(ascii: "[") {
        throw forbidden("DTDs and entity definitions are refused; remove what stands in `[…]`", at: offset)
      } else if byte == UInt8(ascii: ">") {
        offset += 1
        declaredType = type
        return
      }
      try checkCharacter()
      offset += 1
    }
    throw cutOff("the document type declaration")
  }
}
