extension FieldType {
  /// What a value of this type is, in the words of messages and of the reference.
  public var expectation: String {
    switch self {
    case .word: "one line of 1 to \(RecordLimits.wordCharacters) characters without control characters"
    case .version: "a version as SemVer 2.0.0 has it, such as 1.2.3"
    case .commit: "a full commit hash: 40 or 64 lower-case hexadecimal digits"
    case .digest: "a digest: sha256: and 64, or sha512: and 128 lower-case hexadecimal digits"
    case .uri: "an absolute URI of at most \(RecordLimits.uriCharacters) characters, such as https://example.org/x"
    case .time: "an instant as RFC 3339 has it, with its offset, such as 2026-11-21T07:00:00Z"
    case .date: "a day in the form YYYY-MM-DD"
    case .boolean: "true or false"
    case .integer(let range): "an integer from \(range.lowerBound) to \(range.upperBound)"
    case .number(let range):
      self == .anyNumber
        ? "a number"
        : "a number from \(CanonicalJSON.string(.number(range.lowerBound)))"
          + " to \(CanonicalJSON.string(.number(range.upperBound)))"
    case .oneOf(let choices): "one of " + choices.joined(separator: ", ")
    case .person: "a person: a login or an e-mail address of 1 to \(RecordLimits.wordCharacters) characters"
    case .list(let element): "an array of at most \(RecordLimits.listElements), each of them \(element.expectation)"
    case .object(let fields): "an object with " + fields.map(\.name).joined(separator: ", ")
    }
  }
}
