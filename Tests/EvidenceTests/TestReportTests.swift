import Evidence
import ReleaseRecords
import Testing

@Suite("A test report")
struct TestReportTests {
  @Test(
    "fails, breaks down, is skipped or passes by its cases",
    arguments: [
      ("<testsuite><testcase name='a'/></testsuite>", .passed, "1 test: 1 passed"),
      (
        "<testsuite><testcase name='a'/><testcase><failure/></testcase></testsuite>", .failed,
        "2 tests: 1 passed, 1 failed"
      ),
      ("<testsuite><testcase><error/></testcase></testsuite>", .errored, "1 test: 1 errored"),
      (
        "<testsuite><testcase><error/></testcase><testcase><failure/></testcase></testsuite>", .failed,
        "2 tests: 1 failed, 1 errored"
      ),
      ("<testsuite><testcase><skipped/></testcase></testsuite>", .skipped, "1 test: 1 skipped"),
      ("<testsuite><testcase/><testcase><skipped/></testcase></testsuite>", .passed, "2 tests: 1 passed, 1 skipped"),
      ("<testsuite><testcase><skipped/><failure/><error/></testcase></testsuite>", .errored, "1 test: 1 errored"),
      ("<testsuite><error message='set-up broke'/></testsuite>", .errored, "1 test: 1 errored"),
      (
        "<testsuite><testcase><testcase><failure/></testcase></testcase></testsuite>", .failed,
        "2 tests: 1 passed, 1 failed"
      ),
      ("<testsuite><testcase status='notrun'/></testsuite>", .skipped, "1 test: 1 skipped"),
      ("<testsuite><testcase status='run' result='suppressed'/></testsuite>", .skipped, "1 test: 1 skipped"),
      ("<testsuite><testcase status='FAILED'/></testsuite>", .failed, "1 test: 1 failed"),
      ("<testsuites><testsuite/></testsuites>", .errored, "0 tests; nothing was tested"),
      ("<assemblies/>", .errored, "0 tests; nothing was tested"),
      ("<test-run/>", .errored, "0 tests; nothing was tested"),
      ("<TestRun/>", .errored, "0 tests; nothing was tested"),
    ] as [(String, GateEvidence.Outcome, String)]
  )
  func outcome(report: String, outcome: GateEvidence.Outcome, summary: String) throws {
    let evidence = try evidence(report, as: .junit)
    #expect(evidence.outcome == outcome)
    #expect(evidence.summary == summary)
  }

  @Test(
    "is not helped by what it declares, and may be undone by it",
    arguments: [
      ("<testsuite tests='99' failures='0'><testcase/></testsuite>", .passed, "1 test: 1 passed"),
      (
        "<testsuite tests='3' failures='0'/>", .errored,
        "0 tests; the report declares 3 tests but lists none: nothing shows that they ran"
      ),
      (
        "<testsuite tests='2' failures='1'><testcase/></testsuite>", .errored,
        "1 test: 1 passed; the report declares 1 failure that no case shows"
      ),
      ("<testsuite failures='0'><testcase><failure/></testcase></testsuite>", .failed, "1 test: 1 failed"),
      (
        "<test-run result='Failed'><test-case result='Passed'/></test-run>", .errored,
        "1 test: 1 passed; the report says that “test-run” failed, and no case shows why"
      ),
      (
        "<TestRun><Results><UnitTestResult outcome='Passed'/></Results><ResultSummary outcome='Aborted'/></TestRun>",
        .errored, "1 test: 1 passed; the report says that the run ended as “Aborted”, and no case shows why"
      ),
      (
        "<testsuite failures='9223372036854775807' errors='99999999999999999999'><testcase/></testsuite>", .errored,
        "1 test: 1 passed; the report declares 2000000000 failures that no case shows"
      ),
      (
        "<testsuite failures=' 1.0 ' errors=''><testcase/></testsuite>", .errored,
        "1 test: 1 passed; the report declares 1 failure that no case shows"
      ),
      (
        "<testsuite failures='NaN'><testcase/></testsuite>", .errored,
        "1 test: 1 passed; the report declares 1 failure that no case shows"
      ),
      (
        "<test-results failures='-1' errors='some'><test-case result='Passed'/></test-results>", .errored,
        "1 test: 1 passed; the report declares 1 failure that no case shows"
      ),
      (
        "<TestRun><Results><UnitTestResult outcome='Passed'/></Results>"
          + "<Counters failed='9223372036854775807' error='9223372036854775807'/></TestRun>", .errored,
        "1 test: 1 passed; the report declares 2000000000 failures that no case shows"
      ),
      (
        "<assembly total='2' failed='1'><collection><test result='Pass'/></collection></assembly>", .errored,
        "1 test: 1 passed; the report declares 1 failure that no case shows"
      ),
    ] as [(String, GateEvidence.Outcome, String)]
  )
  func declared(report: String, outcome: GateEvidence.Outcome, summary: String) throws {
    let evidence = try evidence(report, as: .junit)
    #expect(evidence.outcome == outcome)
    #expect(evidence.summary == summary)
  }

  @Test(
    "does not fail for a flaky case, and measures it",
    arguments: [
      ("<testcase name='a'><flakyFailure message='m'/><flakyError/></testcase>", .passed, 1),
      ("<testcase name='a'><rerun message='m'/></testcase>", .passed, 1),
      ("<testcase name='a'><failure message='m'/><rerunFailure/></testcase>", .failed, 0),
      ("<testcase name='a'><error message='m'/><rerunError/></testcase>", .errored, 0),
      ("<testcase name='a'><failure message='m'/></testcase><testcase name='a'/>", .failed, 0),
    ] as [(String, GateEvidence.Outcome, Double)]
  )
  func flaky(cases: String, outcome: GateEvidence.Outcome, flaky: Double) throws {
    let evidence = try evidence("<testsuite tests='3' failures='1' name='s'>\(cases)</testsuite>", as: .junit)
    #expect(evidence.outcome == outcome)
    #expect(evidence[.flaky] == flaky)
    #expect(evidence.findings.first?.name == "s.a")
    #expect(evidence.findings.first?.message == "m")
  }

