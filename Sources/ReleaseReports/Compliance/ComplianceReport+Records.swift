internal import ReleasePolicy
internal import ReleaseRecords
internal import Reporting

extension ComplianceReport {
  /// Waivers that ran at any time of the period, and what they were used for.
  var waiverSection: Report.Section {
    let rows = tally.waivers.elements.map { waiver in
      Report.Row([
        cells("control", of: waiver), .word(waiver.record.service),
        .word(waiver.record.version?.text, otherwise: "any"),
        .word(waiver.environment, otherwise: "any"), cells("requested_by", of: waiver),
        cells("approved_by", of: waiver), .time(waiver.effectiveAt), cells("expires_at", of: waiver),
        cells.words("reason", of: waiver), .count(tally.waived[waiver.sequence] ?? 0), .records([waiver.sequence]),
      ])
    }
    let table = Report.Table(
      id: "waivers",
      title: "",
      columns: [
        Report.Column("control", "Control"), Report.Column("service", "Service"), Report.Column("version", "Version"),
        Report.Column("environment", "Environment"), Report.Column("requested_by", "Requested by"),
        Report.Column("approved_by", "Granted by"), Report.Column("time", "Granted", .time),
        Report.Column("expires_at", "Expires", .time), Report.Column("reason", "Reason"),
        Report.Column("used", "Findings waived", .number(.count)), Report.Column("record", "Record", .records),
      ],
      rows: rows,
      emptyText: "No waiver ran in the period.",
      omittedRows: tally.waivers.count - rows.count
    )
    let note = "One that waived nothing was not needed, or does not count; the finding that it was for says why."
    let blocks: [Report.Block] = rows.isEmpty ? [.table(table)] : [.paragraph(note), .table(table)]
    return Report.Section(id: "waivers", title: "Waivers", blocks: blocks)
  }

  /// Records of the period that the ledger learned of late, and evidence that came after the deployment it is for.
  var lateSection: Report.Section {
    let behind = tally.behind
    let rows = tally.late.elements.map { entry in
      Report.Row(
        [
          .records([entry.sequence]), .text(entry.kind.rawValue),
          .text(RecordWords.title(entry.record) ?? entry.kind.rawValue),
          .word(entry.record.service), .word(entry.record.version?.text), .time(entry.effectiveAt),
          .time(entry.recordedAt), .span(entry.effectiveAt, entry.recordedAt), .text(entry.recordedBy),
          .text(behind.contains(entry.sequence) ? "yes" : "no"),
        ],
        emphasis: behind.contains(entry.sequence) ? .exception : .none
      )
    }
    let hours = counted(Int(basis.lateAfter.seconds / 3600), "hour")
    let table = Report.Table(
      id: "late",
      title: "",
      columns: [
        Report.Column("record", "Record", .records), Report.Column("kind", "Kind"), Report.Column("event", "Event"),
        Report.Column("service", "Service"), Report.Column("version", "Version"),
        Report.Column("happened_at", "Happened", .time), Report.Column("recorded_at", "Recorded", .time),
        Report.Column("delay", "Later by", .number(.seconds)), Report.Column("recorded_by", "Recorded by"),
        Report.Column("after_deployment", "After its deployment began"),
      ],
      rows: rows,
      emptyText: "No record of the period is late.",
      omittedRows: tally.late.count - rows.count,
      note: "Late is a record that was made more than \(hours) after what it tells of, and evidence that was recorded "
        + "only after the deployment that it is for had begun."
    )
    return Report.Section(id: "late", title: "Late records", blocks: [.table(table)])
  }

  /// The population against the records themselves: counted anew from them, the numbers have to be the same.
  var reconciliationSection: Report.Section {
    let count = tally.records
    let lines: [(title: String, recorded: Int, population: Int)] = [
      ("Deployments that began in the period", count.deployments, tally.deployments),
      (
        "Deployments without a release record", count.deploymentsWithoutRelease,
        tally.deploymentsWithoutRelease
      ),
      (
        "Releases put on record in the period and not deployed in it", count.releasesWithoutDeployment,
        tally.members - tally.deployments
      ), ("Members of the population, none of them twice", tally.subjects, tally.members),
    ]
    let rows = lines.map { line in
      let agree = line.recorded == line.population
      return Report.Row(
        [
          .text(line.title), .count(line.recorded), .count(line.population),
          .badge(agree ? Report.Badge("agree", .good) : Report.Badge("differ", .bad)),
        ],
        emphasis: agree ? .none : .exception
      )
    }
    let table = Report.Table(
      id: "reconciliation",
      title: "",
      columns: [
        Report.Column("what", "What is counted"), Report.Column("recorded", "In the records", .number(.count)),
        Report.Column("population", "In this report", .number(.count)), Report.Column("result", "Result", .badge),
      ],
      rows: rows
    )
    return Report.Section(id: "reconciliation", title: "Reconciliation", blocks: [.table(table)])
  }
}
