extension XMLPullParser {
  /// Resolves `&…;` at the offset and moves behind it.
  mutating func reference() throws(EvidenceError) -> [UInt8] {
    let start = offset
    let body = bytes[(offset + 1)...].prefix(64)
    guard let end = body.firstIndex(of: UInt8(ascii: ";")) else {
      throw body.count < 64
        ? cutOff("a reference") : malformed("`&` begins no reference; it has to be `&amp;`", at: start)
    }
    let name = string((start + 1)..<end)
    offset = end + 1
    switch name {
    case "lt": return [UInt8(ascii: "<")]
    case "gt": return [UInt8(ascii: ">")]
    case "amp": return [UInt8(ascii: "&")]
    case "quot": return [UInt8(ascii: "\"")]
    case "apos": return [UInt8(ascii: "'")]
    default: break
    }
    guard name.hasPrefix("#") else {
      guard !name.isEmpty, name.utf8.allSatisfy(isNameByte) else {
        throw malformed("`&` begins no reference; it has to be `&amp;`", at: start)
      }
      throw forbidden(
        "the entity \(quoted(name)) is none of the five predefined ones; entities are not expanded",
        at: start
      )
    }
    let isHexadecimal = name.hasPrefix("#x")
    let digits = name.dropFirst(isHexadecimal ? 2 : 1)
    guard let first = digits.utf8.first, first != UInt8(ascii: "+"), first != UInt8(ascii: "-"),
      let value = UInt32(digits, radix: isHexadecimal ? 16 : 10), let scalar = Unicode.Scalar(value),
      isCharacter(scalar)
    else { throw malformed("&\(oneLine(name, limit: 60)); is no character that XML allows", at: start) }
    return Array(String(scalar).utf8)
  }

  /// Reads a name at the offset and moves behind it.
  mutating func name(of what: StaticString) throws(EvidenceError) -> Range<Int> {
    let start = offset
    while offset < bytes.count, isNameByte(bytes[offset]) { offset += 1 }
    guard offset > start, isNameStart(bytes[start]) else {
      throw start >= bytes.count ? cutOff("a tag") : malformed("the name of \(what) is missing", at: start)
    }
    guard offset - start <= Limits.xmlNameBytes else {
      throw limit("a name is longer than \(Limits.xmlNameBytes) bytes", at: start)
    }
    return start..<offset
  }

  /// Moves over white space; whether there was any.
  mutating func skipWhiteSpace() -> Bool {
    let start = offset
    while offset < bytes.count, isWhiteSpace(bytes[offset]) { offset += 1 }
    return offset > start
  }

  func starts(with text: StaticString) -> Bool {
    guard offset + text.utf8CodeUnitCount <= bytes.count else { return false }
    return text.withUTF8Buffer { buffer in
      for index in buffer.indices where bytes[offset + index] != buffer[index] { return false }
      return true
    }
  }

  func string(_ range: Range<Int>) -> String {
    String(decoding: bytes[range], as: UTF8.self)
  }

  /// The part of a name behind its namespace prefix.
  func localName(_ range: Range<Int>) -> String {
    guard let colon = bytes[range].lastIndex(of: UInt8(ascii: ":")) else { return string(range) }
    return string((colon + 1)..<range.upperBound)
  }

  /// Refuses the control characters that XML 1.0 §2.2 leaves out, and the two non-characters U+FFFE and U+FFFF.
  func checkCharacter() throws(EvidenceError) {
    let byte = bytes[offset]
    if byte < 0x20, !isWhiteSpace(byte) {
      let code = String(byte, radix: 16, uppercase: true)
      throw malformed(
        "the control character U+\(code.count < 2 ? "000" : "00")\(code), which XML does not allow",
        at: offset
      )
    }
    if byte == 0xEF, offset + 2 < bytes.count, bytes[offset + 1] == 0xBF, bytes[offset + 2] >= 0xBE {
      throw malformed("a non-character, which XML does not allow", at: offset)
    }
  }

  func isWhiteSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
  }

  private func isNameStart(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"),
      UInt8(ascii: ":"), 0x80...:
      true
    default: false
    }
  }

  private func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."): true
    default: isNameStart(byte)
    }
  }

  private func isCharacter(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x9, 0xA, 0xD, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: true
    default: false
    }
  }

  // MARK: Errors

  func malformed(_ problem: String, at offset: Int) -> EvidenceError {
    EvidenceError(kind: .malformed, problem: problem, position: TextPosition(of: offset, in: bytes))
  }

  func forbidden(_ problem: String, at offset: Int) -> EvidenceError {
    EvidenceError(kind: .forbidden, problem: problem, position: TextPosition(of: offset, in: bytes))
  }

  func limit(_ problem: String, at offset: Int) -> EvidenceError {
    EvidenceError(kind: .tooLarge, problem: problem, position: TextPosition(of: offset, in: bytes))
  }

  func cutOff(_ what: String) -> EvidenceError {
    malformed("the document ends inside \(what): the file was cut off; produce it again", at: bytes.count)
  }
}
