/// Spans of time in the two units that matter: `850 ms`, `4.2 s`, `12 min 30 s`, `3 h 12 min`, `2 d 3 h`.
enum Spans {
  static func text(seconds: Double) -> String {
    guard seconds.isFinite else { return Numbers.fixed(seconds, digits: 0) }
    let sign = seconds < 0 ? "−" : ""
    let magnitude = seconds.magnitude
    if magnitude == 0 { return "0 s" }
    if magnitude < 0.9995 { return "\(sign)\(Numbers.fixed(magnitude * 1000, digits: 0)) ms" }
    if magnitude < 59.95 {
      let text = Numbers.fixed(magnitude, digits: 1)
      return "\(sign)\(text.hasSuffix(".0") ? String(text.dropLast(2)) : text) s"
    }
    if magnitude < 3599.5 { return sign + pair(magnitude, major: 60, "min", minor: 1, "s") }
    if magnitude < 86_370 { return sign + pair(magnitude, major: 3600, "h", minor: 60, "min") }
    if magnitude < 30 * 86_400 { return sign + pair(magnitude, major: 86_400, "d", minor: 3600, "h") }
    return "\(sign)\(Numbers.fixed(magnitude / 86_400, digits: 0)) d"
  }

  private static func pair(
    _ seconds: Double,
    major: Double,
    _ majorName: String,
    minor: Double,
    _ minorName: String
  ) -> String {
    let rounded = (seconds / minor).rounded(.toNearestOrAwayFromZero) * minor
    let whole = (rounded / major).rounded(.down)
    let rest = ((rounded - whole * major) / minor).rounded()
    return rest == 0 ? "\(Int(whole)) \(majorName)" : "\(Int(whole)) \(majorName) \(Int(rest)) \(minorName)"
  }
}
