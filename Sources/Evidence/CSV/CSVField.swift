/// One field of a row, and where it begins.
public struct CSVField: Hashable, Sendable {
  public let text: String
  /// Where it begins, counted from 1.
  public let line: Int
  /// Characters from the start of the line, counted from 1.
  public let column: Int
}
