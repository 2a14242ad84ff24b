package import ReleaseRecords
internal import Reporting

/// A record in a few words, for lines of time.
package struct RecordWords: Sendable {
  private let people: PeopleNames

  package init(people: PeopleNames) {
    self.people = people
  }

  /// What the record says beside its title: the other fields that fit a line, each with its name.
  package func details(_ record: Record) -> [String] {
    let named = record.mappingPeople(people.name)
    let shown = Self.titleFields[record.kind] ?? []
    return Catalogue[record.kind].fields.filter { !shown.contains($0.name) }.compactMap { field in
      named.data[field.name].flatMap(Self.text).map { "\(field.name.replacing("_", with: " ")) \($0)" }
    }
  }

  /// What happened: `unit-tests: passed`. Nil where the record's kind says all.
  package static func title(_ record: Record) -> String? {
    let words = (titleFields[record.kind] ?? []).compactMap { record.data[$0].flatMap(text) }
    guard !words.isEmpty else { return nil }
    return switch record.kind {
    case .rollback where words.count == 3: "\(words[0]) → \(words[1]): \(words[2])"
    case .observation: words.joined(separator: " ")
    case .rollout: words.joined(separator: ": ") + " %"
    case .correction, .redaction: "#" + words.joined()
    default: words.joined(separator: ": ")
    }
  }

  static func tone(_ entry: LedgerRecord) -> Report.Tone {
    if entry.kind == .rollback { return .bad }
    switch entry["outcome"] ?? entry["decision"] ?? entry["status"] {
    case "passed", "done", "approved", "succeeded", "resolved", "allowed": return .good
    case "failed", "errored", "rejected", "refused": return .bad
    case "skipped", "withdrawn", "cancelled", "open": return .caution
    default: return .neutral
    }
  }

  private static let titleFields: [RecordKind: [String]] = [
    .release: ["type"], .change: ["commit"], .artifact: ["name"], .gate: ["gate", "outcome"],
    .checklist: ["checklist", "item", "outcome"], .approval: ["role", "decision"],
    .deployment: ["deployment", "status"],
    .rollout: ["deployment", "traffic_percent"], .observation: ["metric", "value", "unit"],
    .rollback: ["from", "to", "status"], .incident: ["incident", "severity", "status"],
    .postmortem: ["incident", "status"], .retrospective: ["incident", "status"],
    .communication: ["about", "audience", "channel"], .flag: ["flag", "to"], .window: ["type"], .waiver: ["control"],
    .status: ["status"], .policy: ["policy"], .decision: ["outcome"], .correction: ["record"], .redaction: ["record"],
  ]

  private static func text(_ value: JSONValue) -> String? {
    switch value {
    case .string(let text): shortened(text)
    case .number: CanonicalJSON.string(value)
    case .boolean(let isTrue): isTrue ? "yes" : "no"
    case .array(let elements): elements.compactMap(text).joined(separator: "; ")
    case .object(let object): text(object)
    case .null: nil
    }
  }

  /// A measurement as `coverage 83.5 %`, a file by its name, anything else by its values.
  private static func text(_ object: JSONObject) -> String? {
    guard let name = object["name"]?.string else {
      return object.compactMap { text($0.value) }.joined(separator: " ")
    }
    guard let value = object["value"].flatMap(text) else { return name }
    let unit = object["unit"]?.string.flatMap { $0 == "1" ? nil : " \($0)" } ?? ""
    return "\(name) \(value)\(unit)"
  }

  /// A commit or a digest by its first digits.
  private static func shortened(_ text: String) -> String {
    let name = text.hasPrefix("sha256:") || text.hasPrefix("sha512:") ? text.prefix(7) : ""
    let digits = text.dropFirst(name.count)
    let isHash = [40, 64, 128].contains(digits.count) && digits.allSatisfy(\.isHexDigit)
    return isHash ? String(name + digits.prefix(10)) : text
  }
}
