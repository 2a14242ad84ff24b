package import ReleaseRecords

/// Which of a release's records are meant.
package struct RecordSelector: Hashable, Sendable {
  package var kind: RecordKind
  /// Fields of the record's data and the values that each may have; a list field has to contain one of them.
  /// `{version}`, `{commit}` and `{service}` stand for the release's.
  package var matching: [String: [JSONValue]] = [:]
  /// The environment that the record has to name. `nil`: the one in question, or none at all.
  package var environment: String?
}
