internal import ReleaseRecords
internal import Reporting

extension Dossier {
  /// What a reader would look for and the log does not hold, and what needs attention.
  var missingSection: Report.Section {
    let rows = (missing + attention).map { subject, words, entries in
      Report.Row([.text(subject), .text(words), .records(of: entries)], emphasis: .exception)
    }
    return section(
      "missing",
      "Missing and noteworthy",
      [
        Report.Column("subject", "Subject"), Report.Column("statement", "What is missing or needs attention"),
        Report.Column("records", "Records", .records),
      ],
      rows,
      empty: "Nothing is missing of what a dossier shows, and no record is late."
    )
  }

  private typealias Statement = (subject: String, words: String, entries: [LedgerRecord])

  private var missing: [Statement] {
    var statements: [Statement] = []
    if records.release == nil {
      statements.append(("release", "There is no release record: type, commit and contents are not stated.", []))
    }
    let kinds: [(RecordKind, String)] = [
      (.change, "No change is recorded: what the release contains is not known."),
      (.artifact, "No artifact is recorded: what was deployed cannot be compared with what was built."),
      (.gate, "No gate has a result."), (.approval, "Nobody's approval is recorded."),
      (.deployment, "No deployment is recorded."), (.communication, "Nobody is recorded to have been told."),
      (.status, "The release's status was never stated."),
    ]
    for (kind, words) in kinds where records[kind].isEmpty { statements.append((kind.rawValue, words, [])) }
    if policy == nil { statements.append(("policy", "No policy was in force: nothing was judged.", [])) }
    for incident in records[.incident].grouped(by: { $0["incident"] }) {
      let isMajor = incident.entries.contains { ["SEV1", "SEV2"].contains($0["severity"]) }
      if isMajor, !records[.postmortem].contains(where: { $0["incident"] == incident.key }) {
        statements.append(("post-mortem", "\(incident.key) has no post-mortem on record.", incident.entries))
      }
    }
    return statements
  }

  private var attention: [Statement] {
    var statements: [Statement] = []
    for run in records.deployments {
      if let commit = records.commit, let deployed = run.entries.last("commit"), deployed != commit {
        let words = "\(run.id) deployed \(deployed.prefix(10)), and the release is \(commit.prefix(10))."
        statements.append(("commit", words, run.entries))
      }
      if run.end == nil {
        statements.append(("deployment", "\(run.id) to \(run.environment) has begun and not ended.", run.entries))
      }
    }
    let late = records.all.filter { basis.lateness(of: $0) != nil }
    if !late.isEmpty {
      let hours = Int(basis.lateAfter.seconds / 3600)
      let words = "\(counted(late.count, "record")) came more than \(counted(hours, "hour")) after what they tell of."
      statements.append(("late records", words, late))
    }
    let erased = records.all.filter { !$0.undisclosedText.isEmpty }
    if !erased.isEmpty {
      statements.append(("erased words", "Words were erased; their digests still stand in the log.", erased))
    }
    return statements
  }
}
