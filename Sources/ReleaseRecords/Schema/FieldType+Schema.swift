extension FieldType {
  /// The JSON Schema of values of this type.
  func schema(described description: String) -> JSONObject {
    var schema: JSONObject = ["description": .string(description)]
    for (name, value) in self.schema {
      schema[name] = value
    }
    return schema
  }

  private var schema: JSONObject {
    switch self {
    case .word, .person: Self.line
    case .version:
      ["type": "string", "maxLength": .number(Double(RecordLimits.wordCharacters)), "pattern": Self.versionPattern]
    case .commit: ["type": "string", "pattern": "^([0-9a-f]{40}|[0-9a-f]{64})$"]
    case .digest: ["type": "string", "pattern": "^(sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128})$"]
    case .uri:
      [
        "type": "string", "format": "uri", "maxLength": .number(Double(RecordLimits.uriCharacters)),
        "pattern": "^[A-Za-z][A-Za-z0-9+.-]*:[!#-;=?-\\[\\]_a-z~]+$",
      ]
    case .time:
      [
        "type": "string", "format": "date-time",
        "pattern": "^\\d{4}-\\d{2}-\\d{2}[Tt]\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?([Zz]|[+-]\\d{2}:\\d{2})$",
      ]
    case .date: ["type": "string", "format": "date", "pattern": "^\\d{4}-\\d{2}-\\d{2}$"]
    case .boolean: ["type": "boolean"]
    case .integer(let range):
      ["type": "integer", "minimum": .number(Double(range.lowerBound)), "maximum": .number(Double(range.upperBound))]
    case .number(let range):
      self == .anyNumber
        ? ["type": "number"]
        : ["type": "number", "minimum": .number(range.lowerBound), "maximum": .number(range.upperBound)]
    case .oneOf(let choices): ["enum": .array(choices.map(JSONValue.string))]
    case .list(let element):
      ["type": "array", "maxItems": .number(Double(RecordLimits.listElements)), "items": .object(element.schema)]
    case .object(let fields): Self.object(fields)
    }
  }

  private static func object(_ fields: [FieldDefinition]) -> JSONObject {
    let properties = fields.map { ($0.name, JSONValue.object($0.type.schema(described: $0.summary))) }
    let required = fields.filter(\.isRequired).map { JSONValue.string($0.name) }
    return [
      "type": "object",
      "additionalProperties": false,
      "required": .array(required),
      "properties": .object(JSONObject(properties)),
    ]
  }

  private static let line: JSONObject = [
    "type": "string",
    "minLength": 1,
    "maxLength": .number(Double(RecordLimits.wordCharacters)),
    "not": [
      "pattern": .string(
        #"[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]"#
          + #"|^\s|\s$"#
      )
    ],
  ]

  /// The expression that semver.org suggests.
  private static let versionPattern: JSONValue = .string(
    #"^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)"#
      + #"(-((0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*)(\.(0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*))*))?"#
      + #"(\+([0-9a-zA-Z-]+(\.[0-9a-zA-Z-]+)*))?$"#
  )
}
