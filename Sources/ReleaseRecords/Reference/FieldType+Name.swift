extension FieldType {
  /// What the reference calls the type.
  var name: String {
    switch self {
    case .word: "word"
    case .version: "version"
    case .commit: "commit"
    case .digest: "digest"
    case .uri: "URI"
    case .time: "time"
    case .date: "date"
    case .boolean: "boolean"
    case .count: "count"
    case .integer(let range): "integer from \(range.lowerBound) to \(range.upperBound)"
    case .anyNumber: "number"
    case .number(let range):
      "number from \(CanonicalJSON.string(.number(range.lowerBound))) to \(CanonicalJSON.string(.number(range.upperBound)))"
    case .oneOf(let choices): "one of " + choices.map { "`\($0)`" }.joined(separator: ", ")
    case .person: "person"
    case .list(let element): "list of " + element.pluralName
    case .object: "object"
    }
  }

  private var pluralName: String {
    switch self {
    case .person: "people"
    case .word, .version, .commit, .digest, .uri, .time, .date, .boolean, .object: "\(name)s"
    case .integer, .number, .oneOf, .list: name
    }
  }
}
