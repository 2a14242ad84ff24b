internal import ReleaseRecords
internal import Reporting

extension Report.Cell {
  /// A word, or why there is none.
  static func word(_ text: String?, otherwise why: String = "not recorded") -> Report.Cell {
    text.map { .text($0) } ?? .absent(why)
  }

  static func time(_ time: Timestamp?, otherwise why: String) -> Report.Cell {
    time.map { .time($0) } ?? .absent(why)
  }

  /// From one instant to another; negative where they are in reverse order.
  static func span(_ from: Timestamp?, _ until: Timestamp?) -> Report.Cell {
    guard let from, let until else { return .absent("not known") }
    return .duration(seconds: (until - from).seconds)
  }

  static func records(of entries: [LedgerRecord]) -> Report.Cell {
    entries.isEmpty ? .absent("no record") : .records(entries.sequences)
  }
}

extension Duration {
  var seconds: Double {
    let (seconds, attoseconds) = components
    return Double(seconds) + Double(attoseconds) / 1e18
  }
}

/// `1 record`, `2 records`.
func counted(_ count: Int, _ one: String, _ many: String? = nil) -> String {
  "\(count) \(count == 1 ? one : many ?? one + "s")"
}
