internal import ReleaseRecords

/// Reads a record's fields from the flags of a command line, as the catalogue has them for the record's kind.
///
/// A field `traffic_percent` is `--traffic-percent 25`. Lists are given by repeating the flag, in the plural or the
/// singular; objects as `name=coverage,value=83.5,unit=%`. Whatever flag is not given may come from its environment
/// variable.
struct FieldFlags {
  let definition: KindDefinition

  init(_ kind: RecordKind) {
    definition = Catalogue[kind]
  }

  /// The data and texts that the arguments and the environment give.
  func read(_ arguments: [String]) throws -> (data: JSONObject, text: [String: String]) {
    var given: [String: [String]] = [:]
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      guard argument.hasPrefix("--"), argument.count > 2 else {
        throw Failure("'\(argument)' is no option; options begin with --", code: .usage)
      }
      let parts = argument.dropFirst(2).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let flag = String(parts[0])
      guard let name = fieldName(of: flag) else { throw unknown(flag) }
      var value = parts.count > 1 ? String(parts[1]) : nil
      if value == nil {
        let isFlag = type(of: name) == .boolean && rest.first.map { $0 != "true" && $0 != "false" } ?? true
        value = isFlag ? "true" : rest.popFirst()
      }
      guard let value else { throw Failure("--\(flag) needs a value", code: .usage) }
      guard !value.isEmpty else {
        throw Failure("--\(flag) is empty; leave it out, or give it a value", code: .usage)
      }
      given[name, default: []].append(value)
    }
    return try assemble(given)
  }

  private func assemble(_ given: [String: [String]]) throws -> (JSONObject, [String: String]) {
    var data: JSONObject = [:]
    for field in definition.fields {
      let flag = Self.flag(field.name)
      let values = try given[field.name] ?? EnvironmentVariables.value(EnvironmentVariables.name(of: flag)).map { [$0] }
      guard let values else { continue }
      if case .list(let element) = field.type {
        data[field.name] = .array(try values.map { try value($0, element, flag) })
      } else if values.count > 1 {
        throw Failure("--\(flag) is given \(values.count) times and takes one value", code: .usage)
      } else {
        data[field.name] = try value(values[0], field.type, flag)
      }
    }
    var texts: [String: String] = [:]
    for text in definition.texts {
      let flag = Self.flag(text.name)
      let values = try given[text.name] ?? EnvironmentVariables.value(EnvironmentVariables.name(of: flag)).map { [$0] }
      guard let values else { continue }
      guard values.count == 1 else {
        throw Failure("--\(flag) is given \(values.count) times and takes one value", code: .usage)
      }
      texts[text.name] = values[0]
    }
    return (data, texts)
  }

  /// A value as JSON. What does not fit its type stays text, so that the record's check says what is wrong.
  private func value(_ text: String, _ type: FieldType, _ flag: String) throws -> JSONValue {
    if case .object(let fields) = type { try object(text, fields, flag) } else { type.value(from: text) }
  }

  private func object(_ text: String, _ fields: [FieldDefinition], _ flag: String) throws -> JSONValue {
    if text.first == "{" {
      do {
        return try JSONValue(parsing: text)
      } catch {
        throw Failure("--\(flag): \(error)", code: .badData)
      }
    }
    var object: JSONObject = [:]
    for part in text.split(separator: ",") {
      let pair = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      guard pair.count == 2 else {
        throw Failure("--\(flag): '\(part)' is not name=value; the names are \(names(fields))", code: .usage)
      }
      if let field = fields.first(where: { Self.flag($0.name) == Self.flag(pair[0]) }) {
        object[field.name] = try value(pair[1], field.type, flag)
      } else if object.isEmpty, let measurement = try Self.measurement(pair, fields) {
        object = measurement
      } else {
        throw Failure("--\(flag): there is no '\(pair[0])'; the names are \(names(fields))", code: .usage)
      }
    }
    return .object(object)
  }

  /// `coverage=83.5%`, short for `name=coverage,value=83.5,unit=%`.
  private static func measurement(_ pair: [String], _ fields: [FieldDefinition]) throws -> JSONObject? {
    guard Set(fields.map(\.name)).isSuperset(of: ["name", "value"]) else { return nil }
    guard let match = pair[1].wholeMatch(of: /([+-]?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?) *([^0-9]*)/),
      let number = Double(match.1), number.isFinite
    else {
      // Half of a number that is written otherwise (0x10, 1_000) must not be taken for the whole of it.
      throw Failure(
        "--measurement \(pair[0]): '\(pair[1])' is not a number with perhaps its unit, such as 83.5 or 95s; "
          + "give a unit that has digits as name=\(pair[0]),value=…,unit=…",
        code: .usage
      )
    }
    var measurement: JSONObject = ["name": .string(pair[0]), "value": .number(number)]
    if !match.2.isEmpty { measurement["unit"] = .string(String(match.2)) }
    return measurement
  }

  private func names(_ fields: [FieldDefinition]) -> String {
    fields.map(\.name).joined(separator: ", ")
  }

  private func type(of name: String) -> FieldType? {
    definition.fields.first { $0.name == name }?.type
  }

  /// The field or text that a flag stands for.
  private func fieldName(of flag: String) -> String? {
    let names = definition.fields.map(\.name) + definition.texts.map(\.name)
    return names.first { Self.flag($0) == flag }
      ?? definition.fields.first { $0.type.isList && Self.flag(Self.singular($0.name)) == flag }?.name
  }

  private func unknown(_ flag: String) -> Failure {
    let flags = definition.fields.map(\.name) + definition.texts.map(\.name)
    let known = flags.map(Self.flag) + EnvelopeOptions.names
    let kind = definition.kind.rawValue
    let hint = NearestName.suggestion(for: flag, among: known) { "--\($0)" }
    let help = "; `release-ledger record \(kind) --help` lists what it has"
    return Failure("a \(kind) has no --\(flag)\(hint.isEmpty ? help : hint)", code: .usage)
  }

  /// What is wrong with a record that was given by flags, by their names.
  func failure(_ error: RecordError) -> Failure {
    let problems = error.problems.map { problem in
      RecordProblem(
        field: flags(problem.field),
        value: problem.value,
        expected: problem.expected.replacing(/(?:data|text)\.[a-z_]+/) { flags(String($0.output)) },
        hint: problem.hint
      )
    }
    return Failure("\(RecordError.invalid(problems))", code: .badData)
  }

  /// `data.measurements[0].value` as `--measurements[0].value`; what no flag gives as it is.
  private func flags(_ field: String) -> String {
    let parts = ["data.", "text."].first { field.hasPrefix($0) }
    let path = field.dropFirst(parts?.count ?? 0)
    let name = path.prefix { $0 != "." && $0 != "[" }
    let flag = name == "key" ? "idempotency-key" : Self.flag(String(name))
    guard parts != nil || EnvelopeOptions.names.contains(flag) else { return field }
    return "--\(flag)\(path.dropFirst(name.count))"
  }

  static func flag(_ name: String) -> String {
    String(name.map { $0 == "_" ? "-" : $0 })
  }

  static func singular(_ name: String) -> String {
    name.hasSuffix("s") ? String(name.dropLast()) : name
  }
}

extension FieldType {
  var isList: Bool {
    if case .list = self { true } else { false }
  }
}
