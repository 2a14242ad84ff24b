internal import ReleaseRecords

extension Report.Cell {
  /// The value for people, before any format's own escaping; texts are as they came.
  var text: String {
    switch self {
    case .text(let text): text
    case .number(let value, let unit): unit.text(value)
    case .time(let time): time.displayText
    case .verdict(let verdict): "\(verdict.sign) \(verdict.title)"
    case .badge(let badge): badge.text
    case .records(let records): Self.list(records)
    case .link(let text, let address): text == address ? text : "\(text) (\(address))"
    case .absent(let why): why
    }
  }

  var tone: Report.Tone? {
    switch self {
    case .verdict(let verdict): verdict.tone
    case .badge(let badge): badge.tone
    default: nil
    }
  }

  var isAbsent: Bool {
    if case .absent = self { true } else { false }
  }

  /// `#3, #5–9`: three or more in a row become a range.
  static func list(_ records: [Int64]) -> String {
    var parts: [String] = []
    var index = 0
    while index < records.count {
      var end = index
      while end + 1 < records.count, records[end + 1] == records[end] + 1 { end += 1 }
      if end - index >= 2 {
        parts.append("#\(records[index])–\(records[end])")
      } else {
        parts += records[index...end].map { "#\($0)" }
      }
      index = end + 1
    }
    return parts.joined(separator: ", ")
  }
}

extension Report.Cell: CustomStringConvertible {
  /// The value as people read it, not escaped for any format.
  public var description: String { text }
}

extension Timestamp {
  /// `2026-11-21 07:29:58 UTC`: to the second, which is cut, not rounded.
  var displayText: String {
    "\(displayDate) \(displayClock) UTC"
  }

  var displayDate: String { String(description.prefix { $0 != "T" }) }

  var displayClock: String {
    String(description.drop { $0 != "T" }.dropFirst().prefix { $0 != "." && $0 != "Z" })
  }
}
