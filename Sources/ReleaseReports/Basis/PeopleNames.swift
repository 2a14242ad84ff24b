public import ReleasePolicy

/// The names by which a report calls people, who stand in records as random ids.
public struct PeopleNames: Hashable, Sendable {
  /// Names by the ids that they are known for.
  public var names: [String: String]
  /// Which ids mean the same person.
  public var people: People

  public init(_ names: [String: String] = [:], people: People = People()) {
    self.names = names
    self.people = people
  }

  /// The person's name; where it is not known, or erased, the beginning of the id.
  public func name(of id: String) -> String {
    names[id] ?? names[people.canonical(id)] ?? "person \(id.prefix(8))"
  }

  /// Whether two ids stand for one person.
  func areSame(_ a: String, _ b: String) -> Bool { people.canonical(a) == people.canonical(b) }
}
