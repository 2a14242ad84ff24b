extension String {
  /// Whether this is one line of at least one and at most so many code points, without control characters.
  func isLine(atMost limit: Int) -> Bool {
    var text = self
    let plain: Bool? = text.withUTF8 { bytes in
      if bytes.isEmpty { return false }
      var isASCII = true
      for byte in bytes {
        if byte < 0x20 || byte == 0x7F { return false }
        if byte >= 0x80 { isASCII = false }
      }
      return isASCII ? bytes.count <= limit : nil
    }
    if let plain { return plain }
    var count = 0
    for scalar in unicodeScalars {
      count += 1
      // C1 controls, and the separators of lines and paragraphs.
      if (0x80...0x9F).contains(scalar.value) || scalar.value == 0x2028 || scalar.value == 0x2029 { return false }
    }
    return count <= limit
  }

  /// Whether this is a line that reads as what it is: nothing invisible in it, and no space before or after. What looks
  /// like another name and is none would escape every rule that names it.
  func isWord(atMost limit: Int) -> Bool {
    guard isLine(atMost: limit), let first = unicodeScalars.first, let last = unicodeScalars.last else { return false }
    if utf8.allSatisfy({ $0 < 0x80 }) { return first != " " && last != " " }
    if first.properties.isWhitespace || last.properties.isWhitespace { return false }
    return !unicodeScalars.contains(where: Self.isInvisible)
  }

  /// What leaves no trace on paper or turns the direction of reading. The joiners stay: scripts and emoji need them.
  private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0xAD, 0x61C, 0x180E, 0x200B, 0x200E, 0x200F, 0x202A...0x202E, 0x2060...0x206F, 0xFEFF, 0xE0000...0xE007F:
      true
    default: false
    }
  }

  func isLowercaseHexadecimal(digits: Int) -> Bool {
    guard utf8.count == digits else { return false }
    return utf8.withContiguousStorageIfAvailable { $0.allSatisfy(Self.isLowercaseHexadecimalDigit) }
      ?? utf8.allSatisfy(Self.isLowercaseHexadecimalDigit)
  }

  /// Whether this is an algorithm's name and as many digits as it yields.
  var isDigest: Bool {
    let digits = utf8.dropFirst(7)
    return (hasASCIIPrefix("sha256:") && digits.count == 64 || hasASCIIPrefix("sha512:") && digits.count == 128)
      && digits.allSatisfy(Self.isLowercaseHexadecimalDigit)
  }

  /// Whether this is a URI with a scheme, in the characters of RFC 3986.
  func isAbsoluteURI(atMost limit: Int) -> Bool {
    guard utf8.count <= limit, let colon = utf8.firstIndex(of: UInt8(ascii: ":")) else { return false }
    let scheme = utf8[..<colon]
    let rest = utf8[utf8.index(after: colon)...]
    guard let first = scheme.first, Self.isLetter(first), !rest.isEmpty else { return false }
    guard scheme.allSatisfy({ Self.isLetter($0) || Self.isDigit($0) || "+-.".utf8.contains($0) }) else { return false }
    var escapedDigits = 0
    for byte in rest {
      if escapedDigits > 0 {
        guard Self.isLowercaseHexadecimalDigit(byte | 0x20) else { return false }
        escapedDigits -= 1
      } else if byte == UInt8(ascii: "%") {
        escapedDigits = 2
      } else {
        guard Self.isLetter(byte) || Self.isDigit(byte) || "-._~:/?#[]@!$&'()*+,;=".utf8.contains(byte) else {
          return false
        }
      }
    }
    return escapedDigits == 0
  }

  /// The name as a path shows it, in quotes where it is no plain name.
  var asFieldName: String {
    let isPlain =
      !isEmpty && utf8.count <= 60
      && utf8.allSatisfy { Self.isLetter($0) || Self.isDigit($0) || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "-") }
    return isPlain ? self : quoted
  }

  private func hasASCIIPrefix(_ prefix: StaticString) -> Bool {
    utf8.starts(with: UnsafeBufferPointer(start: prefix.utf8Start, count: prefix.utf8CodeUnitCount))
  }

  private static func isLowercaseHexadecimalDigit(_ byte: UInt8) -> Bool {
    isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }

  private static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- UInt8(ascii: "a") < 26 }
}

extension Timestamp {
  /// The canonical form: the given text itself where it is that already.
  func canonicalText(like text: String) -> String {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: Self.maximumTextLength) { buffer in
      let canonical = UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(buffer)[..<write(into: buffer)])
      let isCanonical = text.utf8.withContiguousStorageIfAvailable {
        UnsafeRawBufferPointer($0).hasSameBytes(as: canonical)
      }
      return isCanonical == true ? text : String(decoding: canonical, as: UTF8.self)
    }
  }
}
