package import ReleaseRecords

/// What a tool's reports say about a quality gate: an outcome, numbers, and the files that both rest on.
///
///     let evidence = try GateEvidence(reading: bytes, as: .junit, fileName: "TEST-all.xml")
///     evidence.outcome                     // .failed
///     evidence[.failed]                    // 2.0
///     evidence.summary                     // "120 tests: 115 passed, 2 failed, 3 skipped"
///
/// Reading is pure: bytes in, value out; no file is opened and nothing is fetched. The names of the measurements are a
/// fixed vocabulary, see ``MeasurementName``.
package struct GateEvidence: Hashable, Sendable {
  /// How the gate ended.
  package enum Outcome: String, Hashable, Sendable, CaseIterable {
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
  package var format: EvidenceFormat
  /// How the gate ended.
  package var outcome: Outcome
  /// The numbers, in the order of the vocabulary; a number that the report does not give is absent, never zero.
  package var measurements: [Measurement]
  /// One line for people.
  package var summary: String
  /// What was found, worst first: at most 100 of ``findingCount``.
  package var findings: [Finding]
  /// How many findings the report has.
  package var findingCount: Int
  /// The tool that wrote the report, where the report names it.
  package var tool: String?
  /// That tool's version.
  package var toolVersion: String?
  /// When the tool began, where the report says so with a time zone.
  package var startedAt: Timestamp?
  /// When the tool ended; for a scanner, when it wrote the report.
  package var finishedAt: Timestamp?
  /// The files, in the order in which they were given.
  package var files: [EvidenceFile]

  /// The value of a measurement; nil where the report does not give it.
  package subscript(name: MeasurementName) -> Double? {
    measurements.first { $0.name == name }?.value
  }
}