  @Test("tells what failed, on one line and within bounds")
  func findings() throws {
    let report = """
      <testsuite name="suite">
        <testcase classname="C" name="flaky"><rerun message="r"/></testcase>
        <testcase classname="C" name="broken"><error>first
          second\u{A0}third</error></testcase>
        <testcase name="wrong"><failure message="\(String(repeating: "é", count: 1_000))"/></testcase>
      </testsuite>
      """
    let findings = try evidence(report, as: .junit).findings
    #expect(findings.map(\.level) == [.failed, .errored, .flaky])
    #expect(findings.map(\.name) == ["suite.wrong", "C.broken", "C.flaky"])
    #expect(findings[0].message == String(repeating: "é", count: 299) + "…")
    #expect(findings[1].message == "first second third")

    let many = String(repeating: "<testcase><failure/></testcase>", count: 250)
    let evidence = try evidence("<testsuite>\(many)</testsuite>", as: .junit)
    #expect(evidence.findings.count == 100)
    #expect(evidence.findingCount == 250)
  }

  @Test(
    "has the sum of its cases' durations",
    arguments: [
      (["1.5", "0.25"], 1.75), (["0,014"], 0.014), (["1,234.5"], 1234.5), (["00:01:02.5"], 62.5), (["1e-3"], 0.001),
      (["", "NaN", "-1", "inf", "x"], nil), (["0.1", "0.2"], 0.3),
    ] as [([String], Double?)]
  )
  func duration(times: [String], expected: Double?) throws {
    let cases = times.map { "<testcase time='\($0)'/>" }.joined()
    #expect(try evidence("<testsuite time='99'>\(cases)</testsuite>", as: .junit)[.duration] == expected)
  }

  @Test("has times only where they are instants")
  func times() throws {
    let local = "<testsuite timestamp='2026-11-21T07:00:00'><testcase/></testsuite>"
    #expect(try evidence(local, as: .junit).startedAt == nil)
    let zero = "<testsuite timestamp='0001-01-01T00:00:00Z'><testcase/></testsuite>"
    #expect(try evidence(zero, as: .junit).startedAt == nil)
    let two = """
      <testsuites><testsuite timestamp='2026-11-21T07:00:00+01:00'><testcase/></testsuite>
      <testsuite timestamp='2026-11-21T05:00:00Z'><testcase/></testsuite></testsuites>
      """
    #expect(try evidence(two, as: .junit).startedAt == Timestamp("2026-11-21T05:00:00Z"))
    let trx = """
      <TestRun><Times start="2026-11-21T07:00:00.1234567+00:00" finish="2026-11-21T07:00:01Z"/>
      <Results><UnitTestResult outcome="Passed"/></Results></TestRun>
      """
    let evidence = try evidence(trx, as: .junit)
    #expect(evidence.startedAt == Timestamp("2026-11-21T07:00:00.123456Z"))
    #expect(evidence.finishedAt == Timestamp("2026-11-21T07:00:01Z"))
  }

  @Test("of Visual Studio counts the rows of a data-driven test, not the test itself")
  func rows() throws {
    let report = """
      <TestRun><Results><UnitTestResult testName="all" outcome="Failed"><InnerResults>
      <UnitTestResult testName="row 1" outcome="Passed"/>
      <UnitTestResult testName="row 2" outcome="Failed"><Output><ErrorInfo><Message>wrong</Message></ErrorInfo></Output>
      </UnitTestResult></InnerResults></UnitTestResult><UnitTestResult testName="none"/></Results></TestRun>
      """
    let evidence = try evidence(report, as: .junit)
    #expect(evidence.summary == "3 tests: 1 passed, 1 failed, 1 errored")
    #expect(evidence.findings.map(\.name) == ["row 2", "none"])
    #expect(evidence.findings[0].message == "wrong")
  }

  @Test("may be in several files, each of which has to stand by itself")
  func files() throws {
    func outcome(_ reports: [String]) throws -> (GateEvidence.Outcome, Double?) {
      let files = reports.enumerated().map { ReportFile(name: "x/\($0).xml", bytes: Array($1.utf8)) }
      let evidence = try GateEvidence(reading: files, as: .junit)
      #expect(evidence.files.map(\.name) == reports.indices.map { "\($0).xml" })
      return (evidence.outcome, evidence[.tests])
    }
    let (good, bad) = ("<testsuite><testcase/></testsuite>", "<testsuite><testcase><failure/></testcase></testsuite>")
    #expect(try outcome([good, good]) == (.passed, 2))
    #expect(try outcome([good, bad]) == (.failed, 2))
    #expect(try outcome([good, "<testsuite/>"]) == (.passed, 1))
    #expect(try outcome([good, "<testsuite tests='2'/>"]) == (.errored, 1))
    #expect(try outcome([good, "<testsuite failures='1'><testcase/></testsuite>"]) == (.errored, 2))
    #expect(try outcome([]) == (.errored, nil))
    let error = #expect(throws: EvidenceError.self) { try outcome([good, "<testsuite>"]) }
    #expect(error?.file == "x/1.xml")
    #expect(error?.description.hasPrefix("x/1.xml, line 1, column 12: the document ends inside <testsuite>") == true)
  }
}
