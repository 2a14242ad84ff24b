extension FieldType {
  /// The value that a text on a command line or in a CSV cell stands for.
  ///
  ///     FieldType.boolean.value(from: "true")                // true
  ///     FieldType.list(.word).value(from: "a; b")            // ["a", "b"]
  ///     FieldType.anyNumber.value(from: "12 ms")             // "12 ms", which validation then refuses
  ///
  /// Numbers and truth values are written as in JSON. A list is a JSON array, or its elements with semicolons between them;
  /// objects, and lists of them, are JSON. Whatever cannot be read as the type stays text, for validation to name.
  public func value(from text: String) -> JSONValue {
    switch self {
    case .word, .version, .commit, .digest, .uri, .time, .date, .oneOf, .person: return .string(text)
    case .boolean:
      if case .boolean(let value)? = try? JSONValue(parsing: text) { return .boolean(value) }
    case .integer, .number:
      if case .number(let value)? = try? JSONValue(parsing: text) { return .number(value) }
    case .list(let element):
      if case .array(let values)? = try? JSONValue(parsing: text) { return .array(values) }
      if case .object = element { return .string(text) }
      let parts = text.split(separator: ";", omittingEmptySubsequences: false)
      return .array(parts.map { element.value(from: $0.trimmingSpaces) })
    case .object:
      if case .object(let value)? = try? JSONValue(parsing: text) { return .object(value) }
    }
    return .string(text)
  }
}

extension Substring {
  fileprivate var trimmingSpaces: String {
    var trimmed = drop { $0 == " " }
    while trimmed.last == " " { trimmed.removeLast() }
    return String(trimmed)
  }
}
