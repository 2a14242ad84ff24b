import Reporting
import Testing

@Suite("In a terminal")
struct TerminalTests {
  /// Columns by the widths of the characters used below, independently of the renderer's tables.
  private func columns(_ line: Substring) -> Int {
    line.reduce(0) { $0 + (("日本語リリース台帳🚀👩‍🚀한국".contains($1)) ? 2 : 1) }
  }

  @Test(arguments: [40, 60, 80, 100, 132, 200])
  func noLineIsWiderThanTheTerminal(_ width: Int) {
    for report in [
      SampleReport.full, SampleReport.saying("日本語 リリース台帳 🚀 release 👩‍🚀 한국"),
      SampleReport.saying(String(repeating: "x", count: 500)),
    ] {
      for line in TerminalRenderer(width: width).render(report).split(separator: "\n") {
        #expect(columns(line) <= width, "\(line)")
      }
    }
  }

  @Test(arguments: [40, 60, 100])
  func nothingIsCut(_ width: Int) {
    let words = (0..<60).map { "word\($0)" }
    let text = TerminalRenderer(width: width).render(SampleReport.saying(words.joined(separator: " ")))
    for word in words { #expect(text.contains(word)) }
  }

  @Test func columnsAlignByDisplayWidth() throws {
    let table = Report.Table(
      id: "t",
      title: "",
      columns: [Report.Column("a", "Name"), Report.Column("n", "N", .number(.count))],
      rows: ["release", "リリース", "한국어판", "naïve", "e\u{301}te\u{301}", "🚀🚀"].map { Report.Row([.text($0), .count(7)]) }
    )
    let report = Report(
      kind: "k",
      title: "T",
      sections: [Report.Section(id: "s", title: "S", blocks: [.table(table)])],
      provenance: SampleReport.provenance
    )
    let lines = TerminalRenderer(width: 80).render(report).split(separator: "\n").filter {
      $0.hasSuffix("7") && !$0.contains("#")
    }
    let expected = ["release   7", "リリース  7", "한국어판  7", "naïve     7", "e\u{301}te\u{301}       7", "🚀🚀      7"]
    #expect(lines.map(String.init) == expected)
  }

  @Test func coloursComeOnlyWhenAskedFor() {
    #expect(!TerminalRenderer(width: 80).render(SampleReport.full).contains("\u{1B}"))
    #expect(
      TerminalRenderer(width: 80, usesColour: true).render(SampleReport.full).contains("\u{1B}[1;31m✗ not met\u{1B}[0m")
    )
  }
}
