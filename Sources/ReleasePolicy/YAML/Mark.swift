/// A place in a document.
package struct Mark: Hashable, Sendable {
  /// The line, from 1.
  package var line: Int
  /// The character in the line, from 1.
  package var column: Int

  package init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }
}

extension Mark: Comparable {
  package static func < (a: Mark, b: Mark) -> Bool { (a.line, a.column) < (b.line, b.column) }
}

extension Mark: CustomStringConvertible {
  package var description: String { "\(line):\(column)" }
}
