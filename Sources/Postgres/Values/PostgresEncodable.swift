/// A value that can be bound to a statement or written into a binary COPY.
///
/// ```swift
/// extension ServiceName: PostgresEncodable {
///   static var postgresType: PostgresType { .unspecified }
///   func encode(into bytes: inout EncodingBuffer) { rawValue.encode(into: &bytes) }
/// }
/// ```
public protocol PostgresEncodable {
  /// The type it is sent as. ``PostgresType/unspecified`` sends it as the text of a quoted literal, whose type the
  /// server finds out; every other type is sent in its binary form.
  static var postgresType: PostgresType { get }

  var isNull: Bool { get }

  func encode(into bytes: inout EncodingBuffer)
}

extension PostgresEncodable {
  public var isNull: Bool { false }
}
