import ReleaseRecords
import Reporting
import Testing

@Suite("CSV")
struct CSVTests {
  /// RFC 4180 read back: rows of fields, or `nil` where the text is not of its grammar.
  private func parse(_ text: String) -> [[String]]? {
    var rows: [[String]] = []
    var row: [String] = []
    var scalars = Array(text.unicodeScalars)[...]
    while !scalars.isEmpty {
      var field = ""
      if scalars.first == "\"" {
        scalars.removeFirst()
        while true {
          guard let scalar = scalars.popFirst() else { return nil }
          if scalar != "\"" {
            field.unicodeScalars.append(scalar)
          } else if scalars.first == "\"" {
            field.unicodeScalars.append(scalars.removeFirst())
          } else {
            break
          }
        }
      } else {
        while let scalar = scalars.first, scalar != ",", scalar != "\r" {
          guard scalar != "\"", scalar != "\n" else { return nil }
          field.unicodeScalars.append(scalars.removeFirst())
        }
      }
      row.append(field)
      guard let end = scalars.popFirst() else { return nil }
      if end == "," { continue }
      guard end == "\r", scalars.popFirst() == "\n" else { return nil }
      rows.append(row)
      row = []
    }
    return rows
  }

  private func table(_ cell: Report.Cell) -> Report.Table {
    Report.Table(
      id: "t",
      title: "T",
      columns: [Report.Column("c", "C"), Report.Column("d", "D")],
      rows: [Report.Row([cell, .text("end")])]
    )
  }

  @Test(arguments: [
    "plain", "", " ", "a,b", "a\"b", "\"", "a\nb", "a\r\nb", "a\rb", "=1+1", "ö\u{301}", "\"\u{301},", "a;b",
    ",\u{301}x",
  ])
  func rawTextsComeBackAsTheyWere(_ text: String) throws {
    let rows = try #require(parse(CSVRenderer(form: .raw).render(table(.text(text)))))
    #expect(rows.count == 2)
    #expect(Array(rows[1][0].unicodeScalars) == Array(text.unicodeScalars))
    #expect(rows[1][1] == "end")
  }

  @Test(arguments: ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1", "\n=1", " =1", "＝1", "=\u{301}1"])
  func formulasAreDefused(_ text: String) throws {
    let rows = try #require(parse(CSVRenderer(form: .human).render(table(.text(text)))))
    #expect(Array(rows[1][0].unicodeScalars) == Array(("'" + text).unicodeScalars))
  }

  @Test(arguments: ["plain", "a=b", "2026-11-21", "1 - 1", "e@x", "'quoted'"])
  func otherTextsAreLeftAlone(_ text: String) throws {
    let rows = try #require(parse(CSVRenderer(form: .human).render(table(.text(text)))))
    #expect(rows[1][0] == text)
  }

  static let cells: [(Report.Cell, String, String)] = [
    (.number(-0.25, .ratio), "-0.25", "-0.25"), (.count(1_234_567), "1234567", "1234567"),
    (.duration(seconds: 93_780.5), "93780.5", "93780.5"),
    (.time(SampleReport.time("2026-11-21T07:29:58.25Z")), "2026-11-21T07:29:58.25Z", "2026-11-21 07:29:58"),
    (.verdict(.notMet), "not_met", "not met"), (.records([3, 4, 5]), "3 4 5", "3 4 5"),
    (.number(.infinity, .count), "", ""), (.noData, "", "no data"),
    (.link("=run", address: "https://x.org/1,2"), "https://x.org/1,2", "'=run (https://x.org/1,2)"),
    (.badge(Report.Badge("-High", .good)), "-High", "'-High"),
  ]

  @Test(arguments: cells.indices)
  func valuesHaveAFormForPeopleAndOneForPrograms(_ index: Int) throws {
    let (cell, raw, human) = Self.cells[index]
    #expect(try #require(parse(CSVRenderer(form: .raw).render(table(cell))))[1][0] == raw)
    #expect(try #require(parse(CSVRenderer(form: .human).render(table(cell))))[1][0] == human)
  }

  @Test func everyRowHasOneFieldPerColumn() throws {
    for report in [SampleReport.full, SampleReport.saying("a,\"b\r\n=c")] {
      for table in report.tables {
        for form in CSVRenderer.Form.allCases {
          let rows = try #require(parse(CSVRenderer(form: form).render(table)), "\(table.id)")
          #expect(rows.count == table.rows.count + 1)
          #expect(rows.allSatisfy { $0.count == table.columns.count })
        }
      }
    }
  }
}
