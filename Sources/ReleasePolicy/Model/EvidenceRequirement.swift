public import ReleaseRecords

/// Records that have to be there and what they have to carry.
public struct EvidenceRequirement: Hashable, Sendable {
  /// The rules, all of which have to hold.
  public var records: [EvidenceRule] = []
  /// What the version itself has to look like.
  public var version: VersionRule?
}

/// One rule about records of a kind.
public struct EvidenceRule: Hashable, Sendable {
  public var record: RecordSelector
  /// Whether one of the selected records has to satisfy the rule, or each, or none may.
  public var quantifier = Quantifier.some
  /// How many records there have to be. With `each` and 0 the rule does not apply where there are none.
  public var atLeast = 1
  /// Names of data fields, texts, or `version`, `environment`, `occurred_at` that have to be there and not empty.
  public var has: [String] = []
  /// Data fields and the values that each may have. `{version}`, `{commit}` and `{service}` stand for the release's.
  public var expected: [String: [JSONValue]] = [:]
  /// When the record has to have happened.
  public var window: TimeWindow?

  public enum Quantifier: String, CaseIterable, Hashable, Sendable {
    case some, each, none
  }
}

/// What a version has to look like.
public struct VersionRule: Hashable, Sendable {
  /// Whether the version has to raise the part that its release type says, against the release before it.
  public var bump = false
  /// The words with which pre-releases begin, in the order in which they have to come.
  public var prereleases: [String] = []
}
