internal import ReleaseRecords

extension Codec {
  /// A map with known keys.
  ///
  /// - Parameters:
  ///   - blank: the object with every key at its default.
  ///   - groups: groups of keys of which at least one has to be there.
  ///   - alternatives: keys of which exactly one has to be there.
  static func object(
    _ blank: Value,
    _ fields: [Field<Value>],
    anyOf groups: [String] = [],
    oneOf alternatives: [String] = []
  ) -> Codec {
    var schema: JSONObject = ["type": "object", "additionalProperties": false]
    schema["properties"] = .object(JSONObject(fields.map { ($0.name, .object($0.schema)) }))
    let required = fields.filter(\.isRequired).map(\.name)
    if !required.isEmpty { schema["required"] = .array(required.map { .string($0) }) }
    if !groups.isEmpty { schema["anyOf"] = .array(groups.map { ["required": [.string($0)]] }) }
    if !alternatives.isEmpty { schema["oneOf"] = .array(alternatives.map { ["required": [.string($0)]] }) }
    return Codec(
      schema: schema,
      decode: { node, problems in
        guard case .mapping(let entries) = node.content else {
          problems.append(DocumentProblem(mark: node.mark, message: "a map is expected, not \(node.shown)"))
          return nil
        }
        let before = problems.count
        var value = blank
        for entry in entries {
          if let field = fields.first(where: { $0.name == entry.key }) {
            field.decode(entry.value, &value, &problems)
          } else {
            let suggestion = Suggestion.text(for: entry.key, among: fields.map(\.name))
            problems.append(DocumentProblem(mark: entry.mark, message: "unknown key `\(entry.key)`\(suggestion)"))
          }
        }
        let keys = entries.map(\.key)
        for name in required where !keys.contains(name) {
          problems.append(DocumentProblem(mark: node.mark, message: "the key `\(name)` is missing"))
        }
        if !groups.isEmpty, !groups.contains(where: keys.contains) {
          problems.append(DocumentProblem(mark: node.mark, message: "one of \(inOrder(groups)) is missing"))
        }
        let chosen = alternatives.filter(keys.contains)
        if !alternatives.isEmpty, chosen.count != 1 {
          let found = chosen.isEmpty ? "there is none" : "there are \(inOrder(chosen))"
          problems.append(
            DocumentProblem(mark: node.mark, message: "exactly one of \(inOrder(alternatives)) is expected; \(found)")
          )
        }
        return problems.count == before ? value : nil
      },
      encode: { value in
        .object(JSONObject(fields.compactMap { field in field.encode(value, blank).map { (field.name, $0) } }))
      }
    )
  }
}

private func inOrder(_ names: [String]) -> String {
  names.map { "`\($0)`" }.joined(separator: ", ")
}
