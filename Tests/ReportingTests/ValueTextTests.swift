import ReleaseRecords
import Reporting
import Testing

@Suite("Values as people read them")
struct ValueTextTests {
  private func shown(_ cell: Report.Cell) throws -> String {
    let report = Report(
      kind: "k",
      title: "T",
      parameters: [Report.Definition("v", "V", cell)],
      provenance: SampleReport.provenance
    )
    let line = try #require(TerminalRenderer(width: 80).render(report).split(separator: "\n").dropFirst().first)
    return String(line.dropFirst(3))
  }

  @Test(
    arguments: [
      (0, "0 s"), (0.0004, "0 ms"), (0.85, "850 ms"), (0.9994, "999 ms"), (0.9996, "1 s"), (4.2, "4.2 s"),
      (59.94, "59.9 s"), (59.96, "1 min"),
      (60, "1 min"), (750, "12 min 30 s"), (3_599.4, "59 min 59 s"), (3_599.6, "1 h"), (11_520, "3 h 12 min"),
      (86_369, "23 h 59 min"), (86_399, "1 d"), (86_400, "1 d"), (93_780, "1 d 2 h"), (2_591_999, "30 d"),
      (8_640_000, "100 d"),
      (-90, "−1 min 30 s"),
    ] as [(Double, String)]
  )
  func spans(_ seconds: Double, _ text: String) throws {
    #expect(try shown(.duration(seconds: seconds)) == text)
  }

  @Test(
    arguments: [
      (0, "0.0%"), (1, "100.0%"), (0.125, "12.5%"), (5.0 / 42, "11.9%"), (0.0004, "< 0.1%"), (2.0 / 30_004, "< 0.1%"),
      (0.9996, "> 99.9%"), (0.9994, "99.9%"), (1.0004, "100.0%"), (-0.5, "−50.0%"),
      (12.3456, "1,234.6%"),
    ] as [(Double, String)]
  )
  func shares(_ value: Double, _ text: String) throws {
    #expect(try shown(.ratio(value)) == text)
  }

  @Test(
    arguments: [
      (0, .count, "0"), (1_234_567, .count, "1,234,567"), (-1_000, .count, "−1,000"), (2.5, .count, "2.5"),
      (2.75, .other("per week", digits: 1), "2.8 per week"), (-0.01, .other("x", digits: 1), "0.0 x"),
      (Double.infinity, .count, "∞"), (Double.nan, .ratio, "not a number"), (1e21, .count, "1e+21"),
    ] as [(Double, Report.Unit, String)]
  )
  func numbers(_ value: Double, _ unit: Report.Unit, _ text: String) throws {
    #expect(try shown(.number(value, unit)) == text)
  }

  @Test(
    arguments: [
      ([], ""), ([7], "#7"), ([7, 8], "#7, #8"), ([7, 8, 9], "#7–9"), ([1, 3, 4, 5, 9, 10], "#1, #3–5, #9, #10"),
    ] as [([Int64], String)]
  )
  func records(_ records: [Int64], _ text: String) throws {
    #expect(try shown(.records(records)) == text || records.isEmpty)
    #expect(Report.Cell.records(records).description == text)
  }

  @Test func times() throws {
    #expect(try shown(.time(SampleReport.time("2026-11-21T07:29:58.999999Z"))) == "2026-11-21 07:29:58 UTC")
  }

  @Test func whatIsNotShownIsCounted() throws {
    let list = Report.FindingList(SampleReport.findings.findings, limit: 2)
    #expect(list.findings.map(\.verdict) == [.notMet, .pending])
    #expect(list.summary == SampleReport.findings.summary)
    let report = Report(
      kind: "k",
      title: "T",
      sections: [Report.Section(id: "s", title: "S", blocks: [.findings(list)])],
      provenance: SampleReport.provenance
    )
    let sentence = "3 findings are not shown here: 1 waived, 1 met, 1 not applicable."
    #expect(TerminalRenderer().render(report).contains(sentence))
    #expect(MarkdownRenderer().render(report).contains(sentence))
    #expect(HTMLRenderer().render(report).contains(sentence))
    #expect(report.json["sections"]?[0]?["blocks"]?[0]?["omitted_findings"] == 3)
    #expect(report.tables.first?.omittedRows == 3)
  }

  @Test func exceptionsComeFirstAndCountsAddUp() {
    let list = SampleReport.findings
    #expect(list.findings.map(\.verdict) == [.notMet, .pending, .waived, .met, .notApplicable])
    #expect(Report.Verdict.allCases.map { list.count($0) }.reduce(0, +) == list.findings.count)
    #expect(list.summary == "5 findings: 1 not met, 1 pending, 1 waived, 1 met, 1 not applicable.")
  }
}
