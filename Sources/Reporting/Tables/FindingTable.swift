extension Report.FindingList {
  /// The findings in as few columns as people can take in.
  var tableForPeople: Report.Table {
    let rows = findings.map { finding in
      var observed = finding.observed
      if let remedy = finding.remedy { observed += "\nTo settle it: \(remedy)" }
      if let due = finding.due { observed += "\nBy: \(due.displayText)" }
      return Report.Row(
        [
          .verdict(finding.verdict), .text("\(finding.control) \(finding.title)"), .text(finding.subject),
          .text(finding.required), .text(observed),
          finding.records.isEmpty ? .absent("no record") : .records(finding.records),
        ],
        emphasis: finding.verdict == .notMet ? .exception : .none
      )
    }
    return Report.Table(
      id: id,
      title: "",
      columns: [
        Report.Column("verdict", "Verdict", .verdict), Report.Column("control", "Control"),
        Report.Column("subject", "Subject"), Report.Column("required", "Required"),
        Report.Column("observed", "Observed"), Report.Column("records", "Records", .records),
      ],
      rows: rows,
      note: omission
    )
  }

  /// The findings with every member in a column of its own; the last ones only where there is something to settle.
  var table: Report.Table {
    let hasRemedies = findings.contains { $0.remedy != nil || $0.due != nil }
    var columns = [
      Report.Column("verdict", "Verdict", .verdict), Report.Column("control", "Control"),
      Report.Column("title", "Title"), Report.Column("subject", "Subject"), Report.Column("required", "Required"),
      Report.Column("observed", "Observed"),
    ]
    if hasRemedies { columns += [Report.Column("remedy", "To settle it"), Report.Column("due", "By", .time)] }
    columns.append(Report.Column("records", "Records", .records))
    let rows = findings.map { finding in
      var cells: [Report.Cell] = [
        .verdict(finding.verdict), .text(finding.control), .text(finding.title), .text(finding.subject),
        .text(finding.required), .text(finding.observed),
      ]
      if hasRemedies {
        cells += [finding.remedy.map { .text($0) } ?? .absent("–"), finding.due.map { .time($0) } ?? .absent("–")]
      }
      cells.append(finding.records.isEmpty ? .absent("no record") : .records(finding.records))
      return Report.Row(cells, emphasis: finding.verdict == .notMet ? .exception : .none)
    }
    return Report.Table(
      id: id,
      title: title,
      columns: columns,
      rows: rows,
      emptyText: "No findings.",
      omittedRows: count - findings.count
    )
  }
}

extension Report.Timeline {
  var table: Report.Table {
    let rows = events.map { event in
      var detail = event.detail ?? ""
      if let late = event.recordedLate {
        detail += (detail.isEmpty ? "" : "\n") + "recorded late, at \(late.displayText)"
      }
      return Report.Row(
        [
          .time(event.time), .text(event.kind), .badge(Report.Badge(event.title, event.tone)), .text(detail),
          event.record.map { .records([$0]) } ?? .absent("–"),
        ],
        emphasis: event.tone == .bad ? .exception : .none
      )
    }
    return Report.Table(
      id: id,
      title: title,
      columns: [
        Report.Column("time", "Time", .time), Report.Column("kind", "Kind"), Report.Column("event", "Event", .badge),
        Report.Column("detail", "Detail"), Report.Column("record", "Record", .records),
      ],
      rows: rows,
      emptyText: "Nothing is on record."
    )
  }
}
