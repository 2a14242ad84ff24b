import ReleaseRecords

@testable import ReleasePolicy

/// Random logs of records that hang together: few names, so that they meet.
struct RandomLog {
  var generator: SplitMix

  init(seed: UInt64) { generator = SplitMix(seed: seed) }

  mutating func records(_ count: Int) -> [LedgerRecord] {
    (0..<count).map { index in
      let recordedAt = Scenario.minutes(Double(index))
      return LedgerRecord(sequence: Int64(index), recordedAt: recordedAt, recordedBy: "ci", record: record(index))
    }
  }

  private mutating func record(_ index: Int) -> Record {
    let kind = pick(RecordKind.allCases)
    var record = Record(kind)
    record.service = pick(["shop", "shop", "shop", "mail", nil])
    record.version = SemanticVersion(pick(["1.2.0", "1.2.0", "1.1.0", "1.2.0-rc.1", "2.0.0"]))
    if chance(4) { record.version = nil }
    record.environment = pick(["production", "production", "staging", nil])
    record.occurredAt = chance(8) ? nil : Scenario.minutes(Double(index) + pick([0, 0, -30, -2000, 500]))
    for field in Catalogue[kind].fields where field.isRequired || !chance(3) {
      record.data[field.name] = value(field.type, of: field.name, index)
    }
    for text in Catalogue[kind].texts where chance(2) { record.text[text.name] = pick(["", "words"]) }
    if chance(20), index > 0 { record.amends = Int64.random(in: 0..<Int64(index + 2), using: &generator) }
    return record
  }

  private mutating func value(_ type: FieldType, of name: String, _ index: Int) -> JSONValue {
    // One value in thirty is of another type than it has to be: the evaluation does not rely on validation.
    if chance(30) { return pick([.null, true, 3, "", "x", [1], ["a": 1], [["item": "x"]]]) }
    switch type {
    case .word: return .string(word(name))
    case .version: return .string(pick(["1.2.0", "1.1.0", "2.0.0"]))
    case .commit: return .string(pick([Scenario.commit, Scenario.commit, Scenario.otherCommit]))
    case .digest: return "sha256:00"
    case .uri: return "https://example.org/x"
    case .time: return .string(Scenario.minutes(Double(index) + pick([0, -10, -100, 60, 4000])).description)
    case .date: return "2026-11-20"
    case .boolean: return pick([true, false])
    case .integer(let range): return .number(Double(max(range.lowerBound, min(range.upperBound, pick([0, 1, 2, 50])))))
    case .number(let range):
      return .number(max(range.lowerBound, min(range.upperBound, pick([0, 0.5, 2, 5, 25, 100]))))
    case .oneOf(let choices): return .string(pick(choices))
    case .person: return .string(pick(["ada", "bob", "carl", "dora", "zoe"]))
    case .list(let element): return .array((0..<pick([0, 1, 2])).map { _ in value(element, of: name, index) })
    case .object(let fields):
      var object = JSONObject()
      for field in fields { object[field.name] = value(field.type, of: field.name, index) }
      return .object(object)
    }
  }

  private mutating func word(_ name: String) -> String {
    switch name {
    case "deployment", "caused_by", "fixed_by", "restoring_deployment": pick(["D1", "D2", "D3"])
    case "type": pick(["minor", "feature", "patch", "odd"])
    case "gate": pick(["lint", "unit-tests", "smoke"])
    case "role": pick(["tech-lead", "product-owner", "on-call"])
    case "incident", "rollback": pick(["I1", "I2"])
    case "metric": pick(["error_rate", "response_time"])
    case "unit": pick(["%", "1", "ms", "s"])
    case "control": pick(["GATES", "APPROVE", "APPROVE.minor", "DEADLINE"])
    case "checklist": "T+15m"
    case "item": pick(["health", "migrations"])
    case "service": pick(["shop", "mail"])
    default: pick(["a", "b"])
    }
  }

  mutating func pick<T>(_ choices: [T]) -> T { choices[Int.random(in: 0..<choices.count, using: &generator)] }

  mutating func chance(_ of: Int) -> Bool { Int.random(in: 0..<of, using: &generator) == 0 }
}
