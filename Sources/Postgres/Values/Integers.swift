extension Int: PostgresArrayElement, PostgresCodable {
  public static var postgresType: PostgresType { .int8 }
  public func encode(into bytes: inout EncodingBuffer) { bytes.append(Int64(self)) }
  public init(from value: PostgresValue) throws { self = try decodeInteger(value) }
}

extension Int64: PostgresArrayElement, PostgresCodable {
  public static var postgresType: PostgresType { .int8 }
  public func encode(into bytes: inout EncodingBuffer) { bytes.append(self) }
  public init(from value: PostgresValue) throws { self = try decodeInteger(value) }
}

extension Int32: PostgresArrayElement, PostgresCodable {
  public static var postgresType: PostgresType { .int4 }
  public func encode(into bytes: inout EncodingBuffer) { bytes.append(self) }
  public init(from value: PostgresValue) throws { self = try decodeInteger(value) }
}

extension Int16: PostgresArrayElement, PostgresCodable {
  public static var postgresType: PostgresType { .int2 }
  public func encode(into bytes: inout EncodingBuffer) { bytes.append(self) }
  public init(from value: PostgresValue) throws { self = try decodeInteger(value) }
}

/// Any of the server's integers as any of Swift's that has room for the value.
private func decodeInteger<T: FixedWidthInteger>(_ value: PostgresValue) throws(ValueMismatch) -> T {
  let bytes = try value.present(as: .int8, .int4, .int2, .oid)
  let wide: Int64
  switch bytes.count {
  case 8: wide = bytes.networkInteger()
  case 4 where value.type == .oid: wide = Int64(bytes.networkInteger(as: UInt32.self))
  case 4: wide = Int64(bytes.networkInteger(as: Int32.self))
  case 2: wide = Int64(bytes.networkInteger(as: Int16.self))
  default: throw ValueMismatch("it has \(bytes.count) bytes")
  }
  guard let integer = T(exactly: wide) else { throw ValueMismatch("\(wide) is out of range") }
  return integer
}
