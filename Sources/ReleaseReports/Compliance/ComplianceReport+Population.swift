internal import ReleasePolicy
internal import ReleaseRecords
internal import Reporting

extension ComplianceReport {
  /// The whole population by where each stands, and all findings by their verdict. Both add up.
  var summarySection: Report.Section {
    let counts = tally.standings
    let total = tally.members
    var standings = ComplianceStanding.allCases.map { standing in
      let count = counts[standing] ?? 0
      return Report.Row(
        [
          .badge(Report.Badge(standing.title, standing.tone)), .count(count),
          total == 0 ? .noData : .ratio(Double(count) / Double(total)),
        ],
        emphasis: standing.isException && count > 0 ? .exception : .none
      )
    }
    standings.append(
      Report.Row([.text("population"), .count(total), total == 0 ? .noData : .ratio(1)], emphasis: .total)
    )
    let verdicts = Dictionary(
      uniqueKeysWithValues: tally.findings.map { (Report.Verdict($0.key), $0.value.count) }
    )
    var rows = Report.Verdict.allCases.map { verdict in
      Report.Row(
        [.verdict(verdict), .count(verdicts[verdict] ?? 0)],
        emphasis: verdict == .notMet && (verdicts[verdict] ?? 0) > 0 ? .exception : .none
      )
    }
    rows.append(Report.Row([.text("findings"), .count(findingCount)], emphasis: .total))
    return Report.Section(
      id: "summary",
      title: "Summary",
      blocks: [
        .paragraph(
          "The population is every deployment that began in the period, and every release that was put on record in "
            + "it and not deployed in it. Each stands in exactly one line, the first that applies to it."
        ),
        .table(
          Report.Table(
            id: "standings",
            title: "Deployments and releases",
            columns: [
              Report.Column("standing", "Standing", .badge), Report.Column("members", "Number", .number(.count)),
              Report.Column("share", "Share", .number(.ratio)),
            ],
            rows: standings
          )
        ),
        .table(
          Report.Table(
            id: "verdicts",
            title: "Findings",
            columns: [
              Report.Column("verdict", "Verdict", .verdict), Report.Column("findings", "Number", .number(.count)),
            ],
            rows: rows
          )
        ),
      ]
    )
  }

  /// What was not judged at all, and every finding that is not plainly met.
  var exceptionSection: Report.Section {
    Report.Section(
      id: "exceptions",
      title: "Exceptions",
      blocks: [
        .table(
          table(
            of: tally.uncovered,
            id: "uncovered",
            title: "Without a release record or without a policy",
            empty: "Everything that was deployed has a release record and a policy to be judged by."
          )
        ),
        .findings(list(id: "exceptions", title: "Findings not met, pending or waived", [.notMet, .pending, .waived])),
      ]
    )
  }

  /// The findings that are left: so that every finding is somewhere.
  var restSection: Report.Section {
    Report.Section(
      id: "met",
      title: "Findings that are met or do not apply",
      blocks: [.findings(list(id: "met", [.met, .notApplicable]))]
    )
  }

  var populationSection: Report.Section {
    Report.Section(
      id: "population",
      title: "The whole population",
      blocks: [
        .table(table(of: tally.population, id: "population", title: "", empty: "Nothing was deployed or released."))
      ]
    )
  }

  private func table(of members: Shortlist<ListedMember>, id: String, title: String, empty: String) -> Report.Table {
    let rows = members.elements.map { member in
      let verdicts = member.verdicts
      let subject = member.subject
      return Report.Row(
        [
          .badge(Report.Badge(member.standing.title, member.standing.tone)), .text(subject.service),
          .word(subject.version?.text), .word(member.type, otherwise: "no release record"),
          .word(subject.environment, otherwise: member.isDeployment ? "not recorded" : "not deployed"),
          .word(subject.deployment, otherwise: member.isDeployment ? "not recorded" : "not deployed"),
          .time(member.time), .word(member.policy, otherwise: "none"), .count(verdicts[.notMet] ?? 0),
          .count(verdicts[.pending] ?? 0), .count(verdicts[.waived] ?? 0), .count(verdicts[.met] ?? 0),
          member.records.isEmpty ? .absent("no record") : .records(member.records),
        ],
        emphasis: member.standing.isException ? .exception : .none
      )
    }
    return Report.Table(
      id: id,
      title: title,
      columns: [
        Report.Column("standing", "Standing", .badge), Report.Column("service", "Service"),
        Report.Column("version", "Version"), Report.Column("type", "Type"),
        Report.Column("environment", "Environment"), Report.Column("deployment", "Deployment"),
        Report.Column("time", "When", .time), Report.Column("policy", "Policy"),
        Report.Column("not_met", "Not met", .number(.count)), Report.Column("pending", "Pending", .number(.count)),
        Report.Column("waived", "Waived", .number(.count)), Report.Column("met", "Met", .number(.count)),
        Report.Column("records", "Records", .records),
      ],
      rows: rows,
      emptyText: empty,
      omittedRows: members.count - rows.count
    )
  }
}
