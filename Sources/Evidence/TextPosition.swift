/// A place in a text: lines and columns counted from 1, columns in bytes of UTF-8.
public struct TextPosition: Hashable, Sendable {
  public let line: Int
  public let column: Int

  init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  /// The position of a byte offset: the byte behind `offset` bytes of `bytes`.
  init(of offset: Int, in bytes: [UInt8]) {
    var line = 1
    var lineStart = 0
    for (index, byte) in bytes.prefix(offset).enumerated() where byte == UInt8(ascii: "\n") {
      line += 1
      lineStart = index + 1
    }
    self.line = line
    column = min(offset, bytes.count) - lineStart + 1
  }
}
