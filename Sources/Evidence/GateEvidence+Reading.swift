internal import Crypto
internal import ReleaseRecords

extension GateEvidence {
  /// Reads a report.
  ///
  /// - Parameters:
  ///   - bytes: the file's content, at most 64 MiB.
  ///   - format: what the file is said to be; another format is refused, not guessed at.
  ///   - fileName: the file's name; folders before it are left out.
  public init(reading bytes: [UInt8], as format: EvidenceFormat, fileName: String) throws(EvidenceError) {
    let reading: Reading =
      switch format {
      case .junit: try TestReport.read(bytes)
      case .coverage: try CoverageReport.read(bytes)
      case .sarif: try SARIFReport.read(bytes)
      case .semgrep: try SemgrepReport.read(bytes)
      case .trivy: try TrivyReport.read(bytes)
      case .grype: try GrypeReport.read(bytes)
      case .npmAudit: try NPMAuditReport.read(bytes)
      case .pipAudit: try PipAuditReport.read(bytes)
      case .cycloneDX: try CycloneDXReport.read(bytes)
      }
    let digest = SHA256.hash(data: bytes).reduce(into: "sha256:") { text, byte in
      text += (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }
    let name = oneLine(fileName.split(separator: "/").last ?? "", limit: Limits.nameCharacters)
    self.init(
      outcome: reading.outcome,
      measurements: reading.measurements,
      summary: reading.summary,
      findings: reading.findings.worst,
      findingCount: reading.findings.count,
      tool: reading.tool.map { oneLine($0, limit: Limits.nameCharacters) },
      toolVersion: reading.toolVersion.map { oneLine($0, limit: Limits.nameCharacters) },
      startedAt: reading.startedAt,
      finishedAt: reading.finishedAt,
      evidence: EvidenceFile(
        name: name.isEmpty ? "report" : name,
        mediaType: reading.mediaType,
        digest: digest,
        sizeBytes: bytes.count
      )
    )
  }
}
