import Evidence
import Testing

@Suite("Scanners' reports of the corpus", .enabled(if: Corpus.isPresent, "corpus not present"))
struct ScannerCorpusTests {
  /// What a file says, counted by another program and looked over by hand.
  struct Row: CustomTestStringConvertible, Sendable {
    let format: EvidenceFormat?
    let outcome: GateEvidence.Outcome?
    let counts: [Double?]
    let path: String

    init(_ line: Substring) {
      let columns = line.split(separator: " ")
      format = EvidenceFormat(rawValue: String(columns[0]))
      outcome = GateEvidence.Outcome(rawValue: String(columns[1]))
      counts = columns[2..<(columns.count - 1)].map { Double($0) }
      path = String(columns[columns.count - 1])
    }

    var testDescription: String { path }
  }

  @Test("are counted by level", arguments: analyses)
  func analysis(row: Row) throws {
    let evidence = try read(row)
    #expect(evidence.outcome == row.outcome, "\(evidence.summary)")
    #expect([.errors, .warnings, .notes].map { evidence[$0] } == row.counts)
    #expect(Double(evidence.findingCount) == row.counts.reduce(0) { $0 + ($1 ?? 0) })
  }

  @Test("are counted by severity", arguments: scans)
  func scan(row: Row) throws {
    let evidence = try read(row)
    #expect(evidence.outcome == row.outcome, "\(evidence.summary)")
    let names: [MeasurementName] = [
      .criticalVulnerabilities, .highVulnerabilities, .mediumVulnerabilities, .lowVulnerabilities,
      .unknownVulnerabilities,
    ]
    #expect(names.map { evidence[$0] } == row.counts)
    #expect(evidence[.misconfigurations] == Self.misconfigurations[row.path])
  }

  private func read(_ row: Row) throws -> GateEvidence {
    try GateEvidence(reading: Corpus.bytes(row.path), as: #require(row.format), fileName: row.path)
  }

  @Test("are refused, saying why", arguments: refusals)
  func refused(path: String, format: EvidenceFormat, description: String) throws {
    let bytes = try Corpus.bytes(path)
    let error = #expect(throws: EvidenceError.self) {
      try GateEvidence(reading: bytes, as: format, fileName: path)
    }
    #expect(error?.description == path + (error?.position == nil ? ": " : ", ") + description)
    #expect(error?.kind == (path.hasSuffix(".spdx") ? .malformed : .unsupported))
  }

  @Test("are all in one of the tables")
  func complete() throws {
    let known = (Self.analyses + Self.scans).map(\.path) + Self.refusals.map(\.0)
    let files = try Corpus.files(under: "defectdojo").union(Corpus.files(under: "sarif"))
    #expect(Set(known) == files)
  }

  static let misconfigurations: [String: Double] = [
    "defectdojo/trivy/issue_9170.json": 37,
    "defectdojo/trivy/kubernetes_fabricated_internal_duplicates_subset.json": 1,
  ]

  static let version = "`version` is “2.2”; SARIF is read in version 2.1.0 only"
  static let plain =
    "this CycloneDX document has no `vulnerabilities`: it is a bill of materials and says nothing about them"
  static let spdx = "this is no CycloneDX document: `bomFormat` is not “CycloneDX”"

  static let refusals: [(String, EvidenceFormat, String)] = [
    ("sarif/oasis-2.2-draft-examples/comprehensive.json", .sarif, version),
    ("sarif/oasis-2.2-draft-examples/example-3-13-5-01.json", .sarif, version),
    ("sarif/oasis-2.2-draft-examples/example-3-3-4-01.json", .sarif, version),
    ("sarif/oasis-2.2-draft-examples/minimal-recommended-with-source-info.json", .sarif, version),
    ("sarif/oasis-2.2-draft-examples/minimal-recommended-without-source-info.json", .sarif, version),
    ("sarif/oasis-2.2-draft-examples/minimal-valid.json", .sarif, version),
    (
      "sarif/schema/sarif-schema-2.1.0.json", .sarif,
      "this is no SARIF log: a SARIF log is an object with `version` and `runs`"
    ),
    ("defectdojo/cyclonedx/cyclonedx_bom.xml", .cycloneDX, plain),
    ("defectdojo/cyclonedx/jake.xml", .cycloneDX, plain),
    ("defectdojo/spdx/spdx_3_unsupported.json", .cycloneDX, spdx),
    ("defectdojo/spdx/spdx_many_vuln.json", .cycloneDX, spdx),
    ("defectdojo/spdx/spdx_no_vuln.json", .cycloneDX, spdx),
    (
      "defectdojo/spdx/spdx_one_vuln.spdx", .cycloneDX,
      "line 1, column 1: found \"S\", expected a value: the file is not sound JSON; produce it again"
    ),
  ]

  static let analyses = analysisTable.split(separator: "\n").map { Row($0) }
  static let scans = scanTable.split(separator: "\n").map { Row($0) }

