internal import ReleaseRecords

/// The value that a cell's text stands for.
enum CSVCell {
  /// Text that is not of the type stays text, so that validation shows it as it was written.
  static func value(of text: String, as type: FieldType?) -> JSONValue {
    switch type {
    case .boolean:
      return text == "true" ? true : text == "false" ? false : .string(text)
    case .integer, .number:
      if let number = try? JSONValue(parsing: text), number.number != nil { return number }
      return .string(text)
    case .object:
      return (try? JSONValue(parsing: text)) ?? .string(text)
    case .list(let element):
      if text.first == "[" { return (try? JSONValue(parsing: text)) ?? .string(text) }
      if case .object = element { return .string(text) }
      return .array(
        text.split(separator: ";", omittingEmptySubsequences: false).map { value(of: trimmed($0), as: element) }
      )
    default:
      return .string(text)
    }
  }

  private static func trimmed(_ text: Substring) -> String {
    var text = text
    while text.first == " " { text.removeFirst() }
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
