import ReleaseRecords
import Testing

@Suite("The JSON Schemas")
struct JSONSchemaTests {
  /// Reads `[{"schema", "instance"}]` and prints a line for each: `valid` or what is wrong.
  private static let program = """
    import json, sys, jsonschema
    validators = {}
    given = json.load(sys.stdin)
    for name, schema in given["schemas"].items():
        jsonschema.Draft202012Validator.check_schema(schema)
        validators[name] = jsonschema.Draft202012Validator(schema)
    for case in given["cases"]:
        error = next(iter(validators[case["schema"]].iter_errors(case["instance"])), None)
        print("valid" if error is None else "invalid: " + error.message.replace("\\n", " ")[:200])
    """

  private struct Case {
    let name: String
    let kind: RecordKind
    let instance: JSONObject
    let isValid: Bool
  }

  /// Each example, and what is wrong with it in one place.
  private static let cases: [Case] = RecordKind.allCases.flatMap { kind -> [Case] in
    let example = Catalogue.example(kind).json.object ?? [:]
    let definition = Catalogue[kind]
    var cases = [Case(name: "example", kind: kind, instance: example, isValid: true)]
    func add(_ name: String, isValid: Bool, _ change: (inout JSONObject) -> Void) {
      var instance = example
      change(&instance)
      cases.append(Case(name: name, kind: kind, instance: instance, isValid: isValid))
    }
    func set(_ part: String, _ name: String, _ value: JSONValue?) -> (inout JSONObject) -> Void {
      { instance in
        var object = instance[part]?.object ?? [:]
        object[name] = value
        instance[part] = .object(object)
      }
    }
    add("unknown part", isValid: false) { $0["colour"] = "red" }
    add("unknown field", isValid: false, set("data", "colour", "red"))
    add("unknown text", isValid: false, set("text", "colour", "red"))
    add("bare record", isValid: true) { instance in
      for name in ["occurred_at", "source", "key"] { instance[name] = nil }
    }
    for name in example.names {
      add("\(name) null", isValid: false) { $0[name] = .null }
    }
    let grouped = Set(definition.requiresOneOf.joined())
    for field in definition.fields {
      if !grouped.contains(field.name) {
        add("without data.\(field.name)", isValid: !field.isRequired, set("data", field.name, nil))
      }
      for value: JSONValue in [nil, "", "\n", [], ["x", 1], ["": 1], -2, 1e300] {
        var record = example
        set("data", field.name, value)(&record)
        let isValid = (try? RecordValidator(now: Catalogue.examplesTime).record(from: .object(record))) != nil
        add("data.\(field.name) = \(CanonicalJSON.string(value))", isValid: isValid, set("data", field.name, value))
      }
    }
    for group in definition.requiresOneOf {
      add("without any of \(group)", isValid: false) { instance in
        for name in group {
          if name == "version" { instance["version"] = nil }
          set("data", name, nil)(&instance)
        }
      }
    }
    for text in definition.texts {
      add("without text.\(text.name)", isValid: !text.isRequired, set("text", text.name, nil))
    }
    return cases
  }

  @Test(
    "agree with validation, as another implementation reads them",
    .enabled(if: Python.hasJSONSchema, "python3 with jsonschema not present")
  )
  func agreeWithValidation() throws {
    var schemas = JSONObject(RecordKind.allCases.map { ($0.rawValue, JSONSchema.schema(for: $0)) })
    schemas["any"] = JSONSchema.record
    let cases = Self.cases.flatMap { item -> [JSONValue] in
      [item.kind.rawValue, "any"].map { ["schema": .string($0), "instance": .object(item.instance)] }
    }
    let given: JSONValue = ["schemas": .object(schemas), "cases": .array(cases)]
    let lines = try Python.run(Self.program, input: CanonicalJSON.bytes(given)).split(separator: "\n")
    #expect(lines.count == 2 * Self.cases.count)
    for (index, line) in lines.enumerated() {
      let item = Self.cases[index / 2]
      #expect((line == "valid") == item.isValid, "\(item.kind), \(item.name): \(line)")
    }
  }

  @Test(arguments: RecordKind.allCases)
  func describesEverything(_ kind: RecordKind) throws {
    let schema = JSONSchema.schema(for: kind)
    #expect(schema["description"]?.string == Catalogue[kind].summary)
    let properties = try #require(schema["properties"]?["data"]?["properties"]?.object)
    #expect(properties.names == Catalogue[kind].fields.map(\.name))
    #expect(properties.allSatisfy { !($0.value["description"]?.string ?? "").isEmpty })
  }
}
