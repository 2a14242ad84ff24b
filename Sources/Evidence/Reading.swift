internal import ReleaseRecords

/// What a reader makes of a report: everything of ``GateEvidence`` that is not about the file.
struct Reading {
  var outcome: GateEvidence.Outcome
  var measurements: [Measurement] = []
  var summary: String
  var findings = FindingList()
  var tool: String?
  var toolVersion: String?
  var startedAt: Timestamp?
  var finishedAt: Timestamp?
  var mediaType: String
}

/// “1 test”, “2 tests”.
func counted(_ count: Int, _ noun: String) -> String {
  count == 1 ? "1 \(noun)" : "\(count) \(noun)s"
}
