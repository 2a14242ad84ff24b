internal import Crypto
internal import ReleaseRecords

extension GateEvidence {
  /// Reads a report.
  ///
  /// - Parameters:
  ///   - bytes: the file's content, at most 64 MiB.
  ///   - format: what the file is said to be; another format is refused, not guessed at.
  ///   - fileName: the file's name; folders before it are left out.
  package init(reading bytes: [UInt8], as format: EvidenceFormat, fileName: String) throws(EvidenceError) {
    try self.init(reading: [ReportFile(name: fileName, bytes: bytes)], as: format)
  }

  /// Reads the reports of one gate together, such as those that Surefire writes for each class.
  ///
  /// Everything is added up as if it stood in one file. A line of code that several coverage reports list is one line,
  /// provided that they call the source file the same. No file at all makes the gate errored: nothing was tested.
  package init(reading files: [ReportFile], as format: EvidenceFormat) throws(EvidenceError) {
    let (reading, types) =
      switch format {
      case .junit: try Self.add(files, TestTally(), TestReport.read)
      case .coverage: try Self.add(files, CoverageTally(), CoverageReport.read)
      case .sarif: try Self.add(files, AnalysisTally(), SARIFReport.read)
      case .semgrep: try Self.add(files, AnalysisTally(), SemgrepReport.read)
      case .trivy: try Self.add(files, VulnerabilityTally(), TrivyReport.read)
      case .grype: try Self.add(files, VulnerabilityTally(), GrypeReport.read)
      case .npmAudit: try Self.add(files, VulnerabilityTally(), NPMAuditReport.read)
      case .pipAudit: try Self.add(files, VulnerabilityTally(), PipAuditReport.read)
      case .cycloneDX: try Self.add(files, VulnerabilityTally(), CycloneDXReport.read)
      }
    self.init(
      format: format,
      outcome: files.isEmpty ? .errored : reading.outcome,
      measurements: files.isEmpty ? [] : reading.measurements,
      summary: files.isEmpty ? "there is no report" : reading.summary,
      findings: reading.findings.worst,
      findingCount: reading.findings.count,
      tool: reading.tool.flatMap(word),
      toolVersion: reading.toolVersion.flatMap(word),
      startedAt: reading.startedAt,
      finishedAt: reading.finishedAt.flatMap { finished in
        reading.startedAt.map { $0 <= finished } ?? true ? finished : nil
      },
      files: zip(files, types).map { EvidenceFile($0, mediaType: $1) }
    )
  }

  private static func add<Sum: Tally>(
    _ files: [ReportFile],
    _ tally: Sum,
    _ read: ([UInt8], inout Sum) throws(EvidenceError) -> MediaType
  ) throws(EvidenceError) -> (Reading, [MediaType]) {
    var tally = tally
    var types: [MediaType] = []
    for file in files {
      do {
        types.append(try read(file.bytes, &tally))
      } catch {
        throw EvidenceError(kind: error.kind, problem: error.problem, position: error.position, file: file.name)
      }
    }
    return (tally.reading, types)
  }
}

extension EvidenceFile {
  fileprivate init(_ file: ReportFile, mediaType: MediaType) {
    name = file.name.split(separator: "/").last.flatMap(word) ?? "report"
    self.mediaType = mediaType.rawValue
    digest = "sha256:" + SHA256.hash(data: file.bytes).hexadecimal
    sizeBytes = file.bytes.count
  }
}
