internal import ReleaseRecords

/// One key of an object in a document.
struct Field<Whole: Sendable>: Sendable {
  let name: String
  let isRequired: Bool
  let schema: JSONObject
  let decode: @Sendable (YAMLNode, inout Whole, inout [DocumentProblem]) -> Void
  /// The value of the key, `nil` where it is left out; the second argument has every key at its default.
  let encode: @Sendable (Whole, Whole) -> JSONValue?

  init<Value: Sendable>(
    _ name: String,
    isRequired: Bool,
    _ codec: Codec<Value>,
    _ summary: String,
    extra: JSONObject = [:],
    set: @escaping @Sendable (Value, inout Whole) -> Void,
    encode: @escaping @Sendable (Whole, Whole) -> JSONValue?
  ) {
    self.name = name
    self.isRequired = isRequired
    var schema = codec.schema
    schema["description"] = .string(summary)
    for (key, value) in extra { schema[key] = value }
    self.schema = schema
    self.decode = { node, whole, problems in
      if let value = codec.decode(node, &problems) { set(value, &whole) }
    }
    self.encode = encode
  }

  /// A key that has to be there.
  static func required<Value: Sendable>(
    _ name: String,
    _ path: any WritableKeyPath<Whole, Value> & Sendable,
    _ codec: Codec<Value>,
    _ summary: String
  ) -> Field {
    Field(
      name,
      isRequired: true,
      codec,
      summary,
      set: { $1[keyPath: path] = $0 },
      encode: { whole, _ in codec.encode(whole[keyPath: path]) }
    )
  }

  /// A key that may be left out, and then means nothing.
  static func optional<Value: Sendable>(
    _ name: String,
    _ path: any WritableKeyPath<Whole, Value?> & Sendable,
    _ codec: Codec<Value>,
    _ summary: String
  ) -> Field {
    Field(
      name,
      isRequired: false,
      codec,
      summary,
      set: { $1[keyPath: path] = $0 },
      encode: { whole, _ in whole[keyPath: path].map(codec.encode) }
    )
  }

  /// A key that may be left out, and then has the value that a blank object has.
  static func defaulted<Value: Sendable & Equatable>(
    _ name: String,
    _ path: any WritableKeyPath<Whole, Value> & Sendable,
    _ codec: Codec<Value>,
    _ summary: String
  ) -> Field {
    Field(
      name,
      isRequired: false,
      codec,
      summary,
      set: { $1[keyPath: path] = $0 },
      encode: { whole, blank in
        whole[keyPath: path] == blank[keyPath: path] ? JSONValue?.none : codec.encode(whole[keyPath: path])
      }
    )
  }

  /// The four keys of ``Bounds``.
  static func bounds<Value: Sendable>(
    _ path: any WritableKeyPath<Whole, Bounds<Value>> & Sendable,
    _ codec: Codec<Value>
  ) -> [Field] {
    func bound(
      _ name: String,
      _ part: any WritableKeyPath<Bounds<Value>, Value?> & Sendable,
      _ summary: String
    ) -> Field {
      Field(
        name,
        isRequired: false,
        codec,
        summary,
        set: { $1[keyPath: path][keyPath: part] = $0 },
        encode: { whole, _ in whole[keyPath: path][keyPath: part].map(codec.encode) }
      )
    }
    return [
      bound("below", \.below, "It has to be less than this."),
      bound("at_most", \.atMost, "It has to be this or less."),
      bound("above", \.above, "It has to be more than this."),
      bound("at_least", \.atLeast, "It has to be this or more."),
    ]
  }
}
