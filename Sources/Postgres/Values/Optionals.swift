extension Optional: PostgresEncodable where Wrapped: PostgresEncodable {
  public static var postgresType: PostgresType { Wrapped.postgresType }

  public var isNull: Bool { self?.isNull ?? true }

  public func encode(into bytes: inout EncodingBuffer) { self?.encode(into: &bytes) }
}

extension Optional: PostgresDecodable where Wrapped: PostgresDecodable {
  public init(from value: PostgresValue) throws { self = value.isNull ? nil : try Wrapped(from: value) }
}

extension Optional: PostgresArrayElement
where Wrapped: PostgresArrayElement & PostgresDecodable & PostgresEncodable {
  public static var postgresElementType: PostgresType { Wrapped.postgresElementType }
}
