internal import ReleaseRecords

/// Single values as HTML.
enum HTMLCells {
  static func append(_ cell: Report.Cell, to markup: inout Markup) {
    switch cell {
    case .text(let text): markup.lines(text)
    case .number: markup.element("span", ["class": "number"], text: cell.text)
    case .time(let time): markup.element("time", ["datetime": time.description], text: cell.text)
    case .verdict(let verdict): badge(verdict.title, sign: verdict.sign, tone: verdict.tone, to: &markup)
    case .badge(let value): badge(value.text, sign: value.tone.sign, tone: value.tone, to: &markup)
    case .records: markup.element("span", ["class": "records"], text: cell.text)
    case .link(let text, let address):
      if let target = LinkAddress(address) {
        markup.element("a", ["href": target.text, "rel": "noopener noreferrer"], text: text)
      } else {
        markup.lines(cell.text)
      }
    case .absent(let why): markup.element("span", ["class": "absent"], text: why)
    }
  }

  static func badge(_ text: String, sign: String, tone: Report.Tone, to markup: inout Markup) {
    markup.element("span", ["class": "badge \(tone.rawValue)"]) { badge in
      if !sign.isEmpty {
        badge.element("span", ["aria-hidden": "true"], text: sign)
        badge.text(" ")
      }
      badge.text(text)
    }
  }
}

extension Report.Tone {
  /// What tells the tones apart without colour; the neutral one has none.
  var sign: String {
    switch self {
    case .good: "✓"
    case .caution: "!"
    case .bad: "✗"
    case .neutral: ""
    }
  }
}
