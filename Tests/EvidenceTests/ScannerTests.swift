import Evidence
import ReleaseRecords
import Testing

@Suite("A scanner's report")
struct ScannerTests {
  @Test(
    "fails for critical, high and unknown severities, and measures the others",
    arguments: [
      ("CRITICAL", .criticalVulnerabilities, .failed), ("High", .highVulnerabilities, .failed),
      ("MEDIUM", .mediumVulnerabilities, .passed), ("moderate", .mediumVulnerabilities, .passed),
      ("Low", .lowVulnerabilities, .passed), ("Negligible", .lowVulnerabilities, .passed),
      ("Unknown", .unknownVulnerabilities, .failed), ("", .unknownVulnerabilities, .failed),
      ("severe", .unknownVulnerabilities, .failed),
    ] as [(String, MeasurementName, GateEvidence.Outcome)]
  )
  func severity(word: String, name: MeasurementName, outcome: GateEvidence.Outcome) throws {
    let grype = """
      {"matches": [{"vulnerability": {"id": "CVE-1", "severity": "\(word)", "description": "d"},
      "artifact": {"name": "p", "version": "1"}}], "ignoredMatches": [{}], "descriptor": {"version": "0.1"}}
      """
    let evidence = try evidence(grype, as: .grype)
    #expect(evidence.outcome == outcome)
    #expect(evidence[name] == 1)
    #expect(evidence.measurements.reduce(0) { $0 + $1.value } == 1)
    #expect(evidence.findings.map(\.name) == ["CVE-1"])
    #expect(evidence.findings[0].location == "p 1")
    #expect(evidence.toolVersion == "0.1")
    #expect(evidence.summary.hasSuffix("; 1 suppressed"))
  }

