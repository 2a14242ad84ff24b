/// The JSON Schemas (draft 2020-12) of records as they are given: for editors, and for checks before sending.
///
///     print(JSONSchema.schema(for: .gate).indented())
///
/// They are strict: a member that the catalogue does not know is refused. They cannot say everything that
/// ``RecordValidator`` checks; times in order and values that must differ are left to it.
public enum JSONSchema {
  static let dialect: JSONValue = "https://json-schema.org/draft/2020-12/schema"

  /// The schema of a record of one kind.
  public static func schema(for kind: RecordKind) -> JSONValue {
    var schema: JSONObject = ["$schema": dialect, "$id": .string(identifier(kind.rawValue))]
    for (name, value) in definition(of: kind) {
      schema[name] = value
    }
    schema["examples"] = [Catalogue.example(kind).json]
    return .object(schema)
  }

  /// The schema of a record of any kind.
  public static var record: JSONValue {
    let kinds = RecordKind.allCases
    let definitions = kinds.map { ($0.rawValue, JSONValue.object(definition(of: $0))) }
    // Branching on the kind lets a validator tell what is wrong with a record of that kind.
    let branches = kinds.map { kind -> JSONValue in
      [
        "if": ["properties": ["kind": ["const": .string(kind.rawValue)]]],
        "then": ["$ref": .string("#/$defs/\(kind.rawValue)")],
      ]
    }
    return [
      "$schema": dialect,
      "$id": .string(identifier("record")),
      "title": "record",
      "description": "A record of any kind.",
      "type": "object",
      "required": ["kind"],
      "properties": ["kind": ["enum": .array(kinds.map { .string($0.rawValue) })]],
      "allOf": .array(branches),
      "$defs": .object(JSONObject(definitions)),
    ]
  }

  private static func identifier(_ name: String) -> String { "urn:release-ledger:schema:\(name)" }

  private static func definition(of kind: RecordKind) -> JSONObject {
    let definition = Catalogue[kind]
    var properties: JSONObject = ["kind": ["const": .string(kind.rawValue)]]
    var required: [JSONValue] = ["kind"]
    let envelope: [(String, KindDefinition.Presence, FieldType, String)] = [
      ("service", definition.service, .word, "the service that it is about"),
      ("version", definition.version, .version, "the release that it is about"),
      ("environment", definition.environment, .word, "the environment that it is about"),
    ]
    for (name, presence, type, summary) in envelope where presence != .absent {
      properties[name] = .object(type.schema(described: summary))
      if presence == .required { required.append(.string(name)) }
    }
    properties["occurred_at"] = .object(FieldType.time.schema(described: "when it happened"))
    properties["source"] = source
    properties["data"] = .object(FieldType.object(definition.fields).schema(described: "what is recorded"))
    if definition.fields.contains(where: \.isRequired) { required.append("data") }
    if !definition.texts.isEmpty {
      properties["text"] = texts(definition.texts)
      if definition.texts.contains(where: \.isRequired) { required.append("text") }
    }
    properties["amends"] = .object(
      FieldType.count.schema(described: "the sequence number of the record that this one corrects")
    )
    properties["key"] = [
      "description": "the sender's name for this request, by which a repetition is recognised",
      "type": "string", "minLength": 1, "maxLength": .number(Double(RecordLimits.keyBytes)),
    ]
    var schema: JSONObject = [
      "title": .string(kind.rawValue),
      "description": .string(definition.summary),
      "type": "object",
      "additionalProperties": false,
      "required": .array(required),
      "properties": .object(properties),
    ]
    let alternatives = definition.requiresOneOf.map(alternative)
    if !alternatives.isEmpty { schema["allOf"] = .array(alternatives) }
    return schema
  }

  private static func alternative(_ names: [String]) -> JSONValue {
    let branches = names.map { name -> JSONValue in
      name == "version"
        ? ["required": ["version"]]
        : ["required": ["data"], "properties": ["data": ["required": [.string(name)]]]]
    }
    return ["anyOf": .array(branches)]
  }

  private static func texts(_ texts: [KindDefinition.Text]) -> JSONValue {
    let properties = texts.map { text -> (String, JSONValue) in
      // The limit is in bytes, which a schema cannot count; no character takes less than one.
      let schema: JSONValue = [
        "description": .string(text.summary),
        "type": "string", "minLength": 1, "maxLength": .number(Double(RecordLimits.textBytes)),
      ]
      return (text.name, schema)
    }
    var schema: JSONObject = [
      "description": "free words, sealed in the log",
      "type": "object",
      "additionalProperties": false,
      "properties": .object(JSONObject(properties)),
    ]
    let required = texts.filter(\.isRequired).map { JSONValue.string($0.name) }
    if !required.isEmpty { schema["required"] = .array(required) }
    return .object(schema)
  }

  private static let source: JSONValue = [
    "description": "where the claim comes from, as its sender declares it",
    "type": "object",
    "minProperties": 1,
    "maxProperties": .number(Double(RecordLimits.sourceMembers)),
    "additionalProperties": [
      "anyOf": [
        ["type": "string", "minLength": 1, "maxLength": .number(Double(RecordLimits.sourceCharacters))],
        ["type": "number"],
        ["type": "boolean"],
      ]
    ],
  ]
}
