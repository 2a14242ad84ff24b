import Evidence
import Testing

@Suite("Test reports of the corpus", .enabled(if: Corpus.isPresent, "corpus not present"))
struct TestReportCorpusTests {
  /// What a file says, counted by another program and looked over by hand.
  struct Row: CustomTestStringConvertible, Sendable {
    let outcome: GateEvidence.Outcome?
    let counts: [Double?]
    let duration: Double?
    let path: String

    init(_ line: Substring, folder: Substring) {
      let columns = line.split(separator: " ")
      outcome = GateEvidence.Outcome(rawValue: String(columns[0]))
      counts = columns[1...5].map { Double($0) }
      duration = Double(columns[6])
      path = folder + String(columns[7])
    }

    var testDescription: String { path }
  }

  @Test("are counted case by case", arguments: rows)
  func counted(row: Row) throws {
    let evidence = try GateEvidence(reading: Corpus.bytes("junit/" + row.path), as: .junit, fileName: row.path)
    #expect(evidence.outcome == row.outcome, "\(evidence.summary)")
    #expect([.passed, .failed, .errored, .skipped, .flaky].map { evidence[$0] } == row.counts)
    #expect(evidence[.tests] == row.counts.prefix(4).reduce(0) { $0 + ($1 ?? 0) })
    #expect(evidence[.duration] == row.duration)
    let found = [MeasurementName.failed, .errored, .flaky].reduce(0) { $0 + (evidence[$1] ?? 0) }
    #expect(evidence.findingCount == Int(found))
  }

