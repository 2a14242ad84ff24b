internal import ReleaseRecords
internal import Reporting

/// A record in a few words, for lines of time.
struct RecordWords {
  let people: PeopleNames

  /// What the record says beside its title: the other fields that fit a line.
  func line(_ entry: LedgerRecord) -> String {
    let named = entry.record.mappingPeople(people.name)
    let shown = Self.titleFields[entry.kind] ?? []
    var words: [String] = []
    for field in Catalogue[entry.kind].fields where !shown.contains(field.name) {
      guard let value = named.data[field.name], let text = Self.text(value) else { continue }
      words.append("\(field.name.replacing("_", with: " ")) \(text)")
    }
    if let environment = entry.environment { words.insert(environment, at: 0) }
    return words.joined(separator: ", ")
  }

  /// What happened: `unit-tests: passed`.
  static func title(_ entry: LedgerRecord) -> String {
    let words = (titleFields[entry.kind] ?? []).compactMap { entry.record.data[$0].flatMap(text) }
    switch entry.kind {
    case .rollback where words.count == 3: return "\(words[0]) → \(words[1]): \(words[2])"
    case .observation: return words.joined(separator: " ")
    case .rollout: return words.joined(separator: ": ") + " %"
    case .correction, .redaction: return "#" + words.joined()
    default: return words.isEmpty ? entry.kind.rawValue : words.joined(separator: ": ")
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
    case .object(let object): object.compactMap { text($0.value) }.joined(separator: " ")
    case .null: nil
    }
  }

  /// A commit by its first digits.
  private static func shortened(_ text: String) -> String {
    let isHash = (text.utf8.count == 40 || text.utf8.count == 64) && text.allSatisfy(\.isHexDigit)
    return isHash ? String(text.prefix(10)) : text
  }
}
