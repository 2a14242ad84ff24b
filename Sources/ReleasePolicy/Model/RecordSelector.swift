public import ReleaseRecords

/// Which of a release's records are meant.
public struct RecordSelector: Hashable, Sendable {
  public var kind: RecordKind
  /// Fields of the record's data and the values that each may have; a list field has to contain one of them.
  /// `{version}`, `{commit}` and `{service}` stand for the release's.
  public var matching: [String: [JSONValue]] = [:]
  /// The environment that the record has to name. `nil`: the one in question, or none at all.
  public var environment: String?
}
