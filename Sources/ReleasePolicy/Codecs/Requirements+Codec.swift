internal import ReleaseRecords

extension GateRequirement {
  static let codec = Codec<GateRequirement>.object(
    GateRequirement(),
    [
      .required(
        "gates",
        \.gates,
        .list(
          of: .either(
            text: .word,
            fromText: { GateCheck(gate: $0) },
            asText: { $0 == GateCheck(gate: $0.gate) ? $0.gate : nil },
            object: GateCheck.codec
          ),
          atLeast: 1
        ),
        "The gates, all of them."
      ),
      .defaulted(
        "bound_to_commit",
        \.boundToCommit,
        .boolean,
        "Whether a result counts only for the release's commit; true unless said."
      ),
      .optional("after", \.after, .name(.name), "An event after which the gates have to have run."),
      .optional("within", \.within, .duration, "How long after that event they may take to pass."),
    ]
  )
}

extension GateCheck {
  static let codec = Codec<GateCheck>.object(
    GateCheck(),
    [
      .required("gate", \.gate, .word, "The gate's name."),
      .optional("stage", \.stage, .word, "The stage of the pipeline."),
      .optional("environment", \.environment, .name(.name), "The environment that the result has to name."),
      .defaulted("limits", \.limits, .list(of: Threshold.codec), "Limits on the result's measurements."),
      .defaulted("duration", \.duration, .durationBounds, "Limits on how long the gate took."),
    ]
  )
}

extension Codec where Value == Bounds<Duration> {
  static var durationBounds: Codec {
    .object(Bounds(), Field.bounds(\.self, .duration), anyOf: boundNames)
  }
}

extension ApprovalRequirement {
  static let codec = Codec<ApprovalRequirement>.object(
    ApprovalRequirement(),
    [
      .defaulted("of", \.of, .choice, "What has to be approved: the release unless said, or each of its changes."),
      .required(
        "needed",
        \.needed,
        .list(
          of: .either(
            text: .name(.name),
            fromText: { ApprovalGroup(roles: [$0]) },
            asText: { $0.roles.count == 1 && $0.count == 1 ? $0.roles[0] : nil },
            object: ApprovalGroup.codec
          ),
          atLeast: 1
        ),
        "The approvals that are needed, all of them."
      ),
      .defaulted("distinct", \.distinct, .boolean, "Whether one person counts only once; true unless said."),
      .optional("not_by", \.notBy, .list(of: .choice), "The parts whose holders' approval does not count."),
      .defaulted(
        "bound_to_commit",
        \.boundToCommit,
        .boolean,
        "Whether an approval dies when the release's commit changes; true unless said."
      ),
      .optional("valid_for", \.validFor, .duration, "How long an approval counts when it states no expiry."),
      .optional("after", \.after, .name(.name), "An event after which the approval may still be given."),
      .optional("within", \.within, .duration, "How long after that event at the latest."),
    ]
  )
}

extension ApprovalGroup {
  static let codec = Codec<ApprovalGroup>.object(
    ApprovalGroup(),
    [
      .defaulted("roles", \.roles, .oneOrMore(.name(.name)), "The roles of which any will do."),
      .defaulted("count", \.count, .integer(1...100), "How many people; 1 unless said."),
    ]
  )
}

extension ChecklistRequirement {
  static let codec = Codec<ChecklistRequirement>.object(
    ChecklistRequirement(),
    [
      .required("checklist", \.checklist, .word, "The checklist's name."),
      .required(
        "items",
        \.items,
        .list(
          of: .either(
            text: .word,
            fromText: { ChecklistItem(item: $0) },
            asText: { $0 == ChecklistItem(item: $0.item) ? $0.item : nil },
            object: ChecklistItem.codec
          ),
          atLeast: 1
        ),
        "The items, all of them."
      ),
      .optional("environment", \.environment, .name(.name), "The environment that the records have to name."),
      .optional("window", \.window, TimeWindow.codec, "When the items have to be done."),
      .defaulted("not_by", \.notBy, .list(of: .choice), "The parts whose holders may not attest."),
    ]
  )
}

extension ChecklistItem {
  static let codec = Codec<ChecklistItem>.object(
    ChecklistItem(),
    [
      .required("item", \.item, .word, "The item's name."),
      .optional("title", \.title, .word, "The item in words."),
      .defaulted("optional", \.optional, .boolean, "Whether it may be attested as not applicable."),
    ]
  )
}

extension EvidenceRequirement {
  static let codec = Codec<EvidenceRequirement>.object(
    EvidenceRequirement(),
    [
      .defaulted("records", \.records, .list(of: EvidenceRule.codec, atLeast: 1), "The rules, all of them."),
      .optional("version", \.version, VersionRule.codec, "What the version itself has to look like."),
    ],
    anyOf: ["records", "version"]
  )
}

extension EvidenceRule {
  static let codec = Codec<EvidenceRule>.object(
    EvidenceRule(record: RecordSelector(kind: .release)),
    [
      .required("record", \.record.kind, .choice, "The kind of the records."),
      .defaulted(
        "where",
        \.record.matching,
        .map(.name, to: .oneOrMore(.fieldValue)),
        "Fields by which the records are selected, and the values that each may have."
      ),
      .optional("environment", \.record.environment, .name(.name), "The environment that the records name."),
      .defaulted("which", \.quantifier, .choice, "How many of them have to satisfy the rule; some unless said."),
      .defaulted("at_least", \.atLeast, .integer(0...1000), "How many there have to be; 1 unless said."),
      .defaulted("has", \.has, .list(of: .word), "What has to be there and not empty."),
      .defaulted(
        "expect",
        \.expected,
        .map(.name, to: .oneOrMore(.fieldValue)),
        "Fields and the values that each may have; `{version}`, `{commit}`, `{service}` stand for the release's."
      ),
      .optional("window", \.window, TimeWindow.codec, "When the record has to have happened."),
    ]
  )
}

extension VersionRule {
  static let codec = Codec<VersionRule>.object(
    VersionRule(),
    [
      .defaulted("bump", \.bump, .boolean, "Whether the version has to raise what its release type says."),
      .defaulted(
        "prereleases",
        \.prereleases,
        .list(of: .name(.name)),
        "The words with which pre-releases begin, in their order."
      ),
    ]
  )
}
