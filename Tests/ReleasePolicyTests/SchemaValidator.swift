import ReleaseRecords

/// As much of a JSON Schema validator as the published schema needs; an unknown keyword fails the test that uses it.
struct SchemaValidator {
  struct UnknownKeyword: Error { let keyword: String }

  func accepts(_ value: JSONValue, _ schema: JSONValue) throws -> Bool {
    guard let schema = schema.object else { return true }
    for (keyword, rule) in schema where try !holds(keyword, rule, value, schema) { return false }
    return true
  }

  private func holds(_ keyword: String, _ rule: JSONValue, _ value: JSONValue, _ schema: JSONObject) throws -> Bool {
    switch keyword {
    case "$schema", "title", "description", "default": true
    case "type": types(rule).contains { has(value, type: $0) }
    case "enum": rule.array?.contains(value) ?? false
    case "minLength": (value.string?.unicodeScalars.count).map { Double($0) >= rule.number ?? 0 } ?? true
    case "maxLength": (value.string?.unicodeScalars.count).map { Double($0) <= rule.number ?? 0 } ?? true
    case "pattern": try value.string.map { try $0.firstMatch(of: Regex(rule.string ?? "")) != nil } ?? true
    case "minimum": value.number.map { $0 >= rule.number ?? 0 } ?? true
    case "maximum": value.number.map { $0 <= rule.number ?? 0 } ?? true
    case "minItems": (value.array?.count).map { Double($0) >= rule.number ?? 0 } ?? true
    case "maxItems": (value.array?.count).map { Double($0) <= rule.number ?? 0 } ?? true
    case "items": try value.array?.allSatisfy { try accepts($0, rule) } ?? true
    case "required":
      value.object.map { object in rule.array?.allSatisfy { object[$0.string ?? ""] != nil } ?? true } ?? true
    case "properties":
      try rule.object?.allSatisfy { name, schema in try value[name].map { try accepts($0, schema) } ?? true } ?? true
    case "propertyNames": try value.object?.names.allSatisfy { try accepts(.string($0), rule) } ?? true
    case "additionalProperties":
      try value.object?.allSatisfy { name, member in
        try schema["properties"]?[name] != nil || (rule != .boolean(false) && accepts(member, rule))
      } ?? true
    case "anyOf": try rule.array?.contains { try accepts(value, $0) } ?? true
    case "oneOf": try rule.array?.filter { try accepts(value, $0) }.count == 1
    default: throw UnknownKeyword(keyword: keyword)
    }
  }

  private func types(_ rule: JSONValue) -> [String] {
    rule.array?.compactMap(\.string) ?? [rule.string ?? ""]
  }

  private func has(_ value: JSONValue, type: String) -> Bool {
    switch value {
    case .null: type == "null"
    case .boolean: type == "boolean"
    case .number(let number): type == "number" || (type == "integer" && number == number.rounded())
    case .string: type == "string"
    case .array: type == "array"
    case .object: type == "object"
    }
  }
}
