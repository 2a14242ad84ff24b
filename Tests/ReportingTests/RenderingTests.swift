import Reporting
import Testing

@Suite("A report renders to the expected bytes")
struct RenderingTests {
  static let sealed = SampleReport.full.sealed { bytes in
    // Not a hash anyone relies on: the renderers only have to carry what the function gives.
    var state: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in bytes { state = (state ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return (0..<32).map { UInt8(truncatingIfNeeded: state >> (8 * UInt64($0 % 8))) }
  }

  static let renderings: [(String, @Sendable (Report) -> String)] = [
    ("full.txt", { TerminalRenderer(width: 100).render($0) }),
    ("full-60.txt", { TerminalRenderer(width: 60).render($0) }),
    ("full-colour.txt", { TerminalRenderer(width: 120, usesColour: true).render($0) }),
    ("full.md", { MarkdownRenderer().render($0) }),
    ("full.json", { JSONRenderer().render($0) }),
    ("full.om", { OpenMetricsRenderer().render($0) }),
    ("full.html", { HTMLRenderer().render($0) }),
    ("tables-human.csv", { $0.tables.map { CSVRenderer(form: .human).render($0) }.joined(separator: "\r\n") }),
    ("tables-raw.csv", { $0.tables.map { CSVRenderer(form: .raw).render($0) }.joined(separator: "\r\n") }),
  ]

  @Test(arguments: renderings.map(\.0))
  func asInTheGoldenFile(_ name: String) throws {
    let (_, render) = try #require(Self.renderings.first { $0.0 == name })
    try Golden.expect(render(Self.sealed), is: name)
  }

  @Test(arguments: renderings.map(\.0))
  func theSameEachTime(_ name: String) throws {
    let (_, render) = try #require(Self.renderings.first { $0.0 == name })
    #expect(render(Self.sealed) == render(Self.sealed))
  }

  @Test func emptyReportsSayThatTheyAreEmpty() {
    let empty = Report(
      kind: "sample",
      title: "Nothing",
      sections: [
        Report.Section(
          id: "s",
          title: "Section",
          blocks: [
            .findings(Report.FindingList([])), .figures([]), .timeline(Report.Timeline([])),
            .table(
              Report.Table(id: "t", title: "Table", columns: [Report.Column("c", "C")], emptyText: "No such thing.")
            ),
            .chart(
              Report.Chart(
                id: "c",
                title: "Chart",
                summary: "Nothing.",
                content: .bars(
                  Report.BarSeries(bucketTitle: "Week", valueTitle: "Deployments", series: [], buckets: [])
                )
              )
            ),
          ]
        )
      ],
      provenance: Report.Provenance(
        producer: "release-ledger 0.1.0",
        log: Report.LogPosition(origin: "o", size: 0, rootHash: "h")
      )
    )
    for text in [
      TerminalRenderer().render(empty), MarkdownRenderer().render(empty), HTMLRenderer().render(empty),
    ] {
      for sentence in [
        "No findings: nothing was judged.", "No figures.", "Nothing is on record.", "No such thing.",
        "No data in this period.", "none: the log is empty", "not sealed",
      ] {
        #expect(text.contains(sentence), "\(sentence)")
      }
    }
  }

  @Test func omittedRowsAreCounted() {
    let report = TerminalRenderer().render(SampleReport.full)
    #expect(report.contains("39 more rows are not shown here; 3 of 42 are."))
  }
}
