/// JSON in the one form that RFC 8785 gives every value: what is hashed and signed.
///
///     CanonicalJSON.string(["b": 1.0, "a": "ö"])      // {"a":"ö","b":1}
public enum CanonicalJSON {
  /// The canonical bytes of a value. Every number has to be finite, as those of a parsed value are.
  public static func bytes(_ value: JSONValue) -> [UInt8] {
    var writer = CanonicalWriter()
    writer.write(value)
    return writer.bytes
  }

  public static func string(_ value: JSONValue) -> String {
    String(decoding: bytes(value), as: UTF8.self)
  }
}