  /// Format, outcome; errors, warnings, notes; path.
  static let analysisTable = """
    sarif      errored    0   0   0  defectdojo/sarif/appendix_k.sarif
    sarif      passed     0   0   0  defectdojo/sarif/appendix_k1_double.sarif
    sarif      passed     0   1   0  defectdojo/sarif/appendix_k2.sarif
    sarif      passed     0   1   0  defectdojo/sarif/appendix_k3.sarif
    sarif      errored    0   0   0  defectdojo/sarif/appendix_k4.sarif
    sarif      passed     0   0   4  defectdojo/sarif/bash-report-subset-same-hash-code-same-unique-id.sarif
    sarif      failed     3   1   1  defectdojo/sarif/blackduck_nested_fingerprints.sarif
    sarif      failed    11   4  57  defectdojo/sarif/codeQL-output.sarif
    sarif      passed     0  22   0  defectdojo/sarif/cxf-3.4.6.sarif
    sarif      failed    13   0   0  defectdojo/sarif/dependency_check.sarif
    sarif      passed     0   8   0  defectdojo/sarif/gitleaks_7.5.0.sarif
    sarif      failed    35  42   0  defectdojo/sarif/issue_10191.json
    sarif      failed     1   1   7  defectdojo/sarif/mobsfscan.json
    sarif      passed     0   2   0  defectdojo/sarif/suppression_test.sarif
    sarif      passed     0   0   0  sarif/oasis-2.2-draft-examples/graft.json
    semgrep    failed     1   0   0  defectdojo/semgrep/close_old_findings_report_line31.json
    semgrep    passed     0   0   1  defectdojo/semgrep/cwe_list.json
    semgrep    passed     0   0   0  defectdojo/semgrep/empty.json
    semgrep    failed     1   1   0  defectdojo/semgrep/fingerprint_test.json
    semgrep    failed    13  35   0  defectdojo/semgrep/many_vulns.json
    semgrep    passed     0   1   0  defectdojo/semgrep/multiple_cwes_fabricated.json
    semgrep    passed     0   5   0  defectdojo/semgrep/semgrep_version_1_30_0_line_26.json
    """

  /// Format, outcome; critical, high, medium, low, unknown; path.
  static let scanTable = """
    trivy      passed     0   0   1   2   0  defectdojo/trivy/cvssv4_severity_source.json
    trivy      failed     0   1   0   0   0  defectdojo/trivy/issue_9092.json
    trivy      failed     0   0   0   0   0  defectdojo/trivy/issue_9170.json
    trivy      passed     0   0   2   2   0  defectdojo/trivy/kubernetes_fabricated_internal_duplicates_subset.json
    trivy      failed     0  18   9  65   1  defectdojo/trivy/legacy_many_vulns.json
    trivy      failed     0   6   0   0   1  defectdojo/trivy/legacy_trivy_mix.json
    trivy      failed     1   1   3   0   0  defectdojo/trivy/scheme_2_many_vulns.json
    trivy      failed     1   0   0   1   0  defectdojo/trivy/severity_prio.json
    grype      failed     2   3   0   1   0  defectdojo/anchore_grype/check_all_fields.json
    grype      failed     0   1   0   0   0  defectdojo/anchore_grype/check_all_fields_different_ids_fabricated.json
    grype      failed     0   1   0   0   0  defectdojo/anchore_grype/fix_not_available.json
    grype      failed     1  10   2   2   0  defectdojo/anchore_grype/many_vulns_with_epss_values.json
    grype      passed     0   0   0   0   0  defectdojo/anchore_grype/no_vuln.json
    npm-audit  errored    0   0   0   0   0  defectdojo/npm_audit/empty_with_error.json
    npm-audit  failed     0   5   0   0   0  defectdojo/npm_audit/issue_7897.json
    npm-audit  failed     0   2   3   0   0  defectdojo/npm_audit/many_vuln_with_groups.json
    npm-audit  failed     2  15  22   2   0  defectdojo/npm_audit/multiple_cwes.json
    npm-audit  passed     0   0   0   0   0  defectdojo/npm_audit/no_vuln.json
    pip-audit  errored    0   0   0   0   0  defectdojo/pip_audit/empty.json
    pip-audit  errored    0   0   0   0   0  defectdojo/pip_audit/empty_new.json
    pip-audit  failed     0   0   0   0   7  defectdojo/pip_audit/many_vulns.json
    pip-audit  passed     0   0   0   0   0  defectdojo/pip_audit/zero_vulns.json
    cyclonedx  failed     4  28 175 141  33  defectdojo/cyclonedx/dd_1_15_0.xml
    cyclonedx  failed     5  24 155 133  10  defectdojo/cyclonedx/grype.xml
    cyclonedx  passed     0   0   0   0   0  defectdojo/cyclonedx/issue_8022.json
    cyclonedx  failed     0   3   4   0   0  defectdojo/cyclonedx/jake2.json
    cyclonedx  failed     4   1   3   0   0  defectdojo/cyclonedx/log4j.json
    cyclonedx  failed     1   0   0   0   0  defectdojo/cyclonedx/multiple_cwes_fabricated.xml
    cyclonedx  failed     1   0   0   0   0  defectdojo/cyclonedx/no-severity.json
    cyclonedx  failed     1   0   0   0   0  defectdojo/cyclonedx/spec1.xml
    cyclonedx  passed     0   0   0   0   0  defectdojo/cyclonedx/valid-vulnerability-1.4.xml
    """
}
