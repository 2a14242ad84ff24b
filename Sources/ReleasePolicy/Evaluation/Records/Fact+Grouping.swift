extension [Fact] {
  /// Those that have a field, by its value, in the order in which the values first occur.
  func grouped(by name: String) -> [(id: String, facts: [Fact])] {
    var groups: [(id: String, facts: [Fact])] = []
    var places: [String: Int] = [:]
    for fact in self {
      guard let id = fact[name] else { continue }
      // What belongs together mostly stands together.
      if let last = groups.last?.id, last == id {
        groups[groups.count - 1].facts.append(fact)
      } else if let place = places[id] {
        groups[place].facts.append(fact)
      } else {
        places[id] = groups.count
        groups.append((id, [fact]))
      }
    }
    return groups
  }
}
