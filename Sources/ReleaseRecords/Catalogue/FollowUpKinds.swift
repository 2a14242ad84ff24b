extension KindDefinition {
  static let postmortem = KindDefinition(
    .postmortem,
    "The post-mortem of an incident or of a release that failed.",
    fields: followUpFields + [.optional("root_cause_known", .boolean, "whether the root cause was found")],
    texts: [.optional("root_cause", "why it happened"), .optional("fix_plan", "what will be done")],
    requiresOneOf: [["incident", "version"]]
  )

  static let retrospective = KindDefinition(
    .retrospective,
    "The retrospective of a release, or of an incident.",
    fields: followUpFields,
    texts: [.optional("learnings", "what was learned"), .optional("fix_plan", "what will be done")],
    requiresOneOf: [["incident", "version"]]
  )

  static let communication = KindDefinition(
    .communication,
    "Something that an audience was told.",
    environment: .optional,
    fields: [
      .required("audience", .word, "who was told: `engineering`, `support`, `users`, `executives`, …"),
      .required("channel", .word, "by which way: `slack:#releases`, `email`, `status-page`, …"),
      .required("about", .word, "what it was about: `release-notes`, `deployment-start`, `incident-update`, …"),
      .optional("phase", .oneOf(["before", "during", "after", "issue"]), "when in the release's life"),
      .optional("incident", .word, "the incident that it is about"),
      .optional("sent_at", .time, "when it was sent"),
      .optional("sent_by", .person, "who sent it"),
      .optional("uri", .uri, "where it can be read"),
    ],
    texts: [.optional("message", "what was said")]
  )

  private static let followUpFields: [FieldDefinition] = [
    .optional("incident", .word, "the incident that it is about"),
    .optional("status", .oneOf(["scheduled", "drafted", "held", "published"]), "how far it is"),
    .optional("scheduled_for", .time, "for when it is planned", mayLieAhead: true),
    .optional("held_at", .time, "when it was held"),
    .optional("document", .uri, "where it is written down"),
    .optional(
      "action_items",
      .list(
        .object([
          .required("item", .word, "the action's reference or name"),
          .optional("owner", .person, "who does it"),
          .optional("due", .date, "by when"),
        ])
      ),
      "what follows from it"
    ),
  ]
}
