internal import ReleaseRecords
package import Reporting

/// An organisation's release checklist, filled from the records of a release.
///
///     let checklist = ReleaseChecklist(of: records, by: template, basis: basis)
///     checklist.document                              // Markdown in the shape of the template
///     HTMLRenderer().render(checklist.report)
///
/// An item is done where the records say so, and open with what is missing where they do not: nobody ticks it by hand.
package struct ReleaseChecklist: Sendable {
  let records: RecordsOfRelease
  let template: ChecklistTemplate
  let basis: ReportBasis

  package init(of records: RecordsOfRelease, by template: ChecklistTemplate, basis: ReportBasis) {
    self.records = records
    self.template = template
    self.basis = basis
  }

  private var facts: ReleaseFacts { ReleaseFacts(records: records, environment: template.environment) }

  /// The instant that expiries of approvals are held against: the start of the deployment, once there is one.
  private var instant: Timestamp {
    records.deployments.last { $0.environment == template.environment }?.start ?? basis.at
  }

  private func state(of item: ChecklistTemplate.Item) -> ChecklistItemState {
    records.state(of: item, at: instant, people: basis.people)
  }

  private var manager: String? { records.release?["manager"].map(basis.people.name) }

  private var issues: [(text: String, entries: [LedgerRecord])] {
    records[.incident].grouped { $0["incident"] }.map { id, steps in
      ("\(id) (\(steps.last("severity") ?? "")): \(steps.last("status") ?? "")", steps)
    }
  }

  /// The words that go with the status last stated.
  private var notes: String? { records.status?.record.text["note"] }

  package var report: Report {
    let states = template.sections.map { section in section.items.map { ($0, state(of: $0)) } }
    let sections = zip(template.sections, states).map { section, items in
      Report.Section(
        id: section.id,
        title: section.title,
        blocks: [.table(table(of: items, id: section.id))]
      )
    }
    let all = states.flatMap(\.self)
    let done = all.count { $0.1.mark == .done || $0.1.mark == .notApplicable }
    return Report(
      kind: "checklist",
      title: facts.filled(template.title),
      subtitle: "\(done) of \(counted(all.count, "item")) done or not applicable",
      parameters: [
        Report.Definition("service", "Service", .text(records.service)),
        Report.Definition("version", "Version", .text(records.version.text)),
        Report.Definition("template", "Template", .text(template.name)),
        Report.Definition("at", "As things stood at", .time(basis.at)),
      ],
      sections: [opening] + sections + [closing],
      provenance: basis.provenance(
        selection: "records-of-release",
        records.all,
        totals: [
          Report.Definition("items", "Items", .count(all.count)),
          Report.Definition("items_done", "Items done or not applicable", .count(done)),
        ]
      )
    )
  }

  private func table(of items: [(ChecklistTemplate.Item, ChecklistItemState)], id: String) -> Report.Table {
    Report.Table(
      id: id,
      title: "",
      columns: [
        Report.Column("state", "State", .badge), Report.Column("item", "Item"), Report.Column("by", "By"),
        Report.Column("time", "When", .time), Report.Column("remark", "Remark"),
        Report.Column("records", "Records", .records),
      ],
      rows: items.map { item, state in
        Report.Row(
          [
            .badge(state.mark.badge), .text(item.title), .word(person(of: state.settling), otherwise: "–"),
            .time(state.settling?.effectiveAt, otherwise: "–"), .word(remark(on: state), otherwise: "–"),
            .records(of: state.entries),
          ],
          emphasis: state.mark == .failed || state.mark == .missing ? .exception : .none
        )
      }
    )
  }

  private var opening: Report.Section {
    Report.Section(
      id: "release",
      title: "The release",
      blocks: [
        .definitions([
          Report.Definition("release_date", "Release date", .text(facts.date)),
          Report.Definition("release_manager", "Release manager", .word(manager)),
          Report.Definition("release_type", "Release type", .word(records.type)),
        ])
      ]
    )
  }

  private var closing: Report.Section {
    Report.Section(
      id: "status",
      title: "Status",
      blocks: [
        .definitions([
          Report.Definition("status", "Status", .word(records.status?["status"])),
          Report.Definition(
            "issues",
            "Issues",
            issues.isEmpty ? .absent("none on record") : .text(issues.map(\.text).joined(separator: "\n"))
          ), Report.Definition("notes", "Notes", .word(notes)),
          Report.Definition(
            "records",
            "Records",
            .records(of: [records.status].compactMap(\.self) + issues.flatMap(\.entries))
          ),
        ])
      ]
    )
  }

  private func person(of entry: LedgerRecord?) -> String? {
    guard let entry else { return nil }
    let id = entry["approver"] ?? entry["performed_by"] ?? entry["deployer"] ?? entry["sent_by"]
    return id.map(basis.people.name)
  }

  private func remark(on state: ChecklistItemState) -> String? {
    state.remark ?? state.settling?.record.text["note"]
  }

  /// The checklist in Markdown, in the shape of the organisation's template.
  package var document: String {
    var lines = ["# \(Markdown.inline(facts.filled(template.title)))", ""]
    lines += [
      "**Release Date**: \(Markdown.inline(facts.date))",
      "**Release Manager**: \(Markdown.inline(manager ?? "not recorded"))",
      "**Release Type**: \(Markdown.inline(records.type ?? "not recorded"))",
    ]
    for section in template.sections {
      lines += ["", "## \(Markdown.inline(section.title))"]
      lines += section.items.map { line(of: $0, state(of: $0)) }
    }
    let status = records.status?["status"] ?? "not recorded"
    let issues = issues.map(\.text).joined(separator: ", ")
    lines += [
      "", "**Status**: \(Markdown.inline(status))",
      "**Issues**: \(issues.isEmpty ? "None on record" : Markdown.inline(issues))",
      "**Notes**: \(Markdown.inline(notes ?? "not recorded"))",
    ]
    return lines.joined(separator: "\n") + "\n"
  }

  private func line(of item: ChecklistTemplate.Item, _ state: ChecklistItemState) -> String {
    let isDone = state.mark == .done || state.mark == .notApplicable
    var text = "- [\(isDone ? "x" : " ")] \(Markdown.inline(item.title))"
    if item.isSigned, let entry = state.settling, state.mark == .done {
      text += ": \(Markdown.inline(person(of: entry) ?? "")) \(entry.effectiveAt.date)"
    }
    switch state.mark {
    case .done: break
    case .notApplicable: text += " — not applicable"
    case .failed: text += " — failed" + (remark(on: state).map { " (\(Markdown.inline($0)))" } ?? "")
    case .missing: text += " — \(Markdown.inline(remark(on: state) ?? "not recorded"))"
    }
    return text
  }
}
