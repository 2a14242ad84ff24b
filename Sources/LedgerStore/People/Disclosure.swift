internal import Crypto
internal import ReleaseRecords

/// A sealed value: what is kept beside the log, and the digest of it that stands in the log.
///
/// The construction is that of SD-JWT (RFC 9901 §4.2): the disclosure is base64url of the JSON array
/// `[salt, name, value]`, with a salt of 128 random bits, and the digest is base64url of its SHA-256. Whoever has only the digest
/// learns nothing of the value, and cannot guess it either.
struct Disclosure {
  let text: String
  let digest: String

  init(name: String, value: String) {
    let array: JSONValue = [.string(base64URL(randomBytes(16))), .string(name), .string(value)]
    text = base64URL(CanonicalJSON.bytes(array))
    digest = Self.digest(text)
  }

  static func digest(_ text: String) -> String {
    base64URL(SHA256.hash(data: Array(text.utf8)))
  }

  /// The name and the value in a disclosure's text; nil where that is no disclosure.
  static func read(_ text: String) -> (name: String, value: String)? {
    guard let bytes = bytes(base64URL: text), let array = try? JSONValue(parsing: bytes).array, array.count == 3,
      let name = array[1].string, let value = array[2].string
    else { return nil }
    return (name, value)
  }
}
