package import ReleaseRecords

/// The records of a log up to a size, laid out so that those of one release are found at once.
///
///     let index = RecordIndex(records, logSize: 120_000)
///     let evaluator = Evaluator(PreparedPolicy(policy), index: index, at: now)
///
/// Build it once and evaluate as many subjects and policies over it as there are: the layout depends on the records
/// alone, and not on the order in which they are given. Sequence numbers have to be those of one log, each there once.
package struct RecordIndex: Sendable {
  package let logSize: Int64
  /// What belongs to a service, by its name.
  let services: [String: ServiceIndex]
  /// Windows of the calendar that are not those of one service.
  let windows: [Fact]
  /// Adoptions of policies, in the order of the log.
  let policies: [Fact]
  /// What says that two ids stand for one person.
  let people: [Fact]

  package init(_ records: [LedgerRecord], logSize: Int64) {
    self.logSize = logSize
    let known = records.ascending.filter { $0.sequence >= 0 && $0.sequence < logSize }
    let facts = Self.facts(known, Supersession(known))
    var services: [String: ServiceIndex] = [:]
    var windows: [Fact] = []
    var policies: [Fact] = []
    var people: [Fact] = []
    for fact in facts {
      if fact.kind == .policy { policies.append(fact) }
      if fact.kind == .person, !fact.isSuperseded { people.append(fact) }
      if let service = fact.entry.record.service {
        services[service, default: ServiceIndex()].add(fact)
      } else if fact.kind == .window {
        windows.append(fact)
      }
    }
    for name in services.keys { services[name]?.finish() }
    self.services = services
    self.windows = windows
    self.people = people
    self.policies = policies.sorted { $0.sequence < $1.sequence }
  }

  /// The records with the times that count for them, in the order in which they are taken.
  private static func facts(_ records: [LedgerRecord], _ supersession: Supersession) -> [Fact] {
    let isAmended = Set(supersession.amended.values)
    var roots: [Int64: (time: Timestamp, origin: Int64)] = [:]
    var facts: [Fact] = []
    facts.reserveCapacity(records.count)
    for record in records {
      var time = record.effectiveAt
      var origin = record.sequence
      if let target = supersession.amended[record.sequence], let root = roots[target] {
        time = record.record.occurredAt ?? root.time
        origin = root.origin
      }
      if isAmended.contains(record.sequence) { roots[record.sequence] = (time, origin) }
      let supersededBy = supersession.replacements[record.sequence]
      facts.append(Fact(record, time: time, origin: origin, supersededBy: supersededBy))
    }
    facts.sort(by: Fact.precedes)
    return facts
  }
}

extension [LedgerRecord] {
  /// In the order of the log, as they mostly are already.
  package var ascending: [LedgerRecord] {
    for (record, next) in zip(self, dropFirst()) where record.sequence > next.sequence {
      return sorted { $0.sequence < $1.sequence }
    }
    return self
  }
}
