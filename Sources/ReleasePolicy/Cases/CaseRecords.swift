internal import ReleaseRecords

/// Makes records of the ledger out of records as cases write them.
///
/// Besides the parts of a record there are `at` and `recorded`, offsets of when it happened and when the ledger learned
/// of it, and `as`, a name by which `amends` and `data.record` refer to it. Times and days in the data may be offsets
/// too, and commits and digests may be cut short: the rest is zeros.
struct CaseRecords {
  let start: Timestamp
  let defaults: CaseSubject
  private(set) var problems: [DocumentProblem] = []

  init(start: Timestamp, defaults: CaseSubject) {
    self.start = start
    self.defaults = defaults
  }

  private struct Draft {
    var mark: Mark
    var recordedAt: Timestamp
    var label: String?
    var members: JSONObject
  }

  /// The records in the order in which the ledger learned of them, those of one instant as they were written.
  mutating func records(from raw: [RawRecord]) -> [LedgerRecord] {
    var drafts = raw.compactMap { draft(of: $0) }.enumerated()
      .sorted { ($0.element.recordedAt, $0.offset) < ($1.element.recordedAt, $1.offset) }.map(\.element)
    var sequences: [String: Int64] = [:]
    for (sequence, draft) in drafts.enumerated() {
      guard let label = draft.label else { continue }
      if sequences.updateValue(Int64(sequence), forKey: label) != nil {
        problems.append(DocumentProblem(mark: draft.mark, message: "there is another record `as: \(label)`"))
      }
    }
    for index in drafts.indices { resolveReferences(in: &drafts[index], sequences) }
    return drafts.enumerated().compactMap { sequence, draft in
      do throws(RecordError) {
        let record = try RecordValidator(now: draft.recordedAt).record(from: .object(draft.members))
        return LedgerRecord(
          sequence: Int64(sequence),
          recordedAt: draft.recordedAt,
          recordedBy: "policy-test",
          record: record
        )
      } catch {
        problems += error.problems.map { DocumentProblem(mark: draft.mark, message: $0.description) }
        return nil
      }
    }
  }

  private mutating func draft(of raw: RawRecord) -> Draft? {
    var members = raw.members
    let happened = offset("at", in: &members, of: raw)
    let recorded = offset("recorded", in: &members, of: raw)
    let label = members["as"]?.string
    members["as"] = JSONValue?.none
    guard let kind = members["kind"]?.string.flatMap({ RecordKind(rawValue: $0) }) else {
      let kinds = RecordKind.allCases.map(\.rawValue)
      let shown = members["kind"].map(\.shortText) ?? ""
      let message = "`kind` has to be that of a record" + Suggestion.text(for: shown, among: kinds)
      problems.append(DocumentProblem(mark: raw.mark, message: message))
      return nil
    }
    fillDefaults(of: Catalogue[kind], into: &members)
    if members["data"] == nil { members["data"] = .object(JSONObject()) }
    if let data = members["data"]?.object { members["data"] = .object(expanded(data, as: Catalogue[kind])) }
    let at = start + (happened ?? recorded ?? .zero)
    if members["occurred_at"] == nil, happened != nil { members["occurred_at"] = .string(at.description) }
    return Draft(mark: raw.mark, recordedAt: recorded.map { start + $0 } ?? at, label: label, members: members)
  }

  private mutating func offset(_ name: String, in members: inout JSONObject, of raw: RawRecord) -> Duration? {
    guard let value = members[name] else { return nil }
    members[name] = JSONValue?.none
    if let duration = value.string.flatMap({ DurationText.parse($0, isSigned: true) }) { return duration }
    let message = "`\(name)` is an offset such as `15m` or `-24h`, not \(value.shortText)"
    problems.append(DocumentProblem(mark: raw.mark, message: message))
    return nil
  }

  /// Service, version and environment as the document has them, where a record of the kind is about one. `null` in the
  /// record leaves it out.
  private func fillDefaults(of definition: KindDefinition, into members: inout JSONObject) {
    // These are about a service or several of its releases: the version is theirs to say.
    let withoutVersion: [RecordKind] = [.window, .waiver, .flag, .rollback, .policy]
    fill("service", definition.service != .absent ? defaults.service : nil, into: &members)
    let version = definition.version != .absent && !withoutVersion.contains(definition.kind)
    fill("version", version ? defaults.version?.text : nil, into: &members)
    fill("environment", definition.environment == .required ? defaults.environment : nil, into: &members)
  }

  private func fill(_ name: String, _ value: String?, into members: inout JSONObject) {
    switch members[name] {
    case .null: members[name] = JSONValue?.none
    case nil: members[name] = value.map { .string($0) }
    default: break
    }
  }

  private func expanded(_ data: JSONObject, as definition: KindDefinition) -> JSONObject {
    var result = JSONObject()
    for (name, value) in data {
      let type = definition.fields.first { $0.name == name }?.type
      result[name] = type.map { expanded(value, as: $0) } ?? value
    }
    return result
  }

  private func expanded(_ value: JSONValue, as type: FieldType) -> JSONValue {
    switch (type, value) {
    case (.time, .string(let text)):
      DurationText.parse(text, isSigned: true).map { .string((start + $0).description) } ?? value
    case (.date, .string(let text)):
      DurationText.parse(text, isSigned: true).map { .string((start + $0).date.description) } ?? value
    case (.commit, .string(let text)): .string(text.padded(to: 40))
    case (.digest, .string(let text)): .string(text.hasPrefix("sha256:") ? text.padded(to: 71) : text)
    case (.list(let element), .array(let values)): .array(values.map { expanded($0, as: element) })
    case (.object(let fields), .object(let members)):
      .object(
        JSONObject(
          members.map { name, value in
            (name, fields.first { $0.name == name }.map { expanded(value, as: $0.type) } ?? value)
          }
        )
      )
    default: value
    }
  }

  private mutating func resolveReferences(in draft: inout Draft, _ sequences: [String: Int64]) {
    if let label = draft.members["amends"]?.string {
      draft.members["amends"] = sequence(of: label, sequences, draft.mark)
    }
    if var data = draft.members["data"]?.object, let label = data["record"]?.string {
      data["record"] = sequence(of: label, sequences, draft.mark)
      draft.members["data"] = .object(data)
    }
  }

  private mutating func sequence(of label: String, _ sequences: [String: Int64], _ mark: Mark) -> JSONValue {
    if let sequence = sequences[label] { return .number(Double(sequence)) }
    let hint = Suggestion.text(for: label, among: sequences.keys.sorted())
    problems.append(DocumentProblem(mark: mark, message: "there is no record `as: \(label)`\(hint)"))
    return .number(0)
  }
}

extension String {
  /// The text with zeros at its end, to a length in characters of ASCII.
  fileprivate func padded(to length: Int) -> String {
    utf8.count < length ? self + String(repeating: "0", count: length - utf8.count) : self
  }
}
