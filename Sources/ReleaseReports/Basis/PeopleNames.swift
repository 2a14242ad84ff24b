package import ReleasePolicy

/// The names by which a report calls people, who stand in records as random ids.
package struct PeopleNames: Hashable, Sendable {
  /// Names by the ids that they are known for.
  package var names: [String: String]
  /// Which ids mean the same person.
  package var people: People

  package init(_ names: [String: String] = [:], people: People = People()) {
    self.names = names
    self.people = people
  }

  /// The person's name; where it is not known, or erased, the beginning of the id.
  package func name(of id: String) -> String {
    names[id] ?? names[people.canonical(id)] ?? "person \(id.prefix(8))"
  }

  /// A text with names in the place of ids that stand in it as words of their own.
  func named(in text: String) -> String {
    guard !names.isEmpty else { return text }
    var result = ""
    var word = ""
    func flush() {
      result += names[word] ?? word
      word = ""
    }
    for character in text {
      if character.isLetter || character.isNumber || character == "-" || character == "_" {
        word.append(character)
      } else {
        flush()
        result.append(character)
      }
    }
    flush()
    return result
  }

  /// Whether two ids stand for one person.
  func areSame(_ a: String, _ b: String) -> Bool { people.canonical(a) == people.canonical(b) }
}
