/// Why a text is not JSON as this library takes it, and where.
public struct JSONError: Error, Hashable, Sendable {
  /// What was found: `the name "gate" for the second time`.
  public let found: String
  /// What should have stood there: `a value`.
  public let expected: String
  /// The place in bytes from the start of the text, from 0.
  public let offset: Int
  /// The line, from 1.
  public let line: Int
  /// The place in the line in Unicode code points, from 1.
  public let column: Int
}

extension JSONError: CustomStringConvertible {
  public var description: String {
    "line \(line), column \(column) (byte \(offset)): found \(found), expected \(expected)"
  }
}
