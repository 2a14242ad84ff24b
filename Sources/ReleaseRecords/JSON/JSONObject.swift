/// The members of a JSON object, in the order in which they were given.
///
///     var data: JSONObject = ["gate": "lint"]
///     data["outcome"] = "passed"
///     data["gate"] = nil           // removes the member
///
/// Meant for the small objects of records: a look-up goes through the members. Two objects are equal when they have
/// the same members in whatever order.
public struct JSONObject: Sendable {
  public typealias Element = (name: String, value: JSONValue)

  struct Member: Sendable {
    let name: String
    var value: JSONValue
  }

  var members: [Member]

  public init() {
    members = []
  }

  /// Takes members in order; of two with the same name the later one counts.
  public init(_ elements: some Sequence<(String, JSONValue)>) {
    members = []
    for (name, value) in elements {
      self[name] = value
    }
  }

  /// Takes members whose names are known to differ.
  init(distinct members: [Member]) {
    self.members = members
  }

  /// The value of a member. Setting `nil` removes it; a new member goes to the end.
  public subscript(_ name: String) -> JSONValue? {
    get {
      index(of: name).map { members[$0].value }
    }
    set {
      switch (index(of: name), newValue) {
      case (let index?, let value?): members[index].value = value
      case (let index?, nil): members.remove(at: index)
      case (nil, let value?): members.append(Member(name: name, value: value))
      case (nil, nil): break
      }
    }
  }

  func index(of name: String) -> Int? {
    var index = 0
    while index < members.count {
      if members[index].name.hasSameCodePoints(as: name) { return index }
      index += 1
    }
    return nil
  }

  public var isEmpty: Bool { members.isEmpty }
  public var count: Int { members.count }
  public var names: [String] { members.map(\.name) }
}

extension JSONObject: Sequence {
  public struct Iterator: IteratorProtocol {
    var members: Array<Member>.Iterator

    public mutating func next() -> Element? {
      members.next().map { ($0.name, $0.value) }
    }
  }

  public func makeIterator() -> Iterator { Iterator(members: members.makeIterator()) }
  public var underestimatedCount: Int { members.count }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
  public init(dictionaryLiteral elements: (String, JSONValue)...) {
    self.init(elements)
  }
}

extension JSONObject: Hashable {
  public static func == (a: JSONObject, b: JSONObject) -> Bool {
    guard a.members.count == b.members.count else { return false }
    for (index, member) in a.members.enumerated() {
      let twin = b.members[index]
      let value = twin.name.hasSameCodePoints(as: member.name) ? twin.value : b[member.name]
      guard value == member.value else { return false }
    }
    return true
  }

  public func hash(into hasher: inout Hasher) {
    // A sum does not depend on the members' order.
    var sum = 0
    for member in members {
      var own = Hasher()
      own.combine(member.name)
      own.combine(member.value)
      sum &+= own.finalize()
    }
    hasher.combine(sum)
  }
}
