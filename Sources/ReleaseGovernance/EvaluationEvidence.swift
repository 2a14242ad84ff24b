package import ReleasePolicy
package import ReleaseRecords

/// What policies are judged on: records of the log up to a size, and who is who.
package struct EvaluationEvidence: Sendable {
  /// The records of the services in question, and those of no service.
  package let records: [LedgerRecord]
  package let index: RecordIndex
  /// Which ids mean the same person, by what the log says.
  package let people: People

  /// - Parameters:
  ///   - records: the records of the services in question, and those of no service.
  ///   - others: records of other services that matter to them.
  ///   - people: who is who, where that is known already.
  init(_ records: [LedgerRecord], others: [LedgerRecord] = [], size: Int64, people: People? = nil) {
    self.records = records
    index = RecordIndex(others.isEmpty ? records : others + records, logSize: size)
    self.people = people ?? People(index)
  }
}
