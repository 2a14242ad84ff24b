import ReleaseRecords
import Reporting

extension SampleReport {
  /// A report whose every text is `text`.
  static func saying(_ text: String) -> Report {
    let cell = Report.Cell.text(text)
    let table = Report.Table(
      id: "t",
      title: text,
      columns: [Report.Column("c", text), Report.Column("l", text, .link)],
      rows: [
        Report.Row([cell, .link(text, address: text)]), Report.Row([.badge(Report.Badge(text, .bad)), .absent(text)]),
      ],
      note: text
    )
    let figure = Report.Figure(
      id: "f",
      title: text,
      help: text,
      unit: .other(text, digits: 0),
      value: 1,
      median: 1,
      level: Report.Badge(text, .good),
      notes: [text],
      labels: [Report.Label("label", text)]
    )
    let finding = Report.Finding(
      control: text,
      title: text,
      subject: text,
      required: text,
      observed: text,
      verdict: .notMet,
      remedy: text
    )
    let event = Report.Event(time: time("2026-11-11T12:00:00Z"), kind: text, title: text, detail: text)
    return Report(
      kind: text,
      title: text,
      subtitle: text,
      parameters: [Report.Definition("p", text, cell)],
      sections: [
        Report.Section(
          id: "s",
          title: text,
          blocks: [
            .paragraph(text), .definitions([Report.Definition("d", text, cell)]), .table(table), .figures([figure]),
            .findings(Report.FindingList(title: text, [finding])), .timeline(Report.Timeline(title: text, [event])),
          ] + SampleCharts.saying(text).map { Report.Block.chart($0) }
        )
      ],
      provenance: Report.Provenance(
        producer: text,
        timeZone: text,
        log: Report.LogPosition(origin: text, size: 1, rootHash: text, checkpoint: text),
        queries: [Report.Query(name: text, version: text, rows: 1)],
        controlTotals: [Report.Definition("c", text, cell)],
        digest: text
      )
    )
  }
}
