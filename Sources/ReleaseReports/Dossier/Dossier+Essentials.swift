internal import ReleaseRecords
internal import Reporting

extension Dossier {
  /// What every release must carry, for each of its deployments.
  var essentialsSection: Report.Section {
    let runs = records.deployments.map(Optional.some)
    let columns = [
      Report.Column("deployment", "Deployment"), Report.Column("item", "Every release carries"),
      Report.Column("recorded", "On record"), Report.Column("records", "Records", .records),
    ]
    let rows = (runs.isEmpty ? [nil] : runs).flatMap { run in
      carried(ReleaseEssentials(records: records, deployment: run, people: basis.people, at: basis.at))
    }
    return section(
      "essentials",
      "What every release carries",
      columns,
      rows,
      empty: "Nothing is on record.",
      note: "Commit, image tag, time of deployment, approvers, and the rollback procedure where one was used."
    )
  }

  private func carried(_ essentials: ReleaseEssentials) -> [Report.Row] {
    let run = essentials.deployment
    let name = run.map { "\($0.id), \($0.environment)" } ?? "not deployed"
    func row(_ title: String, _ cell: Report.Cell, _ entries: [LedgerRecord], isMissing: Bool) -> Report.Row {
      Report.Row(
        [.text(name), .text(title), cell, .records(of: entries)],
        emphasis: isMissing ? .exception : .none
      )
    }
    let release = [records.release].compactMap(\.self)
    let images = records[.artifact].filter { $0["image_tag"] != nil }
    let deployed = run?.entries ?? []
    let approvals = essentials.approvals
    let approvers = approvals.map { approval in
      "\(basis.people.name(of: approval["approver"] ?? "")) (\(approval["role"] ?? ""))"
    }
    return [
      row("Git commit", .word(essentials.commit, otherwise: "missing"), release, isMissing: essentials.commit == nil),
      row(
        "Image tag",
        essentials.imageTags.isEmpty ? .absent("missing") : .text(essentials.imageTags.joined(separator: "\n")),
        deployed.filter { $0["image_tag"] != nil } + images,
        isMissing: essentials.imageTags.isEmpty
      ),
      row("Deployed at", .time(essentials.deployedAt, otherwise: "missing"), deployed, isMissing: run == nil),
      row(
        "Approved by",
        approvers.isEmpty ? .absent("missing") : .text(approvers.joined(separator: "\n")),
        approvals,
        isMissing: approvers.isEmpty
      ), rollbackRow(essentials) { row($0, $1, $2, isMissing: $3) },
    ]
  }

  private func rollbackRow(
    _ essentials: ReleaseEssentials,
    _ row: (String, Report.Cell, [LedgerRecord], Bool) -> Report.Row
  ) -> Report.Row {
    let rollbacks = essentials.rollbacks
    let title = "Rollback procedure used"
    guard !rollbacks.isEmpty else { return row(title, .absent("none: no rollback is on record"), [], false) }
    let lines = rollbacks.map { rollback in
      rollback.entries.last("procedure") ?? "missing, though \(rollback.id) was rolled back"
    }
    let isMissing = rollbacks.contains { $0.entries.last("procedure") == nil }
    return row(title, .text(lines.joined(separator: "\n")), rollbacks.flatMap(\.entries), isMissing)
  }
}
