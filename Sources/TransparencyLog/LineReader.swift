/// Reads a text's lines one by one, and knows their numbers.
struct LineReader {
  private let format: String
  private(set) var rest: ArraySlice<UInt8>
  private var line = 0

  init(format: String, bytes: [UInt8]) {
    self.format = format
    rest = bytes[...]
  }

  /// The next line without its newline. Throws ``MalformedInput`` where no newline is left.
  mutating func next() throws(MalformedInput) -> ArraySlice<UInt8> {
    line += 1
    guard let end = rest.firstIndex(of: newline) else { throw malformed("it ends in the middle") }
    defer { rest = rest[(end + 1)...] }
    return rest[..<end]
  }

  /// The error that the line read last is not as it should be.
  func malformed(_ problem: String) -> MalformedInput {
    MalformedInput(format: format, line: line, problem: problem)
  }
}
