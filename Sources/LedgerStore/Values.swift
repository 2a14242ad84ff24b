internal import FoundationEssentials
public import Postgres
public import ReleaseRecords

extension ReleaseRecords.Timestamp: PostgresCodable {
  public static var postgresType: PostgresType { .timestamptz }

  public func encode(into bytes: inout EncodingBuffer) {
    Postgres.Timestamp(microsecondsSinceUnixEpoch: microseconds).encode(into: &bytes)
  }

  public init(from value: PostgresValue) throws {
    self.init(microseconds: try Postgres.Timestamp(from: value).microsecondsSinceUnixEpoch)
  }
}

/// base64url without padding (RFC 4648 §5).
func base64URL(_ bytes: some Sequence<UInt8>) -> String {
  var encoded = Data(bytes).base64EncodedString()
  encoded.replace("+", with: "-")
  encoded.replace("/", with: "_")
  while encoded.hasSuffix("=") { encoded.removeLast() }
  return encoded
}

/// The bytes that base64url without padding stands for; nil where that is something else.
func bytes(base64URL text: String) -> [UInt8]? {
  var text = text
  text.replace("-", with: "+")
  text.replace("_", with: "/")
  text += String(repeating: "=", count: (4 - text.utf8.count % 4) % 4)
  return Data(base64Encoded: text).map { Array($0) }
}

/// Random bytes that nobody can guess.
func randomBytes(_ count: Int) -> [UInt8] {
  var generator = SystemRandomNumberGenerator()
  return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
}
