internal import ReleaseRecords

/// What counts in a scene, by kind. There are few kinds in one, so that going through them takes less than hashing.
struct FactsByKind {
  private var lists: [(kind: RecordKind, facts: [Fact])] = []

  /// Takes facts in the order in which they are taken, which they keep within each kind.
  init(_ facts: [Fact]) {
    for fact in facts {
      if let index = lists.firstIndex(where: { $0.kind == fact.kind }) {
        lists[index].facts.append(fact)
      } else {
        lists.append((fact.kind, [fact]))
      }
    }
  }

  subscript(_ kind: RecordKind) -> [Fact] {
    for index in lists.indices where lists[index].kind == kind { return lists[index].facts }
    return []
  }

  func contains(where predicate: (Fact) -> Bool) -> Bool {
    lists.contains { $0.facts.contains(where: predicate) }
  }

  func filter(_ isIncluded: (Fact) -> Bool) -> FactsByKind {
    var filtered = self
    for index in lists.indices { filtered.lists[index].facts = lists[index].facts.filter(isIncluded) }
    return filtered
  }

  /// Whether both hold the same facts.
  func isSame(as other: FactsByKind) -> Bool {
    lists.count == other.lists.count
      && lists.allSatisfy { kind, facts in other[kind].elementsEqual(facts) { $0 === $1 } }
  }
}
