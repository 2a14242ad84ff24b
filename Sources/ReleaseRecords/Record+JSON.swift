extension Record {
  /// The record as JSON, in the form that `RecordValidator.record(from:)` reads.
  public var json: JSONValue {
    var object = JSONObject()
    object["kind"] = .string(kind.rawValue)
    object["service"] = service.map(JSONValue.string)
    object["version"] = version.map { .string($0.text) }
    object["environment"] = environment.map(JSONValue.string)
    object["occurred_at"] = occurredAt.map { .string($0.description) }
    object["source"] = source.map(JSONValue.object)
    object["data"] = .object(data)
    if !text.isEmpty {
      object["text"] = .object(JSONObject(text.sorted { $0.key < $1.key }.map { ($0, .string($1)) }))
    }
    object["amends"] = amends.map { .number(Double($0)) }
    object["key"] = key.map(JSONValue.string)
    return .object(object)
  }
}
