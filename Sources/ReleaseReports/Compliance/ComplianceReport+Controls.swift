internal import ReleasePolicy
internal import ReleaseRecords
internal import Reporting

extension ComplianceReport {
  /// How often each control was kept.
  var controlSection: Report.Section {
    var order: [String] = []
    var groups: [String: [ReleasePolicy.Finding]] = [:]
    for finding in findings {
      if groups[finding.control] == nil { order.append(finding.control) }
      groups[finding.control, default: []].append(finding)
    }
    var rows = order.map { control in
      let group = groups[control] ?? []
      return row(.text(control), .word(group.first?.title), group, emphasis: .none)
    }
    if !rows.isEmpty { rows.append(row(.text("all controls"), .text(""), findings, emphasis: .total)) }
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
    _ findings: [ReleasePolicy.Finding],
    emphasis: Report.Emphasis
  ) -> Report.Row {
    let counts = Dictionary(grouping: findings, by: \.verdict).mapValues(\.count)
    let verdicts: [ReleasePolicy.Verdict] = [.notMet, .pending, .waived, .met, .notApplicable]
    let hasExceptions = (counts[.notMet] ?? 0) > 0
    return Report.Row(
      [control, title] + verdicts.map { .count(counts[$0] ?? 0) } + [.count(findings.count)],
      emphasis: emphasis == .none && hasExceptions ? .exception : emphasis
    )
  }

  /// The controls that judge a period and not a release.
  var periodSections: [Report.Section] {
    guard !periodFindings.isEmpty else { return [] }
    let list = Report.FindingList(id: "period", periodFindings.map { Report.Finding($0, naming: basis.people) })
    return [Report.Section(id: "period", title: "Objectives over the period", blocks: [.findings(list)])]
  }

  /// Which policies were in force for how many of the population.
  var policySection: Report.Section {
    var order: [PolicyReference] = []
    var counts: [PolicyReference: Int] = [:]
    for policy in members.compactMap(\.policy) {
      if counts[policy] == nil { order.append(policy) }
      counts[policy, default: 0] += 1
    }
    let rows = order.map { policy in
      Report.Row([
        .text(policy.title), .text(policy.digest), .time(policy.effectiveFrom, otherwise: "not on record"),
        policy.adoption.map { .records([$0]) } ?? .absent("not adopted on record"), .count(counts[policy]),
      ])
    }
    let without = members.count { $0.policy == nil }
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
        ), Report.Row([.text("population"), .text(""), .text(""), .text(""), .count(members.count)], emphasis: .total),
      ],
      emptyText: "No policy was in force."
    )
    return Report.Section(id: "policies", title: "Policies in force", blocks: [.table(table)])
  }
}