  @Test(
    "of Trivy counts secrets and failed checks, and is errored without a target",
    arguments: [
      (#"{"SchemaVersion": 2, "Results": [{"Target": "a", "Vulnerabilities": null}]}"#, .passed, "0 vulnerabilities"),
      (
        #"{"SchemaVersion": 2, "Results": [{"Target": "a", "ExperimentalModifiedFindings": [{}, {}]}]}"#, .passed,
        "0 vulnerabilities; 2 suppressed"
      ),
      (#"{"SchemaVersion": 2}"#, .errored, "0 vulnerabilities; the report has no target: nothing was scanned"),
      (#"[]"#, .errored, "0 vulnerabilities; the report has no target: nothing was scanned"),
      (#"[{"Target": "a", "Vulnerabilities": [{"Severity": "LOW"}]}]"#, .passed, "1 vulnerability: 1 low"),
      (
        #"{"SchemaVersion": 2, "Results": [{"Target": "a", "Class": "secret", "Secrets": [{"Severity": "LOW"}]}]}"#,
        .failed, "0 vulnerabilities; 1 secret"
      ),
      (
        #"{"SchemaVersion": 2, "Results": [{"Target": "a", "Class": "secret"}]}"#, .passed,
        "0 vulnerabilities; 0 secrets"
      ),
      (
        #"{"SchemaVersion": 2, "Results": [{"Target": "a", "Class": "config", "Misconfigurations": ["#
          + #"{"Severity": "LOW", "Status": "FAIL"}, {"Severity": "CRITICAL", "Status": "PASS"}]}]}"#,
        .passed, "0 vulnerabilities; 1 misconfiguration"
      ),
      (
        #"{"SchemaVersion": 2, "Results": [{"Target": "a", "Class": "config", "Misconfigurations": ["#
          + #"{"Severity": "HIGH", "Status": "FAIL"}]}]}"#,
        .failed, "0 vulnerabilities; 1 misconfiguration"
      ),
      (
        #"{"SchemaVersion": 2, "Results": [{"Target": "a", "Class": "config", "Misconfigurations": ["#
          + #"{"Severity": "HIGH", "Status": "fail"}]}]}"#,
        .failed, "0 vulnerabilities; 1 misconfiguration"
      ),
      (
        #"{"SchemaVersion": 2, "Results": [{"Target": "a", "Class": "config", "MisconfSummary": {"Failures": 4}}]}"#,
        .errored, "0 vulnerabilities; 0 misconfigurations; the report declares 4 failed checks of a and lists none"
      ),
      (
        #"{"ClusterName": "c", "Resources": [{"Results": [{"Target": "a"}]}, {"Error": "no access"}]}"#, .errored,
        "0 vulnerabilities; a resource could not be examined: no access"
      ),
    ] as [(String, GateEvidence.Outcome, String)]
  )
  func trivy(report: String, outcome: GateEvidence.Outcome, summary: String) throws {
    let evidence = try evidence(report, as: .trivy)
    #expect(evidence.outcome == outcome)
    #expect(evidence.summary == summary)
  }

  @Test("of npm 7 and later counts advisories where they arise, and believes no total")
  func npm() throws {
    let report = """
      {"auditReportVersion": 2, "vulnerabilities": {
        "a": {"severity": "critical", "via": ["b"]},
        "b": {"severity": "critical", "via": [{"source": 1, "title": "t", "severity": "low", "range": "<2"}, "c"]},
        "c": {"severity": "moderate", "via": []}},
      "metadata": {"vulnerabilities": {"critical": 9, "total": 9}}}
      """
    let found = try evidence(report, as: .npmAudit)
    #expect(found.summary == "2 vulnerabilities: 1 medium, 1 low")
    #expect(found.findings.map(\.location) == ["c", "b <2"])
    let hidden = """
      {"auditReportVersion": 2, "vulnerabilities": {}, "metadata": {"vulnerabilities": {"high": 1, "total": 1}}}
      """
    #expect(try evidence(hidden, as: .npmAudit).outcome == .errored)
  }

  @Test("of pip-audit measures what was skipped, and is errored where everything was")
  func pip() throws {
    let skipped = #"{"name": "x", "skip_reason": "not on PyPI"}"#
    let partly = try evidence(
      #"{"dependencies": [{"name": "y", "version": "1", "vulns": []}, \#(skipped)]}"#,
      as: .pipAudit
    )
    #expect(partly.outcome == .passed)
    #expect(partly[.skipped] == 1)
    #expect(try evidence("[\(skipped)]", as: .pipAudit).outcome == .errored)
  }

  @Test(
    "in CycloneDX has the worst of its ratings, unless the analysis clears it",
    arguments: [
      (#""ratings": [{"severity": "low"}, {"severity": "high"}]"#, .highVulnerabilities),
      (#""ratings": [{"severity": "unknown"}, {"score": 5.0}]"#, .mediumVulnerabilities),
      (#""ratings": [{"score": 9.0}]"#, .criticalVulnerabilities),
      (#""ratings": [{"score": 8.9}]"#, .highVulnerabilities),
      (#""ratings": []"#, .unknownVulnerabilities),
      (#""analysis": {"state": "exploitable"}"#, .unknownVulnerabilities),
      (#""ratings": [{"severity": "critical"}], "analysis": {"state": "false_positive"}"#, nil),
      (#""ratings": [{"severity": "critical"}], "analysis": {"state": "in_triage"}"#, .criticalVulnerabilities),
    ] as [(String, MeasurementName?)]
  )
  func cycloneDX(members: String, name: MeasurementName?) throws {
    let report = #"{"bomFormat": "CycloneDX", "vulnerabilities": [{"id": "CVE-1", \#(members)}]}"#
    let evidence = try evidence(report, as: .cycloneDX)
    #expect(evidence.measurements.filter { $0.value > 0 }.map(\.name) == [name].compactMap(\.self))
  }

  @Test("in CycloneDX may be XML")
  func cycloneDXDocument() throws {
    let report = """
      <bom xmlns="http://cyclonedx.org/schema/bom/1.4"><metadata><timestamp>2026-11-21T07:00:00Z</timestamp>
      <tools><tool><name>grype</name><version>0.41.0</version></tool></tools></metadata><vulnerabilities>
      <vulnerability><id>CVE-1</id><source><name>x</name></source><references><reference><id>CVE-2</id></reference>
      </references><ratings><rating><source><name>n</name></source><score>7.5</score></rating></ratings>
      <description>bad</description><affects><target><ref>pkg:a</ref></target></affects></vulnerability>
      <vulnerability><id>CVE-3</id><ratings><rating><severity>critical</severity></rating></ratings>
      <analysis><state>not_affected</state></analysis></vulnerability></vulnerabilities></bom>
      """
    let evidence = try evidence(report, as: .cycloneDX)
    #expect(evidence.summary == "1 vulnerability: 1 high; 1 suppressed")
    #expect(evidence.tool == "grype")
    #expect(evidence.toolVersion == "0.41.0")
    #expect(evidence.finishedAt == Timestamp("2026-11-21T07:00:00Z"))
    #expect(evidence.findings[0].name == "CVE-1")
    #expect(evidence.findings[0].location == "pkg:a")
    #expect(evidence.findings[0].message == "bad")
  }

  @Test(
    "of Semgrep counts by level, without what the source ignores",
    arguments: [
      (#""severity": "ERROR""#, .failed, "1 error, 0 warnings, 0 notes"),
      (#""severity": "WARNING""#, .passed, "0 errors, 1 warning, 0 notes"),
      (#""severity": "INFO""#, .passed, "0 errors, 0 warnings, 1 note"),
      (#""severity": "ERROR", "is_ignored": true"#, .passed, "0 errors, 0 warnings, 0 notes, 1 suppressed"),
    ] as [(String, GateEvidence.Outcome, String)]
  )
  func semgrep(extra: String, outcome: GateEvidence.Outcome, summary: String) throws {
    let report = #"{"results": [{"check_id": "c", "path": "a", "extra": {\#(extra)}}], "errors": []}"#
    let evidence = try evidence(report, as: .semgrep)
    #expect(evidence.outcome == outcome)
    #expect(evidence.summary == summary)
  }

  @Test("of Semgrep is errored where Semgrep was, or read nothing")
  func semgrepErrors() throws {
    let broken = #"{"results": [], "errors": [{"level": "error", "message": "no memory"}]}"#
    #expect(
      try evidence(broken, as: .semgrep).summary
        == "0 errors, 0 warnings, 0 notes; Semgrep reports an error of its own: no memory"
    )
    #expect(try evidence(broken, as: .semgrep).outcome == .errored)
    let nothing = #"{"results": [], "errors": [], "paths": {"scanned": []}}"#
    #expect(try evidence(nothing, as: .semgrep).outcome == .errored)
  }

  @Test("is refused as what it is not", arguments: EvidenceFormat.allCases)
  func mistaken(format: EvidenceFormat) {
    for (other, sample) in samples {
      #expect((refusal(of: sample, as: format) == nil) == (other == format), "\(other) read as \(format)")
    }
  }
}
