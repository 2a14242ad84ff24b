internal import ReleaseRecords

/// How findings put things into words.
enum Wording {
  /// `#4, #7`
  static func numbers(_ sequences: some Sequence<Int64>) -> String {
    sequences.sorted().map { "#\($0)" }.joined(separator: ", ")
  }

  static func number(_ value: Double) -> String {
    value.isFinite ? CanonicalJSON.string(.number(value)) : "no number"
  }

  static func number(_ value: Double, _ unit: String?) -> String {
    guard let unit, unit != "1" else { return number(value) }
    return number(value) + " " + unit
  }

  /// The number with four decimals at most.
  static func shortened(_ value: Double, _ unit: String?) -> String {
    number(value.magnitude < 1e9 ? (value * 10_000).rounded() / 10_000 : value, unit)
  }

  static func duration(_ value: Duration) -> String { DurationText.format(value) }

  static func percent(_ value: Double) -> String { number(value) + " %" }

  /// `1 failure`, `2 failures`
  static func count(_ count: Int, _ noun: String) -> String { count == 1 ? "1 \(noun)" : "\(count) \(noun)s" }

  /// `a`, `a or b`, `a, b or c`
  static func choice(_ words: [String]) -> String { list(words, "or") }

  private static func list(_ words: [String], _ last: String) -> String {
    guard words.count > 1, let final = words.last else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " \(last) " + final
  }

  /// `below 0.1`, `at least 80 and below 90`
  static func bounds<Value>(_ bounds: Bounds<Value>, _ text: (Value) -> String) -> String {
    var parts: [String] = []
    if let limit = bounds.atLeast { parts.append("at least \(text(limit))") }
    if let limit = bounds.above { parts.append("above \(text(limit))") }
    if let limit = bounds.atMost { parts.append("at most \(text(limit))") }
    if let limit = bounds.below { parts.append("below \(text(limit))") }
    return parts.joined(separator: " and ")
  }

  /// The first twelve digits of a commit.
  static func commit(_ commit: String?) -> String { commit.map { String($0.prefix(12)) } ?? "unknown" }
}
