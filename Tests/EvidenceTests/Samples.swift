import Evidence

/// One small, sound report of each format.
let samples: [EvidenceFormat: String] = [
  .junit: """
  <?xml version="1.0" encoding="UTF-8"?>
  <testsuites><!-- all --><testsuite name="s" tests="2" failures="1" timestamp="2026-11-21T07:00:00Z">
  <properties><property name="p" value="&quot;v&#10;"/></properties>
  <testcase classname="C" name="a" time="0.25"><system-out><![CDATA[<x>]]></system-out></testcase>
  <testcase classname="C" name="b" time="1"><failure message="wrong &amp; bad" type="E">trace</failure></testcase>
  </testsuite></testsuites>
  """,
  .coverage: """
  <!DOCTYPE coverage SYSTEM "http://cobertura.sourceforge.net/xml/coverage-04.dtd">
  <coverage line-rate="0.5"><packages><package name="p"><classes><class name="A" filename="a.swift"><methods/><lines>
  <line number="1" hits="3" branch="true" condition-coverage="50% (1/2)"/><line number="2" hits="0"/>
  </lines></class></classes></package></packages></coverage>
  """,
  .sarif: """
  {"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "T", "version": "1", "rules": [
  {"id": "R", "defaultConfiguration": {"level": "error"}}]}}, "invocations": [{"executionSuccessful": true}],
  "results": [{"ruleId": "R", "message": {"text": "m"}, "suppressions": []}, {"ruleId": "S/1", "level": "note"}]}]}
  """,
  .semgrep: """
  {"version": "1.0.0", "results": [{"check_id": "c", "path": "a.py", "start": {"line": 1},
  "extra": {"severity": "WARNING", "message": "m"}}], "errors": [], "paths": {"scanned": ["a.py"]}}
  """,
  .trivy: """
  {"SchemaVersion": 2, "Trivy": {"Version": "0.69.1"}, "CreatedAt": "2026-11-21T07:00:00.123456789Z", "Results": [
  {"Target": "a", "Class": "lang-pkgs", "Vulnerabilities": [{"VulnerabilityID": "CVE-1", "PkgName": "p",
  "InstalledVersion": "1", "Severity": "HIGH", "Title": "t"}]}, {"Target": "b", "Class": "secret"}]}
  """,
  .grype: """
  {"matches": [{"vulnerability": {"id": "CVE-1", "severity": "Low"}, "artifact": {"name": "p", "version": "1"}}],
  "descriptor": {"name": "grype", "version": "0.94.0", "timestamp": "2026-11-21T07:00:00.5Z"}}
  """,
  .npmAudit: """
  {"auditReportVersion": 2, "vulnerabilities": {"p": {"name": "p", "severity": "high", "via": [
  {"source": 1, "title": "t", "severity": "high", "range": "<2"}]}}, "metadata": {"vulnerabilities": {"high": 1}}}
  """,
  .pipAudit: """
  {"dependencies": [{"name": "p", "version": "1", "vulns": [{"id": "PYSEC-1", "fix_versions": ["2"]}]},
  {"name": "q", "skip_reason": "not on PyPI"}], "fixes": []}
  """,
  .cycloneDX: """
  {"bomFormat": "CycloneDX", "specVersion": "1.4", "vulnerabilities": [{"id": "CVE-1",
  "ratings": [{"severity": "medium", "score": 5.5}], "affects": [{"ref": "pkg:p"}]}]}
  """,
]
