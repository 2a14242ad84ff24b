extension JSONParser {
  /// Reads a string, with the position at its opening quote.
  mutating func parseString() throws(JSONError) -> String {
    let start = position + 1
    var index = bytes.plainPrefixLength(from: start, stopsAtNonASCII: true)
    var isASCII = true
    if index < bytes.count, bytes[index] >= 0x80 {
      isASCII = false
      index = bytes.plainPrefixLength(from: index, stopsAtNonASCII: false)
    }
    guard index < bytes.count else { throw unterminated(from: start) }
    switch bytes[index] {
    case UInt8(ascii: "\""):
      let string = try decode(start..<index, isASCII: isASCII)
      position = index + 1
      return string
    case UInt8(ascii: "\\"): return try parseEscapedString(from: start, firstEscape: index)
    default: throw controlCharacter(at: index)
    }
  }

  private func decode(_ range: Range<Int>, isASCII: Bool) throws(JSONError) -> String {
    let slice = UnsafeRawBufferPointer(rebasing: bytes[range])
    if isASCII { return String(decoding: slice, as: UTF8.self) }
    guard let string = String(validating: slice, as: UTF8.self) else { throw invalidUTF8(in: range) }
    try refuseNoncharacters(string, at: range.lowerBound)
    return string
  }

  private mutating func parseEscapedString(from start: Int, firstEscape: Int) throws(JSONError) -> String {
    var unescaped: [UInt8] = []
    unescaped.reserveCapacity(firstEscape - start + 64)
    var runStart = start
    var index = firstEscape
    while index < bytes.count {
      let byte = bytes[index]
      if byte == UInt8(ascii: "\"") {
        try appendRun(runStart..<index, to: &unescaped)
        let string = String(decoding: unescaped, as: UTF8.self)
        try refuseNoncharacters(string, at: start)
        position = index + 1
        return string
      }
      if byte == UInt8(ascii: "\\") {
        try appendRun(runStart..<index, to: &unescaped)
        index = try parseEscape(at: index, into: &unescaped)
        runStart = index
        continue
      }
      if byte < 0x20 { throw controlCharacter(at: index) }
      index += 1
    }
    throw unterminated(from: start)
  }

  private func appendRun(_ range: Range<Int>, to unescaped: inout [UInt8]) throws(JSONError) {
    let slice = UnsafeRawBufferPointer(rebasing: bytes[range])
    if slice.contains(where: { $0 >= 0x80 }), String(validating: slice, as: UTF8.self) == nil {
      throw invalidUTF8(in: range)
    }
    unescaped.append(contentsOf: slice)
  }

  /// Appends what the escape at `index` stands for and returns the place after it.
  private func parseEscape(at index: Int, into unescaped: inout [UInt8]) throws(JSONError) -> Int {
    let letter = index + 1 < bytes.count ? bytes[index + 1] : 0
    let byte: UInt8
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): byte = letter
    case UInt8(ascii: "b"): byte = 0x08
    case UInt8(ascii: "f"): byte = 0x0C
    case UInt8(ascii: "n"): byte = 0x0A
    case UInt8(ascii: "r"): byte = 0x0D
    case UInt8(ascii: "t"): byte = 0x09
    case UInt8(ascii: "u"):
      let (scalar, end) = try parseUnicodeEscape(at: index)
      unescaped.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
      return end
    default:
      throw error(
        at: index,
        "a backslash that begins no escape",
        expected: #"one of \" \\ \/ \b \f \n \r \t \uXXXX"#
      )
    }
    unescaped.append(byte)
    return index + 2
  }

  private func parseUnicodeEscape(at index: Int) throws(JSONError) -> (Unicode.Scalar, end: Int) {
    let unit = try parseHexadecimal(at: index)
    if unit == 0 {
      throw error(at: index, #"\u0000"#, expected: "text without NUL, which PostgreSQL cannot keep")
    }
    if let scalar = Unicode.Scalar(unit) { return (scalar, index + 6) }
    let next = index + 6
    if unit < 0xDC00, next + 1 < bytes.count, bytes[next] == UInt8(ascii: "\\"), bytes[next + 1] == UInt8(ascii: "u") {
      let low = try parseHexadecimal(at: next)
      if (0xDC00...0xDFFF).contains(low),
        let scalar = Unicode.Scalar(0x10000 + (UInt32(unit) - 0xD800) << 10 + UInt32(low) - 0xDC00)
      {
        return (scalar, next + 6)
      }
    }
    throw error(at: index, "half of a surrogate pair", expected: "both halves, the high one first")
  }

  /// The four hexadecimal digits of the escape at `index`.
  private func parseHexadecimal(at index: Int) throws(JSONError) -> UInt16 {
    var value: UInt16 = 0
    for place in index + 2..<index + 6 {
      let byte = place < bytes.count ? bytes[place] : 0
      let digit: UInt8
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = byte - UInt8(ascii: "0")
      case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = byte - UInt8(ascii: "a") + 10
      case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = byte - UInt8(ascii: "A") + 10
      default: throw error(at: index, #"an incomplete \u escape"#, expected: #"four hexadecimal digits after \u"#)
      }
      value = value << 4 | UInt16(digit)
    }
    return value
  }

  private func unterminated(from start: Int) -> JSONError {
    let expected = "the closing quote of the string that begins at byte \(start - 1)"
    return error(at: bytes.count, "the end of the text", expected: expected)
  }

  private func controlCharacter(at index: Int) -> JSONError {
    error(
      at: index,
      "the control character \(hex(bytes[index])) in a string",
      expected: #"it escaped, as in \n, or the end of the string"#
    )
  }

  private func invalidUTF8(in range: Range<Int>) -> JSONError {
    // A prefix that ends inside of a character is no valid text either, so a whole character is tried at a time.
    var offset = range.lowerBound
    search: while offset < range.upperBound {
      for length in 1...min(4, range.upperBound - offset) {
        let slice = UnsafeRawBufferPointer(rebasing: bytes[offset..<offset + length])
        if String(validating: slice, as: UTF8.self) != nil {
          offset += length
          continue search
        }
      }
      break
    }
    let byte = bytes[min(offset, range.upperBound - 1)]
    return error(at: offset, "the byte \(hex(byte)), which is not UTF-8 here", expected: "text in UTF-8")
  }

  /// RFC 7493 §2.1.
  private func refuseNoncharacters(_ string: String, at offset: Int) throws(JSONError) {
    for scalar in string.unicodeScalars where scalar.value >= 0xFDD0 {
      if scalar.value <= 0xFDEF || scalar.value & 0xFFFE == 0xFFFE {
        throw error(
          at: offset,
          "the noncharacter U+\(String(scalar.value, radix: 16, uppercase: true)) in a string",
          expected: "characters that Unicode assigns a meaning"
        )
      }
    }
  }
}