  @Test("are refused, saying where and why", arguments: refusals)
  func refused(path: String, kind: EvidenceError.Kind, description: String) throws {
    let bytes = try Corpus.bytes("junit/" + path)
    let error = #expect(throws: EvidenceError.self) {
      try GateEvidence(reading: bytes, as: .junit, fileName: path)
    }
    #expect(error?.kind == kind)
    #expect(error?.description == path + (error?.position == nil ? ": " : ", ") + description)
  }

  @Test("are all in one of the two tables")
  func complete() throws {
    let known = Self.rows.map(\.path) + Self.refusals.map(\.0)
    #expect(Set(known.map { "junit/" + $0 }) == (try Corpus.files(under: "junit")))
  }

  static let unknownRoot =
    "expected are <testsuites> or <testsuite> (JUnit), <test-run> or <test-results> (NUnit), "
    + "<assemblies> (xUnit.net), <TestRun> (TRX)"

  static let refusals: [(String, EvidenceError.Kind, String)] = [
    (
      "jenkins-junit-plugin/junit__junitResult.xml", .unsupported,
      "line 2, column 1: the root element “result” is no test report's: \(unknownRoot)"
    ),
    (
      "jenkins-junit-plugin/junit__testXxe-xxe.xml", .forbidden,
      "line 2, column 1: document type declarations are refused; remove `<!DOCTYPE r …>`"
    ),
    (
      "publish-unit-test-result/junit-xml__non-junit.junit-xml", .unsupported,
      "line 2, column 1: the root element “suites” is no test report's: \(unknownRoot)"
    ),
    (
      "publish-unit-test-result/junit-xml__non-junit.xml", .unsupported,
      "line 2, column 1: the root element “suites” is no test report's: \(unknownRoot)"
    ),
    (
      "publish-unit-test-result/nunit__nunit3__jenkins__NUnit-issue17521.xml", .malformed,
      "line 33, column 16: the control character U+0000, which XML does not allow"
    ),
    (
      "publish-unit-test-result/nunit__nunit3__jenkins__NUnit-issue47367.xml", .malformed,
      "line 5, column 109: white space is missing before an attribute"
    ),
    (
      "publish-unit-test-result/nunit__nunit3__jenkins__NUnit-sec1752-file.xml", .forbidden,
      "line 2, column 1: document type declarations are refused; remove `<!DOCTYPE test …>`"
    ),
    (
      "publish-unit-test-result/xml__non-xml.xml", .malformed,
      "line 1, column 1: this is no XML: no `<` begins it"
    ),
  ]

  static let rows: [Row] = {
    var folder: Substring = ""
    return table.split(separator: "\n").compactMap { line in
      if line.hasSuffix("/") { folder = line }
      return line.hasSuffix("/") ? nil : Row(line, folder: folder)
    }
  }()

  /// Folders, and in them: outcome; cases passed, failed, errored, skipped, flaky; seconds; file.
  static let table = """
    gotestsum/
    failed    42 13 0  0 0 0.06       junitxml-report-hide-skipped-tests.xml
    jenkins-junit-plugin/
    passed     1  0 0  0 0 157.98     junit__JENKINS-12457__TestSuite_a1.xml
    passed     1  0 0  0 0 157.98     junit__JENKINS-13214__27449.xml
    passed     1  0 0  0 0 146.368    junit__JENKINS-13214__27540.xml
    passed     1  0 0  0 0 153.027    junit__JENKINS-13214__29734.xml
    passed     1  0 0  0 0 157.98     junit__JENKINS-41134__TestSuite_first.xml
    failed     0  1 0  0 0 123.98     junit__JENKINS-41134__TestSuite_second.xml
    failed     0  1 0  0 0 157.98     junit__JENKINS-41134__TestSuite_second_dup_first.xml
    passed     1  0 0  0 0 0.002      junit__JENKINS-48583__TEST-com.sample.test.TestMessage.xml
    passed     2  0 0  0 0 0.004      junit__JENKINS-48583__TEST-com.sample.test.TestMessage2.xml
    errored    0  0 1  0 0 0.172697   junit__SKIPPED_MESSAGE__afterSkippedResult.xml
    skipped    0  0 0  1 0 0.172697   junit__SKIPPED_MESSAGE__skippedTestResult.xml
    errored    0  0 1  0 0 -          junit__TEST-null.xml
    failed     0  1 0  0 0 0.001      junit__gh-237__TEST-io.olamy.AlwaysFailTest.xml
    passed     1  0 0  0 1 0.001      junit__gh-237__TEST-io.olamy.FlakyTest.xml
    passed     6  0 0  0 0 1426       junit__junit-report-1463.xml
    passed     1  0 0  0 0 3.521      junit__junit-report-2874.xml
    failed     1  1 0  0 0 2          junit__junit-report-494.xml
    errored    0  0 1  0 0 -          junit__junit-report-6700.xml
    failed     0  1 0  0 0 0.016      junit__junit-report-empty-testcasename.xml
    passed     3  0 0  0 0 30         junit__old-reports__junit-report-2.xml
    failed     0  1 0  0 0 2          junit__pipeline__ageReset-1.xml
    passed     1  0 0  0 0 -          junit__pipeline__ageReset-2.xml
    passed     8  0 0  0 0 14         junit__pipeline__junit-report-testTrends-first-1.xml
    passed     1  0 0  0 0 4.521      junit__pipeline__junit-report-testTrends-second-2.xml
    passed     1  0 0  0 0 5.521      junit__pipeline__junit-report-testTrends-second-3.xml
    publish-unit-test-result/
    errored    0  0 1  0 0 0          junit-xml__bazel__suite-logs.junit-xml
    passed     1  0 0  0 0 1.234      junit-xml__empty-system-out-err.junit-xml
    passed     1  0 0  0 0 1.234      junit-xml__empty-system-out-err.xml
    passed     2  0 0  0 0 0.295      junit-xml__jest__jest-junit.junit-xml
    failed     1  1 1  1 0 1.158      junit-xml__junit.multiresult.xml
    failed     1  1 1  1 0 -          junit-xml__minimal-attributes.junit-xml
    failed     1  1 1  1 0 -          junit-xml__minimal-attributes.xml
    passed   109  0 0  0 0 0.266      junit-xml__mocha__latex-utensils.junit-xml
    passed   109  0 0  0 0 0.266      junit-xml__mocha__latex-utensils.xml
    errored    0  0 0  0 0 -          junit-xml__no-cases-but-tests.junit-xml
    errored    0  0 0  0 0 -          junit-xml__no-cases-but-tests.xml
    errored    0  0 0  0 0 -          junit-xml__no-cases.junit-xml
    errored    0  0 0  0 0 -          junit-xml__no-cases.xml
    failed     3  1 0  1 0 21.908     junit-xml__pytest__junit.fail.junit-xml
    failed     3  1 0  1 0 21.908     junit-xml__pytest__junit.fail.xml
    passed    10  0 0  4 0 72.024     junit-xml__pytest__junit.gloo.elastic.junit-xml
    passed    20  0 0  2 0 626.968    junit-xml__pytest__junit.gloo.elastic.spark.tf.junit-xml
    passed    22  0 0  0 0 669.579    junit-xml__pytest__junit.gloo.elastic.spark.torch.xml
    passed     3  0 0  0 0 15.296     junit-xml__pytest__junit.mpi.integration.xml
    passed    96  0 0  1 0 218.126    junit-xml__pytest__junit.mpi.standalone.junit-xml
    passed    24  0 0  0 0 124.439    junit-xml__pytest__junit.mpi.static.junit-xml
    passed    24  0 0  0 0 124.439    junit-xml__pytest__junit.mpi.static.xml
    passed    33  0 0  2 0 162.933    junit-xml__pytest__junit.spark.integration.1.junit-xml
    passed    33  0 0  2 0 170.503    junit-xml__pytest__junit.spark.integration.2.junit-xml
    passed     5  0 0  0 0 2.223      junit-xml__scalatest__TEST-uk.co.gresearch.spark.diff.DiffOptionsSuite.xml
    passed     5  0 0  0 0 4.807419   junit-xml__testsuite-in-testsuite.xml
    passed     5  0 0  0 0 4.807419   junit-xml__testsuite-root.xml
    failed     6 19 1  5 0 0.002      junit-xml__tst__disabled.xml
    failed     1  2 2  2 0 8.61       junit-xml__unsupported-unicode.junit-xml
    failed     1  2 2  2 0 8.61       junit-xml__unsupported-unicode.xml
    passed     2  0 0  0 0 0.458013   junit-xml__xunit__xunit.junit-xml
    passed     2  0 0  0 0 0.458013   junit-xml__xunit__xunit.xml
    failed    13  1 9  0 0 0.535373   nunit__mstest__clicketyclackety.xml
    failed     3  1 0  0 0 0.178      nunit__mstest__pickles.junit-xml
    failed     0  1 0  0 0 2.117365   nunit__mstest__timewarpinc.junit-xml
    passed   218  0 0  0 0 0.931      nunit__nunit3__jenkins__NUnit-correct2.junit-xml
    passed   218  0 0  0 0 0.931      nunit__nunit3__jenkins__NUnit-correct2.xml
    passed    22  0 0  0 0 264.004    nunit__nunit3__jenkins__NUnit-correct3.xml
    failed     9  1 0  0 0 1.261      nunit__nunit3__jenkins__NUnit-healthReport.junit-xml
    passed     1  0 0  2 0 0.001      nunit__nunit3__jenkins__NUnit-ignored.xml
    passed     1  0 0  1 0 6.588609   nunit__nunit3__jenkins__NUnit-issue33493.xml
    passed     3  0 0  0 0 17.807624  nunit__nunit3__jenkins__NUnit-issue48478.xml
    failed     3  3 0  0 0 0.077317   nunit__nunit3__jenkins__NUnit-issue50162.junit-xml
    failed     6  3 0  0 0 0.032      nunit__nunit3__jenkins__NUnit-issue5674.junit-xml
    failed     6  3 0  0 0 0.032      nunit__nunit3__jenkins__NUnit-issue5674.xml
    errored    4  0 0  0 0 0.24       nunit__nunit3__jenkins__NUnit-multinamespace.junit-xml
    errored    3  0 1  0 0 0.24       nunit__nunit3__jenkins__NUnit-multinamespace.xml
    failed     3  1 0  0 0 0.24       nunit__nunit3__jenkins__NUnit.xml
    passed   803  0 0  1 0 3.195682   trx__nunit__FluentValidation.Tests.junit-xml
    failed     2  3 0  1 0 0.138      trx__nunit__NUnit-net461-sample.trx
    failed     2  3 0  1 0 0.077766   trx__nunit__NUnit-netcoreapp3.1-sample.junit-xml
    passed    67  0 0 12 0 0.446554   trx__nunit__SilentNotes.junit-xml
    failed     2  3 0  1 0 0.049      trx__xunit__xUnit-net461-sample.junit-xml
    failed     2  3 0  1 0 0.049      trx__xunit__xUnit-net461-sample.trx
    failed     2  3 0  1 0 0.011683   trx__xunit__xUnit-netcoreapp3.1-sample.junit-xml
    failed     2  2 2 19 0 26.669776  trx__yami_YAMILEX_2015-10-24_04_18_59.trx
    failed     3  3 0  1 0 8.638      xunit__mstest__fixie.xml
    failed     1  1 0  1 0 0.024      xunit__mstest__jenkinsci__testcase1.junit-xml
    failed     1  1 0  1 0 0.024      xunit__mstest__jenkinsci__testcase1.xml
    errored    1  0 0  0 0 35.523662  xunit__mstest__jenkinsci__testcase2.xml
    failed     1  1 0  1 0 0.024      xunit__mstest__jenkinsci__testcase3.junit-xml
    failed     1  1 0  1 0 0.024      xunit__mstest__jenkinsci__testcase3.xml
    errored    0  0 0  0 0 -          xunit__mstest__jenkinsci__testcase4.junit-xml
    errored    0  0 0  0 0 -          xunit__mstest__jenkinsci__testcase4.xml
    failed     0  1 0  0 0 36.782054  xunit__mstest__jenkinsci__testcase6.junit-xml
    failed     0  1 0  0 0 36.782054  xunit__mstest__jenkinsci__testcase6.xml
    failed     3  1 0  0 0 0.185      xunit__mstest__pickles.xml
    test-reporter/
    failed     1  3 0  0 0 0.017933   dotnet-xunitv3.trx
    errored    0  0 0  0 0 -          empty__dotnet-trx.trx
    errored    0  0 0  0 0 -          empty__jest-junit-empty-testsuite.xml
    errored    0  0 0  0 0 -          empty__phpunit-empty.xml
    failed     5  1 1  1 0 16.082687  external__java__junit4-complete.xml
    passed     1  0 0  0 0 0.704      external__jest__jest-react-component-test-results.xml
    failed    12  1 1  4 0 0.033      external__nunit-sample.xml
    failed     8  1 0  0 0 15.682687  external__phpunit__junit-basic.xml
    failed    28  2 0  0 0 0.041478   external__phpunit__phpcheckstyle-phpunit.xml
    passed     1  0 0  0 0 0          jest-junit-eslint.xml
    failed     1  4 0  1 0 0.007      jest-junit.xml
    failed    61  1 0  3 0 -          nette-tester__tester-v1.7-report.xml
    failed     2  1 0  0 0 0.220477   swift-xunit.xml
    errored    0  0 2  0 0 0          test-errors__jest__jest-test-results.xml
    """
}
