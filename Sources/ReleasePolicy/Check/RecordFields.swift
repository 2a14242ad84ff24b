internal import ReleaseRecords

/// What records of a kind carry, for checking the names and values that a policy gives.
struct RecordFields {
  let kind: RecordKind

  private var definition: KindDefinition { Catalogue[kind] }

  func problems(with event: Event) -> [String] {
    var messages = problems(with: event.record)
    if let time = event.time {
      let times = definition.fields.filter { $0.type == .time }.map(\.name)
      if !times.contains(time) {
        messages.append(
          "a `\(kind.rawValue)` has no time `\(time)`" + Suggestion.text(for: time, among: times)
        )
      }
    }
    return messages
  }

  func problems(with selector: RecordSelector) -> [String] {
    var messages = problems(with: selector.matching)
    if selector.environment != nil, definition.environment == .absent {
      messages.append("a `\(kind.rawValue)` names no environment")
    }
    return messages
  }

  /// Checks fields against the catalogue, and their values where only some words are allowed.
  func problems(with values: [String: [JSONValue]]) -> [String] {
    values.sorted { $0.key < $1.key }.flatMap { name, values -> [String] in
      guard let field = definition.fields.first(where: { $0.name == name }) else {
        let hint = Suggestion.text(for: name, among: definition.fields.map(\.name))
        return ["a `\(kind.rawValue)` has no field `\(name)`\(hint)"]
      }
      return values.compactMap { problem(with: $0, for: field.type).map { "`\(name)` \($0)" } }
    }
  }

  private func problem(with value: JSONValue, for type: FieldType) -> String? {
    switch type {
    case .oneOf(let words):
      guard let text = value.string, words.contains(text) else {
        return "is never `\(value.shortText)`" + Suggestion.text(for: value.shortText, among: words)
      }
      return nil
    case .boolean: return value.boolean == nil ? "is `true` or `false`, never `\(value.shortText)`" : nil
    case .integer, .number: return value.number == nil ? "is a number, never `\(value.shortText)`" : nil
    case .list(let element): return problem(with: value, for: element)
    case .object: return "has fields of its own and cannot be compared"
    default: return value.string == nil ? "is a text: put it in quotes" : nil
    }
  }

  /// Whether a record of the kind can have what `has` names: a field, a field of its list's objects, or a text.
  func canHave(_ name: String) -> Bool {
    if ["version", "environment", "occurred_at"].contains(name) { return true }
    if definition.texts.contains(where: { $0.name == name }) { return true }
    let parts = name.split(separator: ".", maxSplits: 1).map(String.init)
    guard let field = definition.fields.first(where: { $0.name == parts.first }) else { return false }
    guard parts.count == 2 else { return true }
    switch field.type {
    case .list(.object(let fields)), .object(let fields): return fields.contains { $0.name == parts[1] }
    default: return false
    }
  }

  var names: [String] { definition.fields.map(\.name) + definition.texts.map(\.name) }
}
