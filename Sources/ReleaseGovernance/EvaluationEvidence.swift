public import ReleasePolicy
public import ReleaseRecords

/// What policies are judged on: records of the log up to a size, and who is who.
public struct EvaluationEvidence: Sendable {
  public let records: [LedgerRecord]
  public let index: RecordIndex
  /// Which ids mean the same person, by what the log says.
  public let people: People

  init(records: [LedgerRecord], size: Int64) {
    self.records = records
    index = RecordIndex(records, logSize: size)
    people = People(index)
  }
}
