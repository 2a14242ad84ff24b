internal import ReleaseRecords

extension Codec {
  static var maximumCount: Int { 1000 }

  /// A list of values of one kind.
  static func list<Element>(of element: Codec<Element>, atLeast minimum: Int = 0) -> Codec where Value == [Element] {
    var schema: JSONObject = ["type": "array", "items": .object(element.schema), "maxItems": 1000]
    if minimum > 0 { schema["minItems"] = .number(Double(minimum)) }
    return Codec(
      schema: schema,
      decode: { node, problems in
        guard case .sequence(let nodes) = node.content else {
          problems.append(DocumentProblem(mark: node.mark, message: "a list is expected, not \(node.shown)"))
          return nil
        }
        guard nodes.count <= maximumCount, nodes.count >= minimum else {
          let message = nodes.count < minimum ? "the list is empty" : "the list has more than 1,000 entries"
          problems.append(DocumentProblem(mark: node.mark, message: message))
          return nil
        }
        let values = nodes.compactMap { element.decode($0, &problems) }
        return values.count == nodes.count ? values : nil
      },
      encode: { .array($0.map(element.encode)) }
    )
  }

  /// A list of values of one kind, of which a single one may stand by itself.
  static func oneOrMore<Element>(_ element: Codec<Element>) -> Codec where Value == [Element] {
    let list = Codec.list(of: element, atLeast: 1)
    return Codec(
      schema: ["anyOf": [.object(element.schema), .object(list.schema)]],
      decode: { node, problems in
        if case .sequence = node.content { return list.decode(node, &problems) }
        return element.decode(node, &problems).map { [$0] }
      },
      encode: list.encode
    )
  }

  /// A map from names to values of one kind.
  static func map<Element>(_ names: NamePattern, to element: Codec<Element>) -> Codec where Value == [String: Element] {
    Codec(
      schema: [
        "type": "object",
        "propertyNames": ["maxLength": 100, "pattern": .string(names.expression)],
        "additionalProperties": .object(element.schema),
      ],
      decode: { node, problems in
        guard case .mapping(let entries) = node.content else {
          problems.append(DocumentProblem(mark: node.mark, message: "a map is expected, not \(node.shown)"))
          return nil
        }
        var result: [String: Element] = [:]
        for entry in entries {
          if entry.key.utf8.count > 100 || !names.matches(entry.key) {
            problems.append(
              DocumentProblem(mark: entry.mark, message: "\(names.expected) is expected, not `\(entry.key)`")
            )
          } else if let value = element.decode(entry.value, &problems) {
            result[entry.key] = value
          }
        }
        return result.count == entries.count ? result : nil
      },
      encode: { values in
        .object(JSONObject(values.sorted { $0.key < $1.key }.map { ($0.key, element.encode($0.value)) }))
      }
    )
  }

  /// An object, or a text that stands for it.
  static func either(
    text: Codec<String>,
    fromText: @escaping @Sendable (String) -> Value,
    asText: @escaping @Sendable (Value) -> String?,
    object: Codec
  ) -> Codec {
    Codec(
      schema: ["anyOf": [.object(text.schema), .object(object.schema)]],
      decode: { node, problems in
        if case .mapping = node.content { return object.decode(node, &problems) }
        return text.decode(node, &problems).map(fromText)
      },
      encode: { value in asText(value).map { .string($0) } ?? object.encode(value) }
    )
  }
}
