/// The text of a `json` or `jsonb` value; sent as `jsonb`.
public struct PostgresJSON: Hashable, Sendable, PostgresArrayElement, PostgresCodable {
  public var utf8: [UInt8]

  public init(utf8: [UInt8]) { self.utf8 = utf8 }
  public init(_ text: String) { utf8 = Array(text.utf8) }

  public var text: String { String(decoding: utf8, as: UTF8.self) }

  public static var postgresType: PostgresType { .jsonb }

  public func encode(into bytes: inout EncodingBuffer) {
    bytes.append(byte: 1)
    bytes.append(bytes: utf8)
  }

  public init(from value: PostgresValue) throws {
    let bytes = try value.present(as: .json, .jsonb)
    utf8 = Array(value.type == .jsonb ? try bytes.jsonText() : bytes)
  }
}
