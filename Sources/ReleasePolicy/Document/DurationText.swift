/// Durations as documents write them: `90s`, `15m`, `1h30m`, `2d`, `1w`, and `-24h` where one may lie before.
enum DurationText {
  /// The longest duration, ten years of 366 days.
  static let maximumSeconds: Int64 = 3660 * 86_400
  static let pattern = "^([0-9]+w)?([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?$"

  private static let units: [(letter: Character, seconds: Int64)] = [
    ("w", 604_800), ("d", 86_400), ("h", 3_600), ("m", 60), ("s", 1),
  ]

  /// Reads units from the largest to the smallest, each at most once; `nil` for anything else.
  static func parse(_ text: String, isSigned: Bool) -> Duration? {
    var rest = Substring(text)
    let isNegative = isSigned && rest.first == "-"
    if isNegative { rest.removeFirst() }
    guard !rest.isEmpty else { return nil }
    var total: Int64 = 0
    for unit in units {
      let digits = rest.prefix { $0.isASCII && $0.isNumber }
      guard !digits.isEmpty, rest.dropFirst(digits.count).first == unit.letter else { continue }
      guard let count = Int64(digits), count <= maximumSeconds / unit.seconds else { return nil }
      total += count * unit.seconds
      rest = rest.dropFirst(digits.count + 1)
    }
    guard rest.isEmpty, total <= maximumSeconds else { return nil }
    return .seconds(isNegative ? -total : total)
  }

  /// The shortest text for a duration, to the second.
  static func format(_ duration: Duration) -> String {
    let seconds = duration.components.seconds
    if seconds == 0 { return "0s" }
    var rest = seconds.magnitude
    var text = seconds < 0 ? "-" : ""
    for unit in units {
      let size = UInt64(unit.seconds)
      guard unit.letter != "w" || rest % size == 0 else { continue }
      if rest >= size { text += "\(rest / size)\(unit.letter)" }
      rest %= size
    }
    return text
  }
}
