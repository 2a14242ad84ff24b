internal import ReleaseRecords

/// A node of a YAML document with its place.
struct YAMLNode: Hashable, Sendable {
  var mark: Mark
  var content: Content

  indirect enum Content: Hashable, Sendable {
    case scalar(JSONValue)
    case sequence([YAMLNode])
    case mapping([Entry])
  }

  struct Entry: Hashable, Sendable {
    var mark: Mark
    var key: String
    var value: YAMLNode
  }
}

extension YAMLNode {
  /// What it is, as a reader of the document would call it.
  var kindName: String {
    switch content {
    case .scalar(.null): "nothing"
    case .scalar(.boolean(let value)): "\(value)"
    case .scalar(.number): "a number"
    case .scalar: "a text"
    case .sequence: "a list"
    case .mapping: "a map"
    }
  }

  /// The value of a key, where this is a map that has it.
  subscript(_ key: String) -> YAMLNode? {
    guard case .mapping(let entries) = content else { return nil }
    return entries.first { $0.key == key }?.value
  }

  /// The keys, where this is a map.
  var keys: Set<String> {
    guard case .mapping(let entries) = content else { return [] }
    return Set(entries.map(\.key))
  }

  /// The same as JSON.
  var json: JSONValue {
    switch content {
    case .scalar(let value): value
    case .sequence(let elements): .array(elements.map(\.json))
    case .mapping(let entries): .object(JSONObject(entries.map { ($0.key, $0.value.json) }))
    }
  }
}
