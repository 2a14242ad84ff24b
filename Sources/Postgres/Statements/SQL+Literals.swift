extension SQL {
  /// The text with each value written into it as a literal of its type, for the commands that take no parameters:
  /// COPY, LISTEN, NOTIFY.
  func textWithLiterals() throws(PostgresError) -> String {
    if let failure = parameters.failure { throw failure }
    guard parameters.count > 0 else { return text }
    guard pieces.count == parameters.count + 1 else {
      throw .misuse("this command takes no $1: interpolate its values into a SQL literal instead")
    }
    var text = pieces[0]
    for index in 0..<parameters.count {
      guard let literal = parameters.withValue(index, Self.literal) else {
        throw .encoding(
          parameter: index + 1,
          reason: "this command takes integers, arrays of them, texts, bytes, times and UUIDs only"
        )
      }
      text += literal + pieces[index + 1]
    }
    return text
  }

  private static func literal(_ type: PostgresType, _ bytes: UnsafeRawBufferPointer?) -> String? {
    let value = PostgresValue(type: type, bytes: bytes)
    guard let bytes else { return "null" }
    switch type {
    case .unspecified: return (try? String(from: value)).map(quoted(literal:))
    case .bool: return (try? Bool(from: value)).map { $0 ? "true" : "false" }
    case .int2, .int4, .int8:
      // In brackets, because -1::bigint and 2-1 would read otherwise than meant.
      return (try? Int64(from: value)).map { "('\($0)'::\(type))" }
    case .timestamptz: return (try? Timestamp(from: value)).map { "('\($0)'::timestamptz)" }
    case .uuid: return (try? PostgresUUID(from: value)).map { "('\($0)'::uuid)" }
    case PostgresType.int4.array, PostgresType.int8.array:
      return (try? [Int64](from: value)).map { numbers in
        "('{\(numbers.map(String.init).joined(separator: ","))}'::\(type))"
      }
    case .bytea: return "('\\x\(bytes.map(hexadecimal).joined())'::bytea)"
    default: return nil
    }
  }

  private static func hexadecimal(_ byte: UInt8) -> String {
    String(byte >> 4, radix: 16) + String(byte & 0xF, radix: 16)
  }

  /// A quoted literal that means the same whether or not the server takes backslashes for escapes.
  ///
  /// Sound for UTF-8 only, which is what every connection speaks.
  static func quoted(literal text: String) -> String {
    var quoted = ""
    var hasBackslash = false
    for scalar in text.unicodeScalars {
      switch scalar {
      case "'": quoted += "''"
      case "\\":
        quoted += "\\\\"
        hasBackslash = true
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return (hasBackslash ? " E'" : "'") + quoted + "'"
  }
}
