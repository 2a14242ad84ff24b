internal import ReleaseRecords

/// Describes a kind's fields as options of the command line.
enum FieldHelp {
  static func text(_ kind: RecordKind) -> String {
    let definition = Catalogue[kind]
    var lines = definition.fields.map { field in
      line(option(field), field.summary, isRequired: field.isRequired)
    }
    lines += definition.texts.map { text in
      line(
        "--\(FieldFlags.flag(text.name)) <text>",
        "\(text.summary); sealed, and erasable later",
        isRequired: text.isRequired
      )
    }
    return about(definition) + "\n\nFIELDS (each may also come from its environment variable, such as "
      + "\(EnvironmentVariables.name(of: definition.fields.first.map { FieldFlags.flag($0.name) } ?? "field"))):\n"
      + lines.joined(separator: "\n")
  }

  /// Which parts of the envelope a kind takes.
  private static func about(_ definition: KindDefinition) -> String {
    let parts = [
      ("--service", definition.service), ("--version", definition.version), ("--environment", definition.environment),
    ]
    let required = parts.filter { $0.1 == .required }.map(\.0)
    var optional = parts.filter { $0.1 == .optional }.map(\.0)
    var sentences = required.isEmpty ? [] : ["It needs \(required.joined(separator: ", "))."]
    for group in definition.requiresOneOf {
      let names = group.map { "--" + FieldFlags.flag($0) }
      optional.removeAll { names.contains($0) }
      sentences.append("It needs \(names.joined(separator: " or ")).")
    }
    if !optional.isEmpty { sentences.append("It may have \(optional.joined(separator: ", ")).") }
    return sentences.joined(separator: " ")
  }

  /// An option with what it means under it, indented and not wider than a terminal of 80 columns.
  private static func line(_ option: String, _ summary: String, isRequired: Bool) -> String {
    let words = (isRequired ? "required: " : "") + summary
    var lines = [""]
    for word in words.split(separator: " ") {
      if lines[lines.count - 1].count + word.count > 70 { lines.append("") }
      lines[lines.count - 1] += (lines[lines.count - 1].isEmpty ? "" : " ") + word
    }
    return "  \(option)\n" + lines.map { "        " + $0 }.joined(separator: "\n")
  }

  private static func option(_ field: FieldDefinition) -> String {
    switch field.type {
    case .boolean: "--\(FieldFlags.flag(field.name))"
    case .list(let element): "--\(FieldFlags.flag(FieldFlags.singular(field.name))) \(value(element)) …"
    default: "--\(FieldFlags.flag(field.name)) \(value(field.type))"
    }
  }

  private static func value(_ type: FieldType) -> String {
    switch type {
    case .oneOf(let words): words.joined(separator: "|")
    case .object(let fields): fields.map { "\($0.name)=…" }.joined(separator: ",")
    case .version: "<version>"
    case .commit: "<commit>"
    case .digest: "<sha256:…>"
    case .uri: "<uri>"
    case .time: "<time>"
    case .date: "<yyyy-mm-dd>"
    case .integer, .number: "<number>"
    case .person: "<person>"
    case .boolean: "true|false"
    case .list(let element): "\(value(element));…"
    case .word: "<word>"
    }
  }
}
