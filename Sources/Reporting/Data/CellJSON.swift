internal import ReleaseRecords

extension Report.Cell {
  /// A value with its type, so that no reader has to guess: `{"type":"number","value":0.25,"unit":"ratio"}`.
  var json: JSONValue {
    switch self {
    case .text(let text): ["type": "text", "value": .string(text)]
    case .number(let value, let unit):
      value.isFinite
        ? ["type": "number", "value": .number(value), "unit": .string(unit.jsonName)]
        : ["type": "absent", "reason": .string(Numbers.fixed(value, digits: 0))]
    case .time(let time): ["type": "time", "value": .string(time.description)]
    case .verdict(let verdict): ["type": "verdict", "value": .string(verdict.rawValue)]
    case .badge(let badge): ["type": "badge", "value": .string(badge.text), "tone": .string(badge.tone.rawValue)]
    case .records(let records): ["type": "records", "value": .array(records.map { .number(Double($0)) })]
    case .link(let text, let address):
      ["type": "link", "value": .string(text), "address": .string(address)]
    case .absent(let why): ["type": "absent", "reason": .string(why)]
    }
  }
}

extension Report.Unit {
  var jsonName: String { name.isEmpty ? "count" : name }
}

extension Report.ColumnType {
  var json: (name: String, unit: String?) {
    switch self {
    case .text: ("text", nil)
    case .number(let unit): ("number", unit.jsonName)
    case .time: ("time", nil)
    case .verdict: ("verdict", nil)
    case .badge: ("badge", nil)
    case .records: ("records", nil)
    case .link: ("link", nil)
    }
  }
}
