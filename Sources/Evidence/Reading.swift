internal import ReleaseRecords

/// What the readers make of a gate's files: everything of ``GateEvidence`` that is not about the files themselves.
struct Reading {
  var outcome: GateEvidence.Outcome
  var measurements: [Measurement]
  var summary: String
  var findings = FindingList()
  var tool: String?
  var toolVersion: String?
  var startedAt: Timestamp?
  var finishedAt: Timestamp?
}
