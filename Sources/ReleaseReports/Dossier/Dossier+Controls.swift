internal import ReleaseRecords
internal import Reporting

extension Dossier {
  /// The instant that expiries of approvals are held against: the start of the last deployment, once there is one.
  private var approvalInstant: Timestamp { records.deployments.last?.start ?? basis.at }

  var approvalSection: Report.Section {
    let rows = records[.approval].map { approval in
      let standing = records.standing(of: approval, at: approvalInstant, people: basis.people)
      let tone: Report.Tone = standing == .counts ? .good : standing == .rejected ? .bad : .caution
      return Report.Row(
        [
          cells("approver", of: approval), cells("role", of: approval), cells("decision", of: approval),
          .time(approval.effectiveAt), .word(approval.environment, otherwise: "any"),
          approval["commit"].map { FieldCells.short($0) } ?? .absent("not bound to one"),
          approval.time("expires_at").map { .time($0) } ?? .absent("never"),
          .badge(Report.Badge(standing.text, tone)), cells("signature", of: approval),
          cells.words("comment", of: approval), .records([approval.sequence]),
        ],
        emphasis: standing == .rejected ? .exception : .none
      )
    }
    return section(
      "approvals",
      "Approvals",
      [
        Report.Column("approver", "Approver"), Report.Column("role", "Role"), Report.Column("decision", "Decision"),
        Report.Column("time", "When", .time), Report.Column("environment", "Environment"),
        Report.Column("commit", "Bound to commit"), Report.Column("expires_at", "Expires", .time),
        Report.Column("standing", "Standing", .badge), Report.Column("signature", "Signature", .link),
        Report.Column("comment", "Comment"), Report.Column("record", "Record", .records),
      ],
      rows,
      empty: "Nobody's approval is recorded.",
      note:
        "An approval counts for the commit that the release is, and for a deployment that begins before it expires. "
        + "Whether it satisfies a control is said under “Verdict on each control”."
    )
  }

  /// The latest result of each gate, and how often it failed before.
  var gateSection: Report.Section {
    struct Key: Hashable {
      let gate: String?
      let environment: String?
    }
    let rows = records[.gate].grouped { Key(gate: $0["gate"], environment: $0.environment) }.compactMap { key, runs in
      runs.last.map { last in
        let earlier = runs.dropLast()
        let outcomes = ["failed", "errored"].compactMap { outcome in
          let count = earlier.count { $0["outcome"] == outcome }
          return count > 0 ? "\(count) \(outcome)" : nil
        }
        let isOtherCommit = last["commit"].map { $0 != records.commit } ?? false
        return Report.Row(
          [
            .word(key.gate), .word(key.environment, otherwise: "any"), outcome(last["outcome"]),
            isOtherCommit && records.commit != nil
              ? .text("\(last["commit"]?.prefix(10) ?? ""): another than the release's")
              : FieldCells.short(last["commit"]),
            measurements(of: last), tool(of: last), evidence(of: last), .time(last.effectiveAt),
            earlier.isEmpty
              ? .absent("none") : .text(([counted(earlier.count, "run")] + outcomes).joined(separator: ", ")),
            .records(of: runs),
          ],
          emphasis: last["outcome"] == "passed" && !isOtherCommit ? .none : .exception
        )
      }
    }
    return section(
      "gates",
      "Gates",
      [
        Report.Column("gate", "Gate"), Report.Column("environment", "Environment"),
        Report.Column("outcome", "Latest outcome", .badge), Report.Column("commit", "Commit examined"),
        Report.Column("measurements", "Measured"), Report.Column("tool", "Tool"),
        Report.Column("evidence", "Evidence"), Report.Column("time", "When", .time),
        Report.Column("earlier", "Earlier runs"), Report.Column("records", "Records", .records),
      ],
      rows,
      empty: "No gate has a result."
    )
  }

  var checklistSection: Report.Section {
    let rows = records[.checklist].map { item in
      Report.Row(
        [
          cells("checklist", of: item), cells("item", of: item), outcome(item["outcome"]),
          cells("performed_by", of: item), .time(item.effectiveAt), .word(item.environment, otherwise: "any"),
          cells("deployment", of: item), cells.words("note", of: item), .records([item.sequence]),
        ],
        emphasis: item["outcome"] == "failed" ? .exception : .none
      )
    }
    return section(
      "checklists",
      "Checklists",
      [
        Report.Column("checklist", "Checklist"), Report.Column("item", "Item"),
        Report.Column("outcome", "Outcome", .badge), Report.Column("performed_by", "By"),
        Report.Column("time", "When", .time), Report.Column("environment", "Environment"),
        Report.Column("deployment", "Deployment"), Report.Column("note", "Note"),
        Report.Column("record", "Record", .records),
      ],
      rows,
      empty: "No checklist has an item attested."
    )
  }

  private func outcome(_ word: String?) -> Report.Cell {
    guard let word else { return FieldCells.notRecorded }
    let tones: [String: Report.Tone] = [
      "passed": .good, "done": .good, "failed": .bad, "errored": .bad, "skipped": .caution,
    ]
    return .badge(Report.Badge(word == "not_applicable" ? "not applicable" : word, tones[word] ?? .neutral))
  }

  private func measurements(of gate: LedgerRecord) -> Report.Cell {
    let lines = (gate.record.data["measurements"]?.array ?? []).map { measurement in
      let unit = measurement["unit"]?.string ?? ""
      let value = measurement["value"].map { CanonicalJSON.string($0) } ?? ""
      return "\(measurement["name"]?.string ?? ""): \(value)\(unit == "1" || unit.isEmpty ? "" : " \(unit)")"
    }
    return lines.isEmpty ? FieldCells.notRecorded : .text(lines.joined(separator: "\n"))
  }

  private func tool(of gate: LedgerRecord) -> Report.Cell {
    .word(gate["tool"].map { tool in gate["tool_version"].map { "\(tool) \($0)" } ?? tool })
  }

  private func evidence(of gate: LedgerRecord) -> Report.Cell {
    let lines = (gate.record.data["evidence"]?.array ?? []).map { file in
      [file["name"]?.string, file["digest"]?.string, file["uri"]?.string].compactMap(\.self).joined(separator: " ")
    }
    return lines.isEmpty ? FieldCells.notRecorded : .text(lines.joined(separator: "\n"))
  }
}
