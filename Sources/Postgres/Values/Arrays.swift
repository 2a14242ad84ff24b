extension Array: PostgresEncodable where Element: PostgresArrayElement {
  public static var postgresType: PostgresType { Element.postgresArrayType }
  public func encode(into bytes: inout EncodingBuffer) { Element.encode(array: self, into: &bytes) }
}

extension Array: PostgresDecodable where Element: PostgresArrayElement {
  public init(from value: PostgresValue) throws { self = try Element.decode(array: value) }
}

/// Bytes in a row are a `bytea`, so that `[UInt8]` is one and `[[UInt8]]` an array of them.
extension UInt8: PostgresArrayElement {
  public static var postgresElementType: PostgresType { .bytea }
  public static var postgresArrayType: PostgresType { .bytea }

  public static func encode(array: [UInt8], into bytes: inout EncodingBuffer) {
    bytes.append(bytes: array)
  }

  public static func decode(array value: PostgresValue) throws -> [UInt8] {
    Array(try value.present(as: .bytea))
  }
}

extension Array: PostgresArrayElement where Element == UInt8 {
  public static func encode(array: [[UInt8]], into bytes: inout EncodingBuffer) {
    bytes.appendArrayHeader(of: .bytea, count: array.count, hasNull: false)
    bytes.appendSized(array, size: array.reduce(0) { $0 + $1.count })
  }
}

extension ArraySlice: PostgresEncodable where Element == UInt8 {
  public static var postgresType: PostgresType { .bytea }
  public func encode(into bytes: inout EncodingBuffer) { bytes.append(bytes: self) }
}

extension ArraySlice: PostgresArrayElement where Element == UInt8 {
  public static func decode(array value: PostgresValue) throws -> [ArraySlice<UInt8>] {
    try [UInt8].decode(array: value).map { $0[...] }
  }
}
