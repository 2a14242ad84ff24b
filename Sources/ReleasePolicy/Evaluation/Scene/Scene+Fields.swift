internal import ReleaseRecords

extension Scene {
  /// The records that a selector means, in the order in which they are taken.
  func selected(by selector: RecordSelector) -> [Fact] {
    let conditions = conditions(of: selector)
    return self[selector.kind].filter { fits($0, selector.environment) && meets(conditions, $0) }
  }

  /// The fields that a selector asks for, each with the values that it may have.
  func conditions(of selector: RecordSelector) -> [(name: String, choices: [JSONValue])] {
    selector.matching.map { name, choices in (name, choices.map(filled)) }
  }

  func meets(_ conditions: [(name: String, choices: [JSONValue])], _ fact: Fact) -> Bool {
    conditions.allSatisfy { has(fact, $0.name, oneOf: $0.choices) }
  }

  /// A value with the release's version, commit and service in the places that stand for them.
  func filled(_ value: JSONValue) -> JSONValue {
    guard let text = value.string, text.utf8.contains(UInt8(ascii: "{")) else { return value }
    let names = [
      ("{version}", subject.version?.text ?? ""), ("{commit}", releasedCommit ?? ""),
      ("{service}", subject.service),
    ]
    var words = ""
    var rest = text[...]
    while let brace = rest.firstIndex(of: "{") {
      words += rest[..<brace]
      rest = rest[brace...]
      let (name, value) = names.first { rest.hasPrefix($0.0) } ?? ("{", "{")
      words += value
      rest.removeFirst(name.count)
    }
    return .string(words + rest)
  }

  /// Whether a field has one of some values; a list has to contain one of them.
  func has(_ fact: Fact, _ name: String, oneOf choices: [JSONValue]) -> Bool {
    guard let value = fact.value(of: name) else { return false }
    if case .array = value {} else if choices.contains(value) { return true }
    return isOne(of: choices, value, isPerson: PersonFields.contains(name, of: fact.kind))
  }

  func isOne(of choices: [JSONValue], _ value: JSONValue, isPerson: Bool) -> Bool {
    if case .array(let elements) = value {
      return elements.contains { isOne(of: choices, $0, isPerson: isPerson) }
    }
    guard isPerson, let person = value.string.map(frame.people.canonical) else { return choices.contains(value) }
    return choices.contains { $0.string.map(frame.people.canonical) == person }
  }
}

extension Fact {
  /// The value of a field of the data or of the envelope; `action_items.owner` is the list of every item's.
  func value(of name: String) -> JSONValue? {
    switch name {
    case "version": return entry.record.version.map { .string($0.text) }
    case "environment": return environment.map(JSONValue.string)
    // What claims no time happened when it was recorded.
    case "occurred_at": return .string(time.description)
    default:
      if let value = data[name] { return value }
      guard let dot = name.firstIndex(of: ".") else { return nil }
      let (list, field) = (String(name[..<dot]), String(name[name.index(after: dot)...]))
      guard let elements = data[list]?.array else { return nil }
      return .array(elements.map { $0[field] ?? .null })
    }
  }

  /// Whether there is something of that name and it is not empty: a field, or a text. A text that was erased since
  /// was there; its digest is what remains.
  func has(_ name: String) -> Bool {
    if let text = entry.record.text[name] { return !text.isEmpty }
    if entry.sealedText[name] != nil { return true }
    return value(of: name).map { !$0.isVoid } ?? false
  }
}

extension JSONValue {
  /// Whether it says nothing: null, empty, or a list in which something is void.
  fileprivate var isVoid: Bool {
    switch self {
    case .null: true
    case .string(let text): text.isEmpty
    case .array(let elements): elements.isEmpty || elements.contains(where: \.isVoid)
    case .object(let object): object.isEmpty
    case .boolean, .number: false
    }
  }
}

/// Which fields of each kind hold people.
private enum PersonFields {
  private static let all: [RecordKind: Set<String>] = Dictionary(
    uniqueKeysWithValues: RecordKind.allCases.map { kind in
      (kind, Set(Catalogue[kind].fields.filter { $0.type == .person || $0.type == .list(.person) }.map(\.name)))
    }
  )

  static func contains(_ name: String, of kind: RecordKind) -> Bool { all[kind]?.contains(name) ?? false }
}
