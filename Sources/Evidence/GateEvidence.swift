public import ReleaseRecords

/// What a tool's reports say about a quality gate: an outcome, numbers, and the files that both rest on.
///
///     let evidence = try GateEvidence(reading: bytes, as: .junit, fileName: "TEST-all.xml")
///     evidence.outcome                     // .failed
///     evidence[.failed]                    // 2.0
///     evidence.summary                     // "120 tests: 115 passed, 2 failed, 3 skipped"
///
/// Reading is pure: bytes in, value out; no file is opened and nothing is fetched. The names of the measurements are a
/// fixed vocabulary, see ``MeasurementName``.
public struct GateEvidence: Hashable, Sendable {
  /// How the gate ended.
  public enum Outcome: String, Hashable, Sendable, CaseIterable {
    /// The tool ran, and found nothing that fails the gate.
    case passed
    /// The tool ran, and found what fails the gate.
    case failed
    /// Nobody can tell from the report: nothing ran, the tool broke down, or the report contradicts itself.
    case errored
    /// Everything that could have run was left out.
    case skipped
  }

  /// What the reports were read as.
  public var format: EvidenceFormat
  /// How the gate ended.
  public var outcome: Outcome
  /// The numbers, in the order of the vocabulary; a number that the report does not give is absent, never zero.
  public var measurements: [Measurement]
  /// One line for people.
  public var summary: String
  /// What was found, worst first: at most 100 of ``findingCount``.
  public var findings: [Finding]
  /// How many findings the report has.
  public var findingCount: Int
  /// The tool that wrote the report, where the report names it.
  public var tool: String?
  /// That tool's version.
  public var toolVersion: String?
  /// When the tool began, where the report says so with a time zone.
  public var startedAt: Timestamp?
  /// When the tool ended; for a scanner, when it wrote the report.
  public var finishedAt: Timestamp?
  /// The files, in the order in which they were given.
  public var files: [EvidenceFile]

  /// The value of a measurement; nil where the report does not give it.
  public subscript(name: MeasurementName) -> Double? {
    measurements.first { $0.name == name }?.value
  }
}
