internal import ReleaseRecords

/// Which ids and identities mean the same person.
package struct People: Hashable, Sendable {
  /// The one id that stands for each person, by every id and identity that is known of them.
  package var aliases: [String: String]

  package init(aliases: [String: String] = [:]) {
    self.aliases = aliases
  }

  /// The id that stands for the person; what is unknown stands for itself.
  package func canonical(_ person: String) -> String { aliases[person] ?? person }
}

extension People {
  /// Takes up identities that stand for themselves, as the ledger compares them: one spelled otherwise is the same person.
  mutating func recognize(_ identities: some Sequence<String>) {
    for identity in identities where aliases[identity] == nil {
      let person = canonical(identity.comparableIdentity)
      if person != identity { aliases[identity] = person }
    }
  }

  /// What the ledger itself says: ids that records of the kind `person` found to stand for the same person.
  ///
  /// Which id stands for an identity such as an e-mail address is not in the log. Where roles name their members by
  /// identities, add those from the directory to ``aliases``.
  package init(_ index: RecordIndex) {
    var parents: [String: String] = [:]
    func root(_ id: String) -> String {
      var id = id
      while let parent = parents[id] {
        // Shortens the way for the next time.
        if let next = parents[parent] { parents[id] = next }
        id = parent
      }
      return id
    }
    for fact in index.people {
      guard let id = fact["person"], let other = fact["same_as"] else { continue }
      let (first, second) = (root(id), root(other))
      // The lesser one stands for both, so that the order of the records makes no difference.
      if first != second { parents[max(first, second)] = min(first, second) }
    }
    self.init(aliases: Dictionary(uniqueKeysWithValues: parents.keys.map { ($0, root($0)) }))
  }
}
