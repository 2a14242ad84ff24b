extension KindDefinition {
  static let deployment = KindDefinition(
    .deployment,
    "A step in the life of one deployment of a release to an environment.",
    version: .required,
    environment: .required,
    fields: [
      .required("deployment", .word, "the deployment's id, the same in each of its records"),
      .required("status", .oneOf(["started", "succeeded", "failed", "cancelled"]), "how it stands"),
      .optional("commit", .commit, "the commit that was deployed"),
      .optional(
        "strategy",
        .oneOf(["blue-green", "rolling", "canary", "feature-flags", "maintenance-window", "recreate"]),
        "how it reaches its users"
      ),
      .optional("deployer", .person, "who deployed, or started the pipeline that did"),
      .optional("automatic", .boolean, "whether a pipeline started it by itself"),
      .optional("channel", .word, "the channel it serves"),
      .optional("branch", .word, "the branch it was deployed from"),
      .optional("image_tag", .word, "the image name and tag that was deployed"),
      .optional("manifest", .uri, "where its manifest lies"),
      .optional("incident", .word, "the incident that made it necessary"),
      .optional("pipeline_log", .uri, "where the log of its pipeline stands"),
    ],
    texts: [.optional("note", "remarks")]
  )

  static let rollout = KindDefinition(
    .rollout,
    "One step of a gradual rollout: the share of traffic from now on.",
    environment: .required,
    fields: [
      .required("deployment", .word, "the deployment's id"),
      .required("traffic_percent", .number(0...100), "the share of traffic that the new version gets, in percent"),
    ],
    texts: [.optional("note", "remarks")]
  )

  static let observation = KindDefinition(
    .observation,
    "A number observed in operation, over a window of time.",
    environment: .optional,
    fields: [
      .required("metric", .word, "what was observed: `error_rate`, `response_time_p95`, …"),
      .required("value", .anyNumber, "the number"),
      .required("unit", .word, "its unit: `%`, `ms`, `s`, `1`"),
      .optional("from", .time, "the start of the window that it covers"),
      .optional("until", .time, "the end of the window that it covers"),
      .optional("baseline", .anyNumber, "what is normal, in the same unit"),
      .optional("deployment", .word, "the deployment that it is about"),
    ],
    orderedTimes: [["from", "until"]]
  )

  static let rollback = KindDefinition(
    .rollback,
    "A step in going back from one version to another.",
    environment: .required,
    fields: [
      .required("from", .version, "the version that is left"),
      .required("to", .version, "the version that is restored"),
      .required("status", .oneOf(["started", "succeeded", "failed"]), "how it stands"),
      .optional("rollback", .word, "the rollback's id, the same in each of its records"),
      .optional("deployment", .word, "the deployment that is undone"),
      .optional("restoring_deployment", .word, "the deployment that carries it out"),
      .optional("incident", .word, "the incident that made it necessary"),
      .optional("automatic", .boolean, "whether a system decided it"),
      .optional("trigger", .word, "what obliged it: `error-rate`, `data-integrity`, …"),
      .optional("method", .word, "how: `traffic-switch`, `redeploy`, `restore-backup`, …"),
      .optional("procedure", .uri, "where the procedure that was followed stands"),
      .optional("decided_by", .person, "who decided it"),
      .optional("decider_role", .word, "the role in which it was decided"),
      .optional("detected_at", .time, "when the problem was detected"),
      .optional("decided_at", .time, "when it was decided"),
      .optional("executed_at", .time, "when it was carried out"),
      .optional("verified_at", .time, "when the restored version was found to work"),
    ],
    texts: [.optional("reason", "why"), .optional("steps", "what was done, step by step")],
    orderedTimes: [["detected_at", "decided_at", "executed_at", "verified_at"]],
    mustDiffer: [["from", "to"]]
  )

  static let incident = KindDefinition(
    .incident,
    "A step in the life of one incident.",
    environment: .optional,
    fields: [
      .required("incident", .word, "the incident's id, the same in each of its records"),
      .required("severity", .oneOf(["SEV1", "SEV2", "SEV3", "SEV4"]), "its severity, SEV1 the gravest"),
      .required("status", .oneOf(["open", "acknowledged", "updated", "mitigated", "resolved"]), "how it stands"),
      .optional("category", .word, "what kind of trouble: `data-integrity`, `security`, `availability`, …"),
      .optional("commander", .person, "the incident commander"),
      .optional("caused_by", .word, "the deployment that caused it"),
      .optional("fixed_by", .word, "the deployment that fixed it"),
      .optional("started_at", .time, "when the impact began"),
      .optional("detected_at", .time, "when it was detected"),
      .optional("customer_impact_percent", .number(0...100), "the share of customers that felt it, in percent"),
    ],
    texts: [
      .optional("title", "what it is called"),
      .optional("impact", "what its users felt"),
      .optional("update", "what is known now"),
      .optional("root_cause", "why it happened"),
    ],
    orderedTimes: [["started_at", "detected_at"]]
  )
}
