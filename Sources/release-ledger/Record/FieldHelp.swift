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
    return "FIELDS (each may also come from its environment variable, such as "
      + "\(EnvironmentVariables.name(of: definition.fields.first.map { FieldFlags.flag($0.name) } ?? "field"))):\n"
      + lines.joined(separator: "\n")
  }

  private static func line(_ option: String, _ summary: String, isRequired: Bool) -> String {
    "  \(option)\n        \(summary)\(isRequired ? " (required)" : "")"
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
