internal import ReleaseRecords

extension Scene {
  /// The people who have one of some parts in the release, each by the one id that stands for them.
  func people(in parties: [Party]) -> Set<String> {
    var people: Set<String> = []
    for party in parties { people.formUnion(self.people(in: party).map(frame.people.canonical)) }
    return people
  }

  private func people(in party: Party) -> [String] {
    switch party {
    case .author: changes.compactMap { $0["author"] }
    case .coAuthor: changes.flatMap(\.coAuthors)
    case .deployer: deployment?.deployers ?? []
    case .manager: [release?["manager"]].compactMap(\.self)
    case .policyEditor: [adoption?["adopted_by"]].compactMap(\.self)
    }
  }

  /// The record by which this policy came into force here.
  private var adoption: Fact? {
    frame.index.policies.last { fact in
      !fact.isSuperseded && fact["policy"] == policy.name
        && (fact.entry.record.service == nil || fact.entry.record.service == subject.service)
        && fact.time("effective_from").map { $0 <= now } ?? false
        && start.map { phase != .before || fact.sequence < $0.sequence || $0.isAssumed } ?? true
    }
  }
}

extension Fact {
  var coAuthors: [String] { data["co_authors"]?.array?.compactMap(\.string) ?? [] }
  var reviewers: [String] { data["reviewers"]?.array?.compactMap(\.string) ?? [] }
}
