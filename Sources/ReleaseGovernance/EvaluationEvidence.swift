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
    people = Self.people(records)
  }

  /// The ids that records say belong together.
  private static func people(_ records: [LedgerRecord]) -> People {
    var people = People()
    for entry in records where entry.record.kind == .person {
      guard let person = entry.record.data["person"]?.string, let other = entry.record.data["same_as"]?.string else {
        continue
      }
      let (from, to) = (people.canonical(person), people.canonical(other))
      guard from != to else { continue }
      for (alias, id) in people.aliases where id == from { people.aliases[alias] = to }
      people.aliases[from] = to
    }
    return people
  }
}
