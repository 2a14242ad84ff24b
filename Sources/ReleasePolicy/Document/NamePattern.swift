/// The letters that a kind of name is made of.
enum NamePattern: Sendable {
  /// Names that the document gives: of policies, types, environments, roles, events.
  case name
  /// Ids of controls: a row, and after a dot a part of it.
  case control

  /// The same as a regular expression of ECMA 262, for the schema.
  var expression: String {
    switch self {
    case .name: "^[a-z0-9][a-z0-9_-]*$"
    case .control: "^[A-Za-z0-9][A-Za-z0-9_-]*(\\.[a-z0-9][a-z0-9-]*)?$"
    }
  }

  var expected: String {
    switch self {
    case .name: "a name of lower-case letters, digits, `-` and `_`"
    case .control: "an id such as `OCT-04` or `OCT-04.2-weeks`"
    }
  }

  func matches(_ text: String) -> Bool {
    let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    switch self {
    case .name: return parts.count == 1 && Self.isName(parts[0], capitals: false, underscore: true)
    case .control:
      guard Self.isName(parts[0], capitals: true, underscore: true) else { return false }
      return parts.count == 1 || Self.isName(parts[1], capitals: false, underscore: false)
    }
  }

  private static func isName(_ text: Substring, capitals: Bool, underscore: Bool) -> Bool {
    guard let first = text.utf8.first, isAlphanumeric(first, capitals: capitals) else { return false }
    return text.utf8.allSatisfy { byte in
      isAlphanumeric(byte, capitals: capitals) || byte == UInt8(ascii: "-")
        || (underscore && byte == UInt8(ascii: "_"))
    }
  }

  private static func isAlphanumeric(_ byte: UInt8, capitals: Bool) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): capitals
    default: false
    }
  }
}
