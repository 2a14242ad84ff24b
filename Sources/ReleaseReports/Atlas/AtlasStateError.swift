/// Why a release state or a release configuration of Atlas cannot be read, imported or exported.
package enum AtlasStateError: Error, Hashable, Sendable {
  /// It is not JSON; the error of the parser, with line and column.
  case notJSON(String)
  /// A member is missing, is unknown, or has a value that it cannot have.
  case invalid(member: String, found: String, expected: String)
  /// What the document says does not go together.
  case contradiction(String)
  /// Artifacts whose digest is not known, which records have to state.
  case digestsMissing([String])
  /// The release's records do not hold what the document has to say.
  case notRecorded(String)
}

extension AtlasStateError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .notJSON(let problem): "not JSON: \(problem)"
    case .invalid(let member, let found, let expected): "\(member) is \(found): expected \(expected)"
    case .contradiction(let problem): problem
    case .digestsMissing(let names):
      "the document names artifacts without their digests, and an artifact is recorded by its digest: give the SHA-256 "
        + "of \(names.joined(separator: ", "))"
    case .notRecorded(let what): "\(what): it has to be recorded before the document can be written"
    }
  }
}
