extension KindDefinition {
  static let gate = KindDefinition(
    .gate,
    "The outcome of one quality gate, for a release or for a commit before it has a version.",
    environment: .optional,
    fields: [
      .required("gate", .word, "the gate's name: `unit-tests`, `security-scan`, …"),
      .required("outcome", .oneOf(["passed", "failed", "errored", "skipped"]), "how it ended"),
      .optional("stage", .word, "the stage of the pipeline that it belongs to"),
      .optional("commit", .commit, "the commit that was examined"),
      .optional("attempt", .integer(1...1_000_000), "which run of the gate this was, from 1"),
      .optional("tool", .word, "the tool that decided"),
      .optional("tool_version", .word, "the tool's version"),
      .optional("started_at", .time, "when it started"),
      .optional("finished_at", .time, "when it finished"),
      .optional(
        "measurements",
        .list(
          .object([
            .required("name", .word, "what was measured: `coverage`, `critical_vulnerabilities`, …"),
            .required("value", .anyNumber, "the number"),
            .optional("unit", .word, "its unit: `%`, `ms`, `s`, `1`"),
          ])
        ),
        "numbers that the gate produced"
      ),
      .optional(
        "evidence",
        .list(
          .object([
            .required("name", .word, "the file's name"),
            .required("digest", .digest, "the digest of its content"),
            .optional("media_type", .word, "its media type"),
            .optional("size_bytes", .count, "its size in bytes"),
            .optional("uri", .uri, "where it is kept"),
          ])
        ),
        "the files that the outcome rests on"
      ),
    ],
    texts: [.optional("summary", "what it found, in words")],
    requiresOneOf: [["version", "commit"]],
    orderedTimes: [["started_at", "finished_at"]]
  )

  static let checklist = KindDefinition(
    .checklist,
    "One item of a checklist, attested.",
    environment: .optional,
    fields: [
      .required("checklist", .word, "the checklist's name: `pre-deployment`, `T+15m`, …"),
      .required("item", .word, "the item's name"),
      .required("outcome", .oneOf(["done", "failed", "not_applicable"]), "how it stands"),
      .optional("deployment", .word, "the deployment that it is about"),
      .optional("performed_by", .person, "who did or checked it"),
    ],
    texts: [.optional("note", "remarks; why it does not apply")]
  )

  static let approval = KindDefinition(
    .approval,
    "A person's decision on a release, or on a commit before it has a version, in a role.",
    environment: .optional,
    fields: [
      .required("role", .word, "the role in which it was given: `tech-lead`, `security-team`, …"),
      .required("decision", .oneOf(["approved", "rejected", "withdrawn"]), "what was decided"),
      .required("approver", .person, "who decided"),
      .optional("commit", .commit, "the commit that it is bound to"),
      .optional("expires_at", .time, "until when it counts", mayLieAhead: true),
      .optional("signature", .uri, "where the approver's own signature lies"),
    ],
    texts: [.optional("comment", "what the approver said")],
    requiresOneOf: [["version", "commit"]]
  )

  static let flag = KindDefinition(
    .flag,
    "A change of a feature flag.",
    environment: .optional,
    fields: [
      .required("flag", .word, "the flag's name"),
      .required("type", .oneOf(["release", "experiment", "kill-switch", "configuration"]), "what it is for"),
      .required("from", .word, "its value before"),
      .required("to", .word, "its value after"),
      .optional("changed_by", .person, "who changed it"),
      .optional("role", .word, "the role in which it was changed"),
    ],
    texts: [.optional("reason", "why")]
  )

  static let window = KindDefinition(
    .window,
    "A stretch of the release calendar.",
    service: .optional,
    environment: .optional,
    fields: [
      .required(
        "type",
        .oneOf(["freeze", "blackout", "maintenance", "deployment", "testing"]),
        "what it means: no changes, no deployments, or the time meant for something"
      ),
      .required("from", .time, "its first instant", mayLieAhead: true),
      .required("until", .time, "the first instant after it", mayLieAhead: true),
      .optional("name", .word, "what it is called"),
      .optional("announced_at", .time, "when people were told"),
    ],
    texts: [.optional("reason", "why")],
    orderedTimes: [["from", "until"]]
  )

  static let waiver = KindDefinition(
    .waiver,
    "Leave not to meet a control, given by another person, with a scope and an end.",
    environment: .optional,
    fields: [
      .required("control", .word, "the control's id"),
      .required("requested_by", .person, "who asked for it"),
      .required("approved_by", .person, "who granted it: another person"),
      .required("expires_at", .time, "until when it counts", mayLieAhead: true),
    ],
    texts: [.required("reason", "why the control cannot be met")],
    mustDiffer: [["requested_by", "approved_by"]]
  )

  static let policy = KindDefinition(
    .policy,
    "The adoption of a policy document: which one is in force from when.",
    service: .optional,
    version: .absent,
    fields: [
      .required("policy", .word, "the policy's name"),
      .required("digest", .digest, "the digest of the document's bytes"),
      .required("effective_from", .time, "from when it is in force", mayLieAhead: true),
      .optional("policy_version", .word, "the document's own version"),
      .optional("adopted_by", .person, "who put it in force"),
      .optional("approved_by", .person, "who agreed"),
      .optional("loosened_controls", .list(.word), "controls that it loosens against what it extends"),
    ],
    texts: [.optional("reason", "why")]
  )

  static let decision = KindDefinition(
    .decision,
    "What was answered to the question whether a release may be deployed.",
    version: .required,
    environment: .required,
    fields: [
      .required("outcome", .oneOf(["allowed", "refused"]), "the answer"),
      .required("policy", .word, "the policy's name"),
      .required("policy_digest", .digest, "the digest of the policy document"),
      .required("log_size", .count, "how many records of the log it rests on"),
      .required("evaluated_at", .time, "the instant for which it was evaluated"),
      .required("findings_digest", .digest, "the digest of the findings as canonical JSON"),
      .optional("unmet", .list(.word), "ids of the controls that were not met"),
    ]
  )
}
