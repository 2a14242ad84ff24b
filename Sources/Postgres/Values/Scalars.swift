extension Bool: PostgresArrayElement, PostgresCodable {
  public static var postgresType: PostgresType { .bool }

  public func encode(into bytes: inout EncodingBuffer) { bytes.append(byte: self ? 1 : 0) }

  public init(from value: PostgresValue) throws {
    let bytes = try value.present(as: .bool)
    guard bytes.count == 1 else { throw ValueMismatch("it has \(bytes.count) bytes") }
    self = bytes[0] != 0
  }
}

extension Double: PostgresArrayElement, PostgresCodable {
  public static var postgresType: PostgresType { .float8 }

  public func encode(into bytes: inout EncodingBuffer) { bytes.append(bitPattern) }

  public init(from value: PostgresValue) throws {
    let bytes = try value.present(as: .float8, .float4)
    switch bytes.count {
    case 8: self.init(bitPattern: bytes.networkInteger())
    case 4: self.init(Float(bitPattern: bytes.networkInteger()))
    default: throw ValueMismatch("it has \(bytes.count) bytes")
    }
  }
}
