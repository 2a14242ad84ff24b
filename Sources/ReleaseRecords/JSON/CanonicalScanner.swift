/// Goes over canonical JSON (RFC 8785) without building values, and makes sure that it is canonical.
struct CanonicalScanner {
  /// Where the text stops being canonical JSON.
  struct Failure: Error {
    let offset: Int
  }

  let bytes: UnsafeRawBufferPointer
  var position = 0
  private var depth = 0

  init(_ bytes: UnsafeRawBufferPointer, at position: Int = 0) {
    self.bytes = bytes
    self.position = position
  }

  var failure: Failure { Failure(offset: position) }
  var isAtEnd: Bool { position == bytes.count }

  @inline(__always)
  var current: UInt8 { position < bytes.count ? bytes[position] : 0 }

  /// Goes over one character.
  @inline(__always)
  mutating func expect(_ character: Unicode.Scalar) throws(Failure) {
    guard current == UInt8(ascii: character) else { throw failure }
    position += 1
  }

  /// Goes over exactly these bytes, where they are next.
  @inline(__always)
  mutating func skip(_ text: StaticString) -> Bool {
    let length = text.utf8CodeUnitCount
    guard position + length <= bytes.count else { return false }
    let expected = UnsafeRawBufferPointer(start: text.utf8Start, count: length)
    guard UnsafeRawBufferPointer(rebasing: bytes[position..<position + length]).hasSameBytes(as: expected) else {
      return false
    }
    position += length
    return true
  }

  mutating func skipValue() throws(Failure) {
    switch current {
    case UInt8(ascii: "\""): _ = try scanString()
    case UInt8(ascii: "{"): try scanMembers { (scanner, _) throws(Failure) in try scanner.skipValue() }
    case UInt8(ascii: "["): try scanElements { (scanner) throws(Failure) in try scanner.skipValue() }
    case UInt8(ascii: "t"): if !skip("true") { throw failure }
    case UInt8(ascii: "f"): if !skip("false") { throw failure }
    case UInt8(ascii: "n"): if !skip("null") { throw failure }
    default: try skipNumber()
    }
  }

  /// Goes over an object; `body` goes over the value of each member.
  mutating func scanMembers(
    _ body: (inout CanonicalScanner, _ name: ScannedText) throws(Failure) -> Void
  ) throws(Failure) {
    try enter("{")
    if current != UInt8(ascii: "}") {
      var previous: ScannedText?
      while true {
        let start = position
        let name = try scanString()
        if let previous, !previous.precedesInUTF16(name, in: bytes) { throw Failure(offset: start) }
        previous = name
        try expect(":")
        try body(&self, name)
        if current != UInt8(ascii: ",") { break }
        position += 1
      }
    }
    try expect("}")
    depth -= 1
  }

  /// Goes over an array; `body` goes over each element.
  mutating func scanElements(_ body: (inout CanonicalScanner) throws(Failure) -> Void) throws(Failure) {
    try enter("[")
    if current != UInt8(ascii: "]") {
      while true {
        try body(&self)
        if current != UInt8(ascii: ",") { break }
        position += 1
      }
    }
    try expect("]")
    depth -= 1
  }

  private mutating func enter(_ bracket: Unicode.Scalar) throws(Failure) {
    guard depth < JSONLimits.record.depth else { throw failure }
    try expect(bracket)
    depth += 1
  }

  /// Goes over a string and returns where its contents stand.
  mutating func scanString() throws(Failure) -> ScannedText {
    try expect("\"")
    let start = position
    position = bytes.plainPrefixLength(from: start, stopsAtNonASCII: true)
    if current == UInt8(ascii: "\"") {
      position += 1
      return ScannedText(range: start..<position - 1, isEscaped: false)
    }
    return try scanUnusualString(from: start)
  }

  /// Goes over a string that has other characters than plain ASCII, the slow way.
  private mutating func scanUnusualString(from start: Int) throws(Failure) -> ScannedText {
    var isEscaped = false
    while true {
      position = bytes.plainPrefixLength(from: position, stopsAtNonASCII: false)
      if current != UInt8(ascii: "\\") { break }
      isEscaped = true
      position += 2
    }
    let end = position
    guard current == UInt8(ascii: "\"") else { throw failure }
    position += 1
    let whole = start - 1..<position
    var parser = JSONParser(UnsafeRawBufferPointer(rebasing: bytes[whole]), limits: .record)
    guard let text = try? parser.parseString() else { throw Failure(offset: start) }
    if isEscaped {
      var writer = CanonicalWriter()
      writer.write(string: text)
      let isCanonical = writer.bytes.withUnsafeBytes {
        $0.hasSameBytes(as: UnsafeRawBufferPointer(rebasing: bytes[whole]))
      }
      if !isCanonical { throw Failure(offset: start) }
    }
    return ScannedText(range: start..<end, isEscaped: isEscaped)
  }

  private mutating func skipNumber() throws(Failure) {
    let start = position
    let isNegative = current == UInt8(ascii: "-")
    if isNegative { position += 1 }
    let first = position
    while current &- UInt8(ascii: "0") < 10 { position += 1 }
    let digits = position - first
    let isPlainInteger = current != UInt8(ascii: ".") && current | 0x20 != UInt8(ascii: "e")
    let beginsWithZero = digits > 0 && bytes[first] == UInt8(ascii: "0")
    if isPlainInteger, (1...15).contains(digits), !beginsWithZero || (digits == 1 && !isNegative) { return }
    var parser = JSONParser(bytes, limits: .record)
    parser.position = start
    guard let number = try? parser.parseNumber() else { throw Failure(offset: start) }
    var writer = CanonicalWriter(reserving: 32)
    writer.write(number: number)
    let isCanonical = writer.bytes.withUnsafeBytes {
      $0.hasSameBytes(as: UnsafeRawBufferPointer(rebasing: bytes[start..<parser.position]))
    }
    guard isCanonical else { throw Failure(offset: start) }
    position = parser.position
  }
}
