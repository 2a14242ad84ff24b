internal import ReleaseRecords
internal import Reporting

extension Dossier {
  var incidentSection: Report.Section {
    let rows = records[.incident].grouped { $0["incident"] }.map { id, steps in
      let opened = steps.first?.time("started_at") ?? steps.first?.effectiveAt
      let resolved = steps.first { $0["status"] == "resolved" }?.effectiveAt
      let status = steps.last?["status"] ?? ""
      let wordless = FieldCells.notRecorded
      func words(_ name: String) -> Report.Cell {
        steps.reversed().map { cells.words(name, of: $0) }.first { $0 != wordless } ?? wordless
      }
      return Report.Row(
        [
          .text(id), cells("severity", of: steps), .badge(Report.Badge(status, tone(ofStatus: status))),
          words("title"), cells("category", of: steps), cells("commander", of: steps),
          .time(opened, otherwise: "not known"), .time(resolved, otherwise: "not resolved"), .span(opened, resolved),
          cells("caused_by", of: steps), cells("fixed_by", of: steps), words("impact"), words("root_cause"),
          .records(of: steps),
        ],
        emphasis: resolved == nil ? .exception : .none
      )
    }
    return section(
      "incidents",
      "Incidents",
      [
        Report.Column("incident", "Incident"), Report.Column("severity", "Severity"),
        Report.Column("status", "Status", .badge), Report.Column("title", "Title"),
        Report.Column("category", "Category"), Report.Column("commander", "Commander"),
        Report.Column("opened_at", "Began", .time), Report.Column("resolved_at", "Resolved", .time),
        Report.Column("duration", "Lasted", .number(.seconds)), Report.Column("caused_by", "Caused by"),
        Report.Column("fixed_by", "Fixed by"), Report.Column("impact", "Impact"),
        Report.Column("root_cause", "Root cause"), Report.Column("records", "Records", .records),
      ],
      rows,
      empty: "No incident is recorded for this release."
    )
  }

  var rollbackSection: Report.Section {
    let rows = RollbackRun.all(in: records[.rollback]).map { rollback in
      let entries = rollback.entries
      let from = entries.last("from") ?? ""
      let to = entries.last("to") ?? ""
      return Report.Row(
        [
          .text(entries.last("rollback") ?? "–"), .word(rollback.environment), .text("\(from) → \(to)"),
          .badge(Report.Badge(rollback.status, tone(ofStatus: rollback.status))), cells("trigger", of: entries),
          cells("method", of: entries), cells("procedure", of: entries), cells("decided_by", of: entries),
          cells("decider_role", of: entries), cells("detected_at", of: entries), cells("decided_at", of: entries),
          cells("executed_at", of: entries), cells("verified_at", of: entries),
          .span(time("detected_at", entries), time("verified_at", entries)),
          cells.words("reason", of: entries.last { $0.sealedText["reason"] != nil || $0.record.text["reason"] != nil }),
          .records(of: entries),
        ],
        emphasis: .exception
      )
    }
    return section(
      "rollbacks",
      "Rollbacks",
      [
        Report.Column("rollback", "Rollback"), Report.Column("environment", "Environment"),
        Report.Column("versions", "Versions"), Report.Column("status", "Status", .badge),
        Report.Column("trigger", "Trigger"), Report.Column("method", "Method"),
        Report.Column("procedure", "Procedure", .link), Report.Column("decided_by", "Decided by"),
        Report.Column("decider_role", "In the role of"), Report.Column("detected_at", "Detected", .time),
        Report.Column("decided_at", "Decided", .time), Report.Column("executed_at", "Executed", .time),
        Report.Column("verified_at", "Verified", .time), Report.Column("duration", "In all", .number(.seconds)),
        Report.Column("reason", "Reason"), Report.Column("records", "Records", .records),
      ],
      rows,
      empty: "No rollback of this release is recorded."
    )
  }

  private func time(_ field: String, _ entries: [LedgerRecord]) -> Timestamp? {
    entries.last(field).flatMap { Timestamp($0) }
  }
}
