internal import ReleaseRecords
internal import Reporting

extension Dossier {
  /// The release as last stated: each thing that a release record may say, or that it does not say it.
  var releaseSection: Report.Section {
    let release = records.release
    let titles: [(field: String, title: String)] = [
      ("type", "Type"), ("commit", "Commit"), ("previous_version", "Release before it"), ("branch", "Branch"),
      ("tag", "Tag"), ("channel", "Channel"), ("labels", "Labels"), ("rollback_version", "Version to go back to"),
      ("planned_at", "Planned for"), ("identified_at", "Problem identified"), ("completed_at", "Development completed"),
      ("manager", "Release manager"), ("changelog", "Changelog"), ("migration_guide", "Migration guide"),
      ("published_uri", "Published at"), ("pipeline_log", "Pipeline log"), ("depends_on", "Depends on"),
    ]
    var definitions = titles.map { Report.Definition($0.field, $0.title, cells($0.field, of: release)) }
    definitions.append(Report.Definition("status", "Status", cells("status", of: records.status)))
    definitions.append(Report.Definition("records", "Records", .records(of: records[.release] + records[.status])))
    return Report.Section(id: "release", title: "The release", blocks: [.definitions(definitions)])
  }

  /// How each control stands, exceptions first.
  var verdictSection: Report.Section {
    guard let policy else {
      return Report.Section(
        id: "verdicts",
        title: "Verdict on each control",
        blocks: [.paragraph("No policy was in force for this release, so no control was judged.")]
      )
    }
    return Report.Section(
      id: "verdicts",
      title: "Verdict on each control",
      blocks: [
        .definitions(policy.definitions),
        .findings(Report.FindingList(findings.map { Report.Finding($0, naming: basis.people) })),
      ]
    )
  }

  /// Every text that people wrote about the release itself.
  var wordsSection: Report.Section {
    let rows = records.all.filter { $0.kind == .release || $0.kind == .status }.flatMap { entry in
      Catalogue[entry.kind].texts.compactMap { text -> Report.Row? in
        let cell = cells.words(text.name, of: entry)
        guard cell != FieldCells.notRecorded else { return nil }
        return Report.Row([.text(text.summary), cell, .records([entry.sequence])])
      }
    }
    return section(
      "words",
      "In the words of those who released it",
      [
        Report.Column("subject", "Subject"), Report.Column("words", "Words"),
        Report.Column("record", "Record", .records),
      ],
      rows,
      empty: "Nobody wrote anything about the release itself."
    )
  }

  var contentSection: Report.Section {
    let rows = records[.change].map { change in
      Report.Row([
        FieldCells.short(change["commit"]), cells.words("subject", of: change), cells("category", of: change),
        cells("author", of: change), cells("co_authors", of: change), cells("reviewers", of: change),
        cells("pull_request", of: change), cells("merged_at", of: change), .records([change.sequence]),
      ])
    }
    return section(
      "changes",
      "Contents",
      [
        Report.Column("commit", "Commit"), Report.Column("subject", "Subject"), Report.Column("category", "Category"),
        Report.Column("author", "Author"), Report.Column("co_authors", "Co-authors"),
        Report.Column("reviewers", "Reviewers"), Report.Column("pull_request", "Pull request"),
        Report.Column("merged_at", "Merged", .time), Report.Column("record", "Record", .records),
      ],
      rows,
      empty: "No change is recorded: what the release contains is not known."
    )
  }

  var artifactSection: Report.Section {
    let rows = records[.artifact].map { artifact in
      Report.Row([
        cells("name", of: artifact), cells("type", of: artifact), cells("digest", of: artifact),
        cells("image_tag", of: artifact), cells("uri", of: artifact), FieldCells.short(artifact["commit"]),
        cells("verified", of: artifact), cells("signature", of: artifact), cells("sbom", of: artifact),
        .records([artifact.sequence]),
      ])
    }
    return section(
      "artifacts",
      "Artifacts",
      [
        Report.Column("name", "Name"), Report.Column("type", "Type"), Report.Column("digest", "Digest"),
        Report.Column("image_tag", "Image tag"), Report.Column("uri", "Where it lies", .link),
        Report.Column("commit", "Built from"), Report.Column("verified", "Digest verified"),
        Report.Column("signature", "Signature", .link), Report.Column("sbom", "Bill of materials", .link),
        Report.Column("record", "Record", .records),
      ],
      rows,
      empty: "No artifact is recorded."
    )
  }
}
