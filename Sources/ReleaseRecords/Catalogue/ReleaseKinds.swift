extension KindDefinition {
  static let release = KindDefinition(
    .release,
    "A release as planned or cut: what it is called and which commit it is.",
    version: .required,
    fields: [
      .required("type", .word, "the organisation's release type: `patch`, `minor`, `major`, `hotfix`, …"),
      .required("commit", .commit, "the commit that is released"),
      .optional("previous_version", .version, "the release before this one"),
      .optional("branch", .word, "the branch it was cut from"),
      .optional("tag", .word, "its tag in version control"),
      .optional("channel", .word, "the channel it is meant for"),
      .optional("labels", .list(.word), "what is special about it: `security-sensitive`, `regulated`, `breaking`, …"),
      .optional("rollback_version", .version, "the version to go back to when this one fails"),
      .optional("planned_at", .time, "when it is planned to reach production", mayLieAhead: true),
      .optional("identified_at", .time, "when the problem that it fixes was identified"),
      .optional("completed_at", .time, "when development of its content was completed"),
      .optional("manager", .person, "the release manager"),
      .optional("changelog", .uri, "where its changelog stands"),
      .optional("migration_guide", .uri, "where its migration guide stands"),
      .optional("published_uri", .uri, "where it is published"),
      .optional("pipeline_log", .uri, "where the log of its pipeline stands"),
      .optional(
        "depends_on",
        .list(
          .object([
            .required("service", .word, "the service it needs"),
            .required("version", .version, "the release of it"),
          ])
        ),
        "releases of other services that have to be deployed before it"
      ),
    ],
    texts: [
      .optional("title", "the release's name in words"),
      .optional("notes", "the release notes as written"),
      .optional("highlights", "the most important changes and their value"),
      .optional("features", "new features"),
      .optional("improvements", "improvements"),
      .optional("fixes", "what was fixed"),
      .optional("breaking_changes", "what breaks, for whom, and how to adapt"),
      .optional("migration_steps", "the steps to migrate"),
      .optional("known_issues", "known issues and their workarounds"),
      .optional("deprecations", "what will be removed, and when"),
      .optional("dependencies", "what it requires and what it is compatible with"),
      .optional("security_updates", "vulnerabilities that it closes"),
      .optional("performance", "performance improvements"),
      .optional("technical", "technical notes"),
      .optional("documentation", "links to its documentation"),
      .optional("rollout_schedule", "who gets it when"),
      .optional("support", "where to report problems and ask questions"),
      .optional("contributors", "who contributed"),
      .optional("upgrade_instructions", "how to upgrade"),
      .optional("summary", "what a hotfix addresses"),
      .optional("recommendation", "when users should upgrade"),
      .optional("verification", "how to check that it works after upgrading"),
      .optional("rollback_plan", "how to go back"),
      .optional("rollback_notes", "whether going back is safe, and what to mind"),
    ]
  )

  static let change = KindDefinition(
    .change,
    "A commit that a release contains.",
    fields: [
      .required("commit", .commit, "the commit"),
      .optional("authored_at", .time, "when it was authored"),
      .optional("committed_at", .time, "when it was committed"),
      .optional("merged_at", .time, "when it was merged"),
      .optional("author", .person, "who wrote it"),
      .optional("co_authors", .list(.person), "who wrote it with the author"),
      .optional("reviewers", .list(.person), "who reviewed and approved it"),
      .optional("pull_request", .word, "the pull or merge request it came by"),
      .optional("branch", .word, "the branch it was merged into"),
      .optional("category", .word, "what it is for the reader: `feature`, `fix`, `improvement`, `breaking`, …"),
      .optional("labels", .list(.word), "what is special about it: `security-sensitive`, `user-facing`, …"),
    ],
    texts: [.optional("subject", "the first line of its message")]
  )

  static let artifact = KindDefinition(
    .artifact,
    "Something built from the release that can be deployed.",
    version: .required,
    fields: [
      .required("name", .word, "its name"),
      .required("type", .word, "`container-image`, `package`, `binary`, `archive`, `function`, …"),
      .required("digest", .digest, "the digest of its content"),
      .optional("uri", .uri, "where it lies, such as `docker://registry/app:1.2.3`"),
      .optional("image_tag", .word, "its image name and tag"),
      .optional("commit", .commit, "the commit that it was built from"),
      .optional("size_bytes", .count, "its size in bytes"),
      .optional("verified", .boolean, "whether its digest was checked after it was stored"),
      .optional("signature", .uri, "where its signature lies"),
      .optional("sbom", .uri, "where its software bill of materials lies"),
    ]
  )

  static let status = KindDefinition(
    .status,
    "Where a release stands as a whole.",
    version: .required,
    fields: [
      .required(
        "status",
        .oneOf(["planning", "ready", "deploying", "deployed", "stable", "complete", "withdrawn"]),
        "the release's status from now on"
      ),
      .optional("set_by", .person, "who set it"),
    ],
    texts: [.optional("note", "why")]
  )
}
