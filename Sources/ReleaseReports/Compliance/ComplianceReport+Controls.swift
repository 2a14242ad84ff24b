internal import ReleasePolicy
internal import ReleaseRecords
internal import Reporting

extension ComplianceReport {
  /// How often each control was kept.
  var controlSection: Report.Section {
    let controls = tally.controls.sorted { $0.value.first < $1.value.first }
    var rows = controls.map { row(.text($0.key), .text($0.value.title), $0.value.verdicts, emphasis: .none) }
    let all = tally.findings.mapValues(\.count)
    if !rows.isEmpty { rows.append(row(.text("all controls"), .text(""), all, emphasis: .total)) }
    let table = Report.Table(
      id: "controls",
      title: "",
      columns: [
        Report.Column("control", "Control"), Report.Column("title", "Title"),
        Report.Column("not_met", "Not met", .number(.count)), Report.Column("pending", "Pending", .number(.count)),
        Report.Column("waived", "Waived", .number(.count)), Report.Column("met", "Met", .number(.count)),
        Report.Column("not_applicable", "Not applicable", .number(.count)),
        Report.Column("findings", "Findings", .number(.count)),
      ],
      rows: rows,
      emptyText: "No control was judged."
    )
    return Report.Section(id: "controls", title: "By control", blocks: [.table(table)])
  }

  private func row(
    _ control: Report.Cell,
    _ title: Report.Cell,
    _ counts: [ReleasePolicy.Verdict: Int],
    emphasis: Report.Emphasis
  ) -> Report.Row {
    let verdicts: [ReleasePolicy.Verdict] = [.notMet, .pending, .waived, .met, .notApplicable]
    let hasExceptions = (counts[.notMet] ?? 0) > 0
    return Report.Row(
      [control, title] + verdicts.map { .count(counts[$0] ?? 0) } + [.count(counts.values.reduce(0, +))],
      emphasis: emphasis == .none && hasExceptions ? .exception : emphasis
    )
  }

  /// The controls that judge a period and not a release.
  var periodSections: [Report.Section] {
    guard !tally.periodFindings.isEmpty else { return [] }
    let findings = tally.periodFindings.sorted(by: PlacedFinding.precedes)
    let list = Report.FindingList(
      id: "period",
      findings.map { Report.Finding($0.finding, naming: basis.people) },
      limit: listLimit
    )
    return [Report.Section(id: "period", title: "Objectives over the period", blocks: [.findings(list)])]
  }

  /// Which policies were in force for how many of the population.
  var policySection: Report.Section {
    let policies = tally.policies.sorted { $0.value.first < $1.value.first }
    let rows = policies.map { policy, count in
      Report.Row([
        .text(policy.title), .text(policy.digest), .time(policy.effectiveFrom, otherwise: "not on record"),
        policy.adoption.map { .records([$0]) } ?? .absent("not adopted on record"), .count(count.members),
      ])
    }
    let without = tally.members - policies.reduce(0) { $0 + $1.value.members }
    let table = Report.Table(
      id: "policies",
      title: "",
      columns: [
        Report.Column("policy", "Policy"), Report.Column("digest", "Digest of the document"),
        Report.Column("effective_from", "In force from", .time), Report.Column("adoption", "By record", .records),
        Report.Column("members", "Judged by it", .number(.count)),
      ],
      rows: rows + [
        Report.Row(
          [.text("no policy in force"), .text(""), .text(""), .text(""), .count(without)],
          emphasis: without > 0 ? .exception : .none
        ), Report.Row([.text("population"), .text(""), .text(""), .text(""), .count(tally.members)], emphasis: .total),
      ],
      emptyText: "No policy was in force."
    )
    return Report.Section(id: "policies", title: "Policies in force", blocks: [.table(table)])
  }
}
