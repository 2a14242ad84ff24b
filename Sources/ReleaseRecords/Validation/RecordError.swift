/// Why something is not taken as a record.
public enum RecordError: Error, Hashable, Sendable {
  /// The text is not JSON.
  case notJSON(JSONError)
  /// It is JSON, and this is all that is wrong with it.
  case invalid([RecordProblem])

  /// Every problem; one that is not JSON has a single one.
  public var problems: [RecordProblem] {
    switch self {
    case .notJSON(let error): [RecordProblem(field: "", value: "not JSON", expected: "JSON", hint: error.description)]
    case .invalid(let problems): problems
    }
  }
}

extension RecordError: CustomStringConvertible {
  /// One line a problem.
  public var description: String {
    switch self {
    case .notJSON(let error): "not JSON: \(error)"
    case .invalid(let problems): problems.map(\.description).joined(separator: "\n")
    }
  }
}
