package import ReleaseRecords

/// Records that have to be there and what they have to carry.
package struct EvidenceRequirement: Hashable, Sendable {
  /// The rules, all of which have to hold.
  package var records: [EvidenceRule] = []
  /// What the version itself has to look like.
  package var version: VersionRule?
}

/// One rule about records of a kind.
package struct EvidenceRule: Hashable, Sendable {
  package var record: RecordSelector
  /// Whether one of the selected records has to satisfy the rule, or each, or none may.
  package var quantifier = Quantifier.some
  /// How many records there have to be. With `each` and 0 the rule does not apply where there are none.
  package var atLeast = 1
  /// Names of data fields, texts, or `version`, `environment`, `occurred_at` that have to be there and not empty.
  package var has: [String] = []
  /// Data fields and the values that each may have. `{version}`, `{commit}` and `{service}` stand for the release's.
  package var expected: [String: [JSONValue]] = [:]
  /// When the record has to have happened.
  package var window: TimeWindow?

  package enum Quantifier: String, CaseIterable, Hashable, Sendable {
    case some, each, none
  }
}

/// What a version has to look like.
package struct VersionRule: Hashable, Sendable {
  /// Whether the version has to raise the part that its release type says, against the release before it.
  package var bump = false
  /// The words with which pre-releases begin, in the order in which they have to come.
  package var prereleases: [String] = []
}
