/// A value that did not have the type it was asked for as.
public struct DecodingFailure: Error, Sendable, Hashable {
  /// The column's name in the result.
  public var column: String
  /// The column's place, from 0.
  public var columnIndex: Int
  /// The row's place, from 0.
  public var row: Int
  /// The column's type in the database.
  public var type: PostgresType
  /// The Swift type asked for.
  public var expected: String
  public var reason: String
}

extension DecodingFailure: CustomStringConvertible {
  public var description: String {
    "column \"\(column)\" (number \(columnIndex + 1), row \(row + 1)) of type \(type) "
      + "cannot be read as \(expected): \(reason)"
  }
}
