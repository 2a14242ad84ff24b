import Foundation
import GoldenFiles
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
    #expect(try Golden.difference(render(Self.sealed), from: name) == nil)
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
        "No findings.", "No figures.", "Nothing is on record.", "No such thing.",
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

  @Test func pagesNeedNothingFromOutside() throws {
    let page = HTMLRenderer().render(SampleReport.full)
    #expect(page.contains("content=\"default-src &#39;none&#39;; style-src &#39;unsafe-inline&#39;; img-src data:;"))
    for part in [
      "<script", "<link", "<img", "<iframe", "@import", "@font-face", " src=", "url(http", "url(//", "url(data",
    ] {
      #expect(!page.contains(part), "\(part)")
    }
    // Addresses occur only where the report has a link, and as the name of SVG.
    let addresses = page.matches(of: try Regex("https?://[^\"<]*", as: Substring.self)).map { String($0.output) }
    #expect(
      Set(addresses) == [
        "http://www.w3.org/2000/svg", "https://example.org/policies/octoacme", "https://ci.example.org/runs/881",
      ]
    )
  }

  @Test func printedPagesNameTheStateOfTheLog() {
    let page = HTMLRenderer().render(SampleReport.full)
    #expect(page.contains("@bottom-left { content: \"ledger.example.org/main at 12,345 records, root gY4M"))
    #expect(page.contains("counter(page)"))
  }

  @Test func theProvenanceSheetHasAllAnAuditorAsksFor() throws {
    let text = TerminalRenderer(width: 120).render(Self.sealed)
    let sheet = try #require(text.range(of: "\nPROVENANCE\n"))
    for part in [
      "release-ledger 0.1.0", "2026-08-24 to 2026-11-15", "Europe/Berlin", "ledger.example.org/main", "12,345",
      "gY4MIRw2vUN0YFMQ5nHnNrQ3mKQ1FhfyEZ9bDWBHX+I=", "Az3grlgtzPICa5OS8npVmf1Myq", "deployment_frequency  1",
      "Production deployments", "sha256:",
    ] {
      #expect(text[sheet.upperBound...].contains(part), "\(part)")
    }
  }
}
