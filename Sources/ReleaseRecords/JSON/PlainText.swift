extension UnsafeRawBufferPointer {
  /// Where the first byte from `start` on stands that a JSON string cannot hold as it is: a quote, a backslash or a
  /// control character. At the latest the end. Eight bytes are looked at in one step.
  func plainPrefixLength(from start: Int, stopsAtNonASCII: Bool) -> Int {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let highBits: UInt64 = 0x8080_8080_8080_8080
    var offset = start
    while offset + 8 <= count {
      let word = loadUnaligned(fromByteOffset: offset, as: UInt64.self)
      // Each term has a byte's high bit set where that byte, or a lower one of the word, is the one looked for.
      let quote = (word ^ (ones &* 0x22)) &- ones
      let backslash = (word ^ (ones &* 0x5C)) &- ones
      let control = word &- (ones &* 0x20)
      let found = ((quote | backslash | control) & ~word) | (stopsAtNonASCII ? word : 0)
      if found & highBits != 0 { break }
      offset += 8
    }
    while offset < count {
      let byte = self[offset]
      if byte < 0x20 || byte == 0x22 || byte == 0x5C || (stopsAtNonASCII && byte >= 0x80) { return offset }
      offset += 1
    }
    return offset
  }
}
