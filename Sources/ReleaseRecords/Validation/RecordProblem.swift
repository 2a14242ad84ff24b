/// One thing that is wrong with a record.
///
///     version is "v1.2.3": expected a version as SemVer 2.0.0 has it, such as 1.2.3 (leave out the "v")
public struct RecordProblem: Hashable, Sendable {
  /// Where: `version`, `data.measurements[2].value`; empty for the record as a whole.
  public internal(set) var field: String
  /// What stands there, shortened and with control characters escaped; `nil` where something is missing.
  public let value: String?
  public let expected: String
  /// What to do about it, where more can be said than what is expected.
  public let hint: String?

  public init(field: String, value: String?, expected: String, hint: String? = nil) {
    self.field = field
    self.value = value
    self.expected = expected
    self.hint = hint
  }

  /// Places the problem inside of a member or an element: `name`, `name[2]`.
  mutating func nest(in name: String) {
    if field.isEmpty {
      field = name
    } else if field.utf8.first == UInt8(ascii: "[") {
      field = name + field
    } else {
      field = "\(name).\(field)"
    }
  }
}

extension RecordProblem: CustomStringConvertible {
  public var description: String {
    let place = field.isEmpty ? "the record" : field
    let found = value.map { "is \($0)" } ?? "is missing"
    return "\(place) \(found): expected \(expected)" + (hint.map { " (\($0))" } ?? "")
  }
}

extension JSONValue {
  /// The value as messages show it.
  var shown: String {
    switch self {
    case .null: "null"
    case .boolean(let value): value ? "true" : "false"
    case .number(let value): value.isFinite ? CanonicalJSON.string(self) : "\(value)"
    case .string(let value): value.quoted
    case .array(let elements): "an array of \(elements.count)"
    case .object(let object): object.isEmpty ? "an empty object" : "an object"
    }
  }
}
