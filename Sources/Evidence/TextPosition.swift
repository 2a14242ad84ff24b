/// A place in a text: lines and columns counted from 1, columns in Unicode code points.
package struct TextPosition: Hashable, Sendable {
  /// The line, from 1.
  package let line: Int
  /// The place in the line, from 1.
  package let column: Int

  init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  /// The position behind the first `offset` bytes of a text in UTF-8.
  init(of offset: Int, in bytes: [UInt8]) {
    var line = 1
    var column = 1
    for byte in bytes.prefix(offset) {
      if byte == UInt8(ascii: "\n") {
        line += 1
        column = 1
      } else if byte & 0xC0 != 0x80 {
        column += 1
      }
    }
    self.line = line
    self.column = column
  }
}
