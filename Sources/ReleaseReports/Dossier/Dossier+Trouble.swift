internal import ReleaseRecords
internal import Reporting

extension Dossier {
  var incidentSection: Report.Section {
    let incidents = records[.incident].grouped { $0["incident"] }
    let facts = Report.Table(
      id: "incidents",
      title: "",
      columns: [
        Report.Column("incident", "Incident"), Report.Column("severity", "Severity"),
        Report.Column("status", "Status", .badge), Report.Column("category", "Category"),
        Report.Column("commander", "Commander"), Report.Column("opened_at", "Began", .time),
        Report.Column("resolved_at", "Resolved", .time), Report.Column("duration", "Lasted", .number(.seconds)),
        Report.Column("caused_by", "Caused by"), Report.Column("fixed_by", "Fixed by"),
        Report.Column("records", "Records", .records),
      ],
      rows: incidents.map { row(of: $0.key, $0.entries) },
      emptyText: "No incident is recorded for this release."
    )
    guard !incidents.isEmpty else {
      return Report.Section(id: "incidents", title: "Incidents", blocks: [.table(facts)])
    }
    let words = Report.Table(
      id: "incident-words",
      title: "What they were",
      columns: [
        Report.Column("incident", "Incident"), Report.Column("title", "Title"), Report.Column("impact", "Impact"),
        Report.Column("root_cause", "Root cause"),
      ],
      rows: incidents.map { id, steps in
        Report.Row([.text(id)] + ["title", "impact", "root_cause"].map { lastWords($0, of: steps) })
      }
    )
    return Report.Section(
      id: "incidents",
      title: "Incidents",
      blocks: [.table(facts.withoutEmptyColumns), .table(words.withoutEmptyColumns)]
    )
  }

  private func row(of id: String, _ steps: [LedgerRecord]) -> Report.Row {
    let opened = steps.first?.time("started_at") ?? steps.first?.effectiveAt
    let resolved = steps.first { $0["status"] == "resolved" }?.effectiveAt
    let status = steps.last("status") ?? ""
    return Report.Row(
      [
        .text(id), cells("severity", of: steps), .badge(Report.Badge(status, tone(ofStatus: status))),
        cells("category", of: steps), cells("commander", of: steps), .time(opened, otherwise: "not known"),
        .time(resolved, otherwise: "not resolved"), .span(opened, resolved), cells("caused_by", of: steps),
        cells("fixed_by", of: steps), .records(of: steps),
      ],
      emphasis: resolved == nil ? .exception : .none
    )
  }

  /// Free words as last written.
  private func lastWords(_ name: String, of entries: [LedgerRecord]) -> Report.Cell {
    entries.reversed().lazy.map { cells.words(name, of: $0) }.first { $0 != FieldCells.notRecorded }
      ?? FieldCells.notRecorded
  }

  var rollbackSection: Report.Section {
    let rollbacks = RollbackRun.all(in: records[.rollback])
    let facts = Report.Table(
      id: "rollbacks",
      title: "",
      columns: [
        Report.Column("rollback", "Rollback"), Report.Column("environment", "Environment"),
        Report.Column("status", "Status", .badge), Report.Column("trigger", "Trigger"),
        Report.Column("method", "Method"), Report.Column("procedure", "Procedure", .link),
        Report.Column("decided_by", "Decided by"), Report.Column("decider_role", "In the role of"),
        Report.Column("reason", "Reason"), Report.Column("records", "Records", .records),
      ],
      rows: rollbacks.map { rollback in
        let entries = rollback.entries
        return Report.Row(
          [
            .text(rollback.id), .word(rollback.environment),
            .badge(Report.Badge(rollback.status, tone(ofStatus: rollback.status))), cells("trigger", of: entries),
            cells("method", of: entries), cells("procedure", of: entries), cells("decided_by", of: entries),
            cells("decider_role", of: entries), lastWords("reason", of: entries), .records(of: entries),
          ],
          emphasis: .exception
        )
      },
      emptyText: "No rollback of this release is recorded."
    )
    guard !rollbacks.isEmpty else {
      return Report.Section(id: "rollbacks", title: "Rollbacks", blocks: [.table(facts)])
    }
    let times = Report.Table(
      id: "rollback-times",
      title: "From detection to verification",
      columns: [
        Report.Column("rollback", "Rollback"), Report.Column("versions", "Versions"),
        Report.Column("detected_at", "Detected", .time), Report.Column("decided_at", "Decided", .time),
        Report.Column("executed_at", "Executed", .time), Report.Column("verified_at", "Verified", .time),
        Report.Column("duration", "In all", .number(.seconds)),
      ],
      rows: rollbacks.map { rollback in
        let entries = rollback.entries
        let versions = "\(entries.last("from") ?? "") → \(entries.last("to") ?? "")"
        let steps = ["detected_at", "decided_at", "executed_at", "verified_at"]
        return Report.Row(
          [.text(rollback.id), .text(versions)] + steps.map { cells($0, of: entries) }
            + [.span(time("detected_at", entries), time("verified_at", entries))]
        )
      }
    )
    return Report.Section(
      id: "rollbacks",
      title: "Rollbacks",
      blocks: [.table(facts.withoutEmptyColumns), .table(times.withoutEmptyColumns)]
    )
  }

  private func time(_ field: String, _ entries: [LedgerRecord]) -> Timestamp? {
    entries.last(field).flatMap { Timestamp($0) }
  }
}
