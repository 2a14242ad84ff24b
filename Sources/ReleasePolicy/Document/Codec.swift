internal import ReleaseRecords

/// How a value stands in a document: read from it, written as canonical JSON, and described by a JSON Schema. One
/// definition serves all three, so that the parser and the published schema cannot part.
struct Codec<Value: Sendable>: Sendable {
  /// Reads a node; `nil` where it reported a problem.
  let decode: @Sendable (YAMLNode, inout [DocumentProblem]) -> Value?
  let encode: @Sendable (Value) -> JSONValue
  let schema: JSONObject

  init(
    schema: JSONObject,
    decode: @escaping @Sendable (YAMLNode, inout [DocumentProblem]) -> Value?,
    encode: @escaping @Sendable (Value) -> JSONValue
  ) {
    self.schema = schema
    self.decode = decode
    self.encode = encode
  }

  /// A value that is written as one scalar; `expected` completes "… is expected".
  init(
    scalar schema: JSONObject,
    expected: String,
    decode: @escaping @Sendable (JSONValue) -> Value?,
    encode: @escaping @Sendable (Value) -> JSONValue
  ) {
    self.init(
      schema: schema,
      decode: { node, problems in
        if case .scalar(let scalar) = node.content, let value = decode(scalar) { return value }
        problems.append(DocumentProblem(mark: node.mark, message: "\(expected) is expected, not \(node.shown)"))
        return nil
      },
      encode: encode
    )
  }
}

extension YAMLNode {
  /// What it is, with the value itself where that is short.
  var shown: String {
    guard case .scalar(.string(let text)) = content else {
      if case .scalar(.number(let number)) = content { return "the number \(JSONValue.number(number).shortText)" }
      return kindName
    }
    return text.count <= 60 ? "`\(text)`" : "a text of \(text.count) characters"
  }
}

extension JSONValue {
  /// A scalar as a reader would write it.
  var shortText: String {
    switch self {
    case .number(let number):
      number == number.rounded() && number.magnitude < 1e15 ? "\(Int64(number))" : "\(number)"
    case .string(let text): text
    case .boolean(let value): "\(value)"
    case .null: "nothing"
    case .array(let elements): elements.map(\.shortText).joined(separator: ", ")
    case .object: "a map"
    }
  }
}
