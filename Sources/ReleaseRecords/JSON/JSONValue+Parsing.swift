extension JSONValue {
  /// Reads JSON strictly: RFC 8259 in the bounds of I-JSON (RFC 7493).
  ///
  ///     let value = try JSONValue(parsing: #"{"gate":"lint"}"#)
  ///
  /// Refused are also names that stand twice in an object, U+0000, numbers beyond a double, and integers beyond
  /// ±(2^53 − 1) that a double would change. Errors tell byte, line and column.
  public init(parsing bytes: UnsafeRawBufferPointer, limits: JSONLimits = .record) throws(JSONError) {
    var parser = JSONParser(bytes, limits: limits)
    self = try parser.parseDocument()
  }

  public init(parsing bytes: [UInt8], limits: JSONLimits = .record) throws(JSONError) {
    let result: Result<JSONValue, JSONError> = bytes.withUnsafeBytes { buffer in
      Result { () throws(JSONError) in try JSONValue(parsing: buffer, limits: limits) }
    }
    self = try result.get()
  }

  public init(parsing text: String, limits: JSONLimits = .record) throws(JSONError) {
    var text = text
    let result: Result<JSONValue, JSONError> = text.withUTF8 { buffer in
      Result { () throws(JSONError) in try JSONValue(parsing: UnsafeRawBufferPointer(buffer), limits: limits) }
    }
    self = try result.get()
  }
}
