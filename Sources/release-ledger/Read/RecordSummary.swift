internal import LedgerStore
internal import ReleaseRecords

/// Tells a record in one line, with people by the names they are known by.
struct RecordSummary {
  /// Identities by the ids that stand for them.
  let people: [String: String]

  /// A summary for these records, whose people are looked up as far as this user may see them.
  init(_ records: [LedgerRecord], in ledger: Ledger) async throws {
    let ids = Set(records.flatMap(\.record.identities))
    do {
      people = try await ledger.identities(of: ids)
    } catch LedgerError.notPermitted {
      people = [:]
    }
  }

  /// What the record says beside its envelope: the values of its required fields, then the others that fit a line.
  func words(_ record: Record) -> String {
    let definition = Catalogue[record.kind]
    let named = record.mappingPeople { people[$0] ?? "person \($0.prefix(6))" }
    var words = definition.fields.filter(\.isRequired).compactMap { named.data[$0.name].flatMap(Self.text) }
    for field in definition.fields where !field.isRequired {
      guard let text = named.data[field.name].flatMap(Self.text) else { continue }
      words.append("\(field.name.map { $0 == "_" ? " " : String($0) }.joined()) \(text)")
    }
    return Terminal.safe(words.joined(separator: ", "))
  }

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
