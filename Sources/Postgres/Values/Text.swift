extension String: PostgresArrayElement, PostgresCodable {
  /// Sent as a quoted literal is, so that it fits a column of any type that has a text form.
  public static var postgresType: PostgresType { .unspecified }
  public static var postgresElementType: PostgresType { .text }

  public func encode(into bytes: inout EncodingBuffer) { bytes.append(utf8: self) }

  public static func encode(array: [String], into bytes: inout EncodingBuffer) {
    bytes.appendArrayHeader(of: .text, count: array.count, hasNull: false)
    for var element in array {
      element.withUTF8 { bytes.appendSized(UnsafeRawBufferPointer($0)) }
    }
  }

  /// Reads any of the text types, JSON, and the label of an enumeration.
  public init(from value: PostgresValue) throws {
    var bytes = try value.present()
    switch value.type {
    case .text, .varchar, .bpchar, .name, .json, .xml, .unknown, .char, .unspecified: break
    case .jsonb: bytes = try bytes.jsonText()
    case let type where type.isUserDefined: break
    default: throw ValueMismatch("the types do not match")
    }
    // Text of the server has no NUL; the binary form of another type soon has one.
    guard !bytes.contains(0), let text = String(validating: bytes, as: UTF8.self) else {
      throw ValueMismatch("it is not text")
    }
    self = text
  }
}

extension Substring: PostgresEncodable {
  public static var postgresType: PostgresType { .unspecified }
  public func encode(into bytes: inout EncodingBuffer) { bytes.append(bytes: utf8) }
}

extension UnsafeRawBufferPointer {
  /// The text of a `jsonb`, whose binary form begins with a version.
  func jsonText() throws(ValueMismatch) -> UnsafeRawBufferPointer {
    guard first == 1 else { throw ValueMismatch("its form is of an unknown version") }
    return UnsafeRawBufferPointer(rebasing: dropFirst())
  }
}
