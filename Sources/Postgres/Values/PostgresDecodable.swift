/// A type that can be read from a column.
///
/// ```swift
/// extension ServiceName: PostgresDecodable {
///   init(from value: PostgresValue) throws { self.init(rawValue: try String(from: value)) }
/// }
/// ```
public protocol PostgresDecodable {
  /// Reads `value`, and throws ``ValueMismatch`` when it is not of this type.
  init(from value: PostgresValue) throws
}
