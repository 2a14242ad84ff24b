/// One field of a row, and where it begins.
package struct CSVField: Hashable, Sendable {
  package let text: String
  /// Where it begins, counted from 1.
  package let line: Int
  /// Characters from the start of the line, counted from 1.
  package let column: Int
}
