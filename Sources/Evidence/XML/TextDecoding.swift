/// Bytes of a file as UTF-8.
///
/// Understood are UTF-8, UTF-16 (by byte order mark, or by the zero bytes of the first characters), ISO-8859-1 and
/// US-ASCII; the last two only where an XML declaration names them. Anything else is refused by name.
enum TextDecoding {
  /// The document as valid UTF-8 without a byte order mark.
  static func utf8(_ bytes: [UInt8]) throws(EvidenceError) -> [UInt8] {
    guard bytes.count <= Limits.fileBytes else {
      throw EvidenceError(
        kind: .tooLarge,
        problem: "the file has \(bytes.count) bytes, the limit is \(Limits.fileBytes); split the report",
        position: nil
      )
    }
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return try validated(Array(bytes.dropFirst(3))) }
    if bytes.starts(with: [0xFE, 0xFF]) { return try utf16(bytes.dropFirst(2), bigEndian: true) }
    if bytes.starts(with: [0xFF, 0xFE]) { return try utf16(bytes.dropFirst(2), bigEndian: false) }
    if bytes.starts(with: [0, 0x3C]) { return try utf16(bytes[...], bigEndian: true) }
    if bytes.starts(with: [0x3C, 0]) { return try utf16(bytes[...], bigEndian: false) }
    let encoding = declaredEncoding(bytes)
    switch encoding?.lowercased() {
    case nil, "utf-8", "utf8", "us-ascii", "ascii": return try validated(bytes)
    case "iso-8859-1", "latin1", "iso_8859-1", "latin-1": return latin1(bytes)
    case .some:
      throw EvidenceError(
        kind: .unsupported,
        problem:
          "the declared encoding \(quoted(encoding ?? "")) is not that of the bytes, or not understood; write UTF-8",
        position: TextPosition(of: 0, in: bytes)
      )
    }
  }

  /// The encoding that an XML declaration names; nil where there is no declaration, or none in it.
  private static func declaredEncoding(_ bytes: [UInt8]) -> String? {
    let head = bytes.prefix(200)
    guard head.starts(with: Array("<?xml".utf8)), let end = head.firstIndex(of: UInt8(ascii: ">")) else { return nil }
    let declaration = String(decoding: head[..<end], as: UTF8.self)
    guard let start = declaration.index(behindFirst: "encoding") else { return nil }
    let value = declaration[start...].drop { $0 != "\"" && $0 != "'" }
    guard let quote = value.first else { return nil }
    return String(value.dropFirst().prefix { $0 != quote })
  }

  private static func validated(_ bytes: [UInt8]) throws(EvidenceError) -> [UInt8] {
    guard String(validating: bytes, as: UTF8.self) == nil else { return bytes }
    throw EvidenceError(
      kind: .malformed,
      problem: "the bytes are not UTF-8; write the report in UTF-8, or declare its encoding",
      position: TextPosition(of: firstInvalid(bytes), in: bytes)
    )
  }

  private static func firstInvalid(_ bytes: [UInt8]) -> Int {
    var decoder = UTF8()
    var iterator = bytes.makeIterator()
    var offset = 0
    while case .scalarValue(let scalar) = decoder.decode(&iterator) { offset += UTF8.width(scalar) }
    return offset
  }

  private static func latin1(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + bytes.count / 8)
    for byte in bytes {
      if byte < 0x80 {
        result.append(byte)
      } else {
        result.append(0xC0 | byte >> 6)
        result.append(0x80 | byte & 0x3F)
      }
    }
    return result
  }

  private static func utf16(_ bytes: ArraySlice<UInt8>, bigEndian: Bool) throws(EvidenceError) -> [UInt8] {
    var units: [UInt16] = []
    units.reserveCapacity(bytes.count / 2)
    var index = bytes.startIndex
    while index + 1 < bytes.endIndex {
      let (first, second) = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
      units.append(bigEndian ? first << 8 | second : second << 8 | first)
      index += 2
    }
    guard index == bytes.endIndex, let text = String(validating: units, as: UTF16.self) else {
      throw EvidenceError(
        kind: .malformed,
        problem: "the bytes are not UTF-16, as the file's beginning says; the file was cut off or mixed up",
        position: nil
      )
    }
    return Array(text.utf8)
  }
}
