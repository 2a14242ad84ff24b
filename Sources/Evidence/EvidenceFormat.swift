/// The formats of reports that are understood.
package enum EvidenceFormat: String, Hashable, Sendable, CaseIterable {
  /// Test reports in XML: JUnit in its dialects, NUnit 2 and 3, xUnit.net, and Visual Studio's TRX.
  case junit
  /// Coverage: Cobertura, JaCoCo and Clover in XML, and lcov's trace files.
  case coverage
  /// Static analysis: SARIF 2.1.0.
  case sarif
  /// Static analysis: Semgrep's own JSON.
  case semgrep
  /// Vulnerabilities: Trivy's JSON, old and new, of an artifact or of a Kubernetes cluster.
  case trivy
  /// Vulnerabilities: Grype's JSON.
  case grype
  /// Vulnerabilities: the JSON of `npm audit`, versions 1 and 2.
  case npmAudit = "npm-audit"
  /// Vulnerabilities: the JSON of `pip-audit`, old and new.
  case pipAudit = "pip-audit"
  /// Vulnerabilities within a CycloneDX document, in JSON or XML. A plain bill of materials is refused.
  case cycloneDX = "cyclonedx"
}
