extension CanonicalJSON {
  /// Whether these are the canonical bytes of an object whose names and values are all texts of ASCII in which nothing is
  /// escaped.
  ///
  /// It is told without reading the object in. What is no such object may be canonical all the same.
  package static func isPlainObject(_ bytes: UnsafeRawBufferPointer) -> Bool {
    guard bytes.count > 2 else { return bytes.elementsEqual("{}".utf8) }
    var separator = UInt8(ascii: "{")
    var index = 0
    var lastName: Range<Int>?
    while index + 1 < bytes.count {
      guard bytes[index] == separator, let name = plainText(at: index + 1, in: bytes),
        lastName.map({ bytes[$0].lexicographicallyPrecedes(bytes[name]) }) ?? true,
        name.upperBound + 1 < bytes.count, bytes[name.upperBound + 1] == UInt8(ascii: ":"),
        let value = plainText(at: name.upperBound + 2, in: bytes)
      else { return false }
      lastName = name
      separator = UInt8(ascii: ",")
      index = value.upperBound + 1
    }
    return index + 1 == bytes.count && bytes[index] == UInt8(ascii: "}")
  }

  /// Where the inside of the text stands that begins here with its quote.
  private static func plainText(at start: Int, in bytes: UnsafeRawBufferPointer) -> Range<Int>? {
    guard start < bytes.count, bytes[start] == UInt8(ascii: "\"") else { return nil }
    let end = bytes.plainPrefixLength(from: start + 1, stopsAtNonASCII: true)
    return end < bytes.count && bytes[end] == UInt8(ascii: "\"") ? start + 1..<end : nil
  }
}
