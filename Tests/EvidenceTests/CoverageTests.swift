import ReleaseRecords
import Testing

@testable import Evidence

@Suite("A coverage report")
struct CoverageTests {
  @Test("is recomputed from its lines, whatever it declares")
  func recomputed() throws {
    let report = """
      <!DOCTYPE coverage SYSTEM "http://cobertura.sourceforge.net/xml/coverage-04.dtd">
      <coverage line-rate="1.0" lines-valid="1" lines-covered="1"><packages><package><classes>
      <class name="A" filename="a.swift"><methods><method><lines><line number="1" hits="0"/></lines></method></methods>
      <lines><line number="1" hits="3"/><line number="2" hits="0" branch="true" condition-coverage="50% (1/2)"/></lines>
      </class><class name="A.B" filename="a.swift"><lines><line number="2" hits="0"/><line number="3" hits="0"/></lines>
      </class></classes></package></packages></coverage>
      """
    let evidence = try evidence(report, as: .coverage)
    #expect(evidence.summary == "33.3333 % of lines covered (1 of 3), 50.0 % of branches (1 of 2)")
    #expect(evidence[.coverage] == 33.3333)
    #expect(evidence.files[0].mediaType == "application/xml")
  }

  @Test(
    "never reaches a threshold by rounding",
    arguments: [
      (999_999, 1_000_000, 99.9999), (7_999_999, 10_000_000, 79.9999), (2, 3, 66.6666), (4, 5, 80), (0, 1, 0),
    ]
  )
  func rounding(covered: Int, lines: Int, expected: Double) {
    #expect(CoverageTally.percent(covered, of: lines) == expected)
  }

  @Test("counts nothing twice over several files")
  func files() throws {
    let unit = "SF:a.swift\nDA:1,1\nDA:1,0\nDA:2,0\nBRDA:1,0,0,1\nBRDA:1,0,1,-\nend_of_record\n"
    let integration = "TN:other\nSF:a.swift\nDA:1,0\nDA:2,5\nDA:3,0\nend_of_record\n"
    let files = [unit, integration].map { ReportFile(name: "lcov.info", bytes: Array($0.utf8)) }
    let evidence = try GateEvidence(reading: files, as: .coverage)
    #expect(evidence[.linesValid] == 3)
    #expect(evidence[.linesCovered] == 2)
    #expect(evidence[.branchCoverage] == 50)
    #expect(evidence.files.map(\.mediaType) == ["text/plain", "text/plain"])
  }

  @Test(
    "is errored where it has no line",
    arguments: [
      "<coverage line-rate='1'><packages/></coverage>",
      "<report name='x'><counter type='LINE' missed='0' covered='9'/></report>",
      "<coverage><project><metrics statements='5' coveredstatements='5'/></project></coverage>", "TN:\n",
      "<coverage><testproject><file path='t'><line num='1' type='stmt' count='1'/></file></testproject></coverage>",
    ]
  )
  func empty(report: String) throws {
    let evidence = try evidence(report, as: .coverage)
    #expect(evidence.outcome == .errored)
    #expect(evidence[.linesValid] == 0)
    #expect(evidence[.coverage] == nil)
    #expect(evidence.summary == "the report lists no line of code: nothing was measured")
  }

  @Test("of Clover leaves declarations out, and takes a condition as covered when it was evaluated")
  func clover() throws {
    let report = """
      <coverage clover="4"><project><package><file name="a" path="/a">
      <line num="1" type="method" count="0"/><line num="2" type="stmt" count="1"/>
      <line num="3" type="cond" truecount="0" falsecount="2"/><line num="4" type="cond" truecount="0" falsecount="0"/>
      <line num="5" type="cond" count="0" truecount="0" falsecount="2"/>
      </file></package></project></coverage>
      """
    let evidence = try evidence(report, as: .coverage)
    #expect(evidence[.linesValid] == 4)
    #expect(evidence[.linesCovered] == 2)
    #expect(evidence[.branchCoverage] == nil)
  }

  @Test("of JaCoCo says when it ran, and keeps files of one name apart")
  func jacoco() throws {
    let report = """
      <report name="r"><sessioninfo id="1" start="1000" dump="5000"/><sessioninfo id="2" start="2000" dump="3000"/>
      <group name="g"><package name="p"><sourcefile name="A.java"><line nr="1" mi="0" ci="2" mb="1" cb="1"/>
      </sourcefile></package></group>
      <package name="p"><sourcefile name="A.java"><line nr="1" mi="2" ci="0" mb="0" cb="0"/></sourcefile></package>
      </report>
      """
    let evidence = try evidence(report, as: .coverage)
    #expect(evidence[.linesValid] == 2)
    #expect(evidence[.linesCovered] == 1)
    #expect(evidence.startedAt == Timestamp("1970-01-01T00:00:01Z"))
    #expect(evidence.finishedAt == Timestamp("1970-01-01T00:00:05Z"))
  }

  @Test(
    "is refused, saying where and why",
    arguments: [
      (
        "<html/>",
        "line 1, column 1: the root element “html” is no coverage report's: expected are <coverage> "
          + "(Cobertura, Clover) or <report> (JaCoCo)"
      ),
      ("{}", "line 1, column 1: “{}” is no line of an lcov trace file, and the file is no XML either"),
      ("SF:a\nDA:1,1\n", "line 3, column 1: the file ends before `end_of_record`: it was cut off; produce it again"),
      ("SF:a\nDA:1", "line 2, column 1: `DA:` needs a line and a count, not “1”"),
      ("SF:a\nDA:x,1\n", "line 2, column 1: `DA:` needs a line and a count, not “x,1”"),
      ("DA:1,1\n", "line 1, column 1: “DA:1,1” outside a source file"),
      ("SF:a\nSF:b\n", "line 2, column 1: `SF:` before the `end_of_record` of the last file"),
      ("end_of_record\n", "line 1, column 1: `end_of_record` without `SF:` before it"),
      ("SF:a\nBRDA:1,1\n", "line 2, column 1: `BRDA:` needs a line, a block, a branch and a count, not “1,1”"),
      ("SF:a\nBRDA:1,0,0,x\n", "line 2, column 1: the count of `BRDA:` is “x”, neither a number nor `-`"),
      (
        "<coverage><class><line hits='1'/></class></coverage>",
        "line 1, column 18: <line> needs a number as `number`, not nothing"
      ),
      (
        "<coverage><class><line number='1' hits='x'/></class></coverage>",
        "line 1, column 18: <line> needs a number as `hits`, not “x”"
      ),
      (
        "<coverage><class><line number='1' hits='1' branch='true' condition-coverage='50% (3/2)'/></class></coverage>",
        "line 1, column 18: `condition-coverage` has to end like `(1/2)`, not be “50% (3/2)”"
      ),
      (
        "<!DOCTYPE coverage [<!ENTITY a 'b'>]><coverage/>",
        "line 1, column 20: DTDs and entity definitions are refused; remove what stands in `[…]`"
      ),
    ]
  )
  func refused(report: String, description: String) {
    #expect(refusal(of: report, as: .coverage)?.description == "report, " + description)
  }
}
