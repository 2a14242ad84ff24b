/// Numbers as people and as machines read them, without a locale: the same everywhere.
enum Numbers {
  /// Digits in groups of three: `1,234,567`.
  static func grouped(_ value: Int) -> String {
    let digits = Array(String(value.magnitude))
    var text = value < 0 ? "−" : ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { text.append(",") }
      text.append(digit)
    }
    return text
  }

  /// A number with so many digits after the point, halves away from zero, in groups of three.
  static func fixed(_ value: Double, digits: Int) -> String {
    guard value.isFinite else { return value.isNaN ? "not a number" : value < 0 ? "−∞" : "∞" }
    let scale = powerOfTen(digits)
    let scaled = (value.magnitude * scale).rounded(.toNearestOrAwayFromZero)
    // Beyond this a double has no digits after the point left to show.
    guard scaled < 9_007_199_254_740_992 else { return plain(value) }
    let units = Int(scaled)
    let sign = value < 0 && units > 0 ? "−" : ""
    guard digits > 0 else { return sign + grouped(units) }
    let fraction = String(units % Int(scale))
    return sign + grouped(units / Int(scale)) + "." + String(repeating: "0", count: digits - fraction.count) + fraction
  }

  /// The shortest decimal that stands for exactly this number, for machines: `12`, `0.1`, `-3.5`.
  static func plain(_ value: Double) -> String {
    if let integer = Int64(exactly: value), integer.magnitude < 9_007_199_254_740_992 { return String(integer) }
    return "\(value)"
  }

  /// A ratio in percent, with one digit after the point. What is not nothing never reads as nothing, nor what is not all as
  /// all.
  static func percent(_ ratio: Double) -> String {
    guard ratio.isFinite else { return fixed(ratio, digits: 0) }
    let percent = ratio * 100
    switch percent.magnitude {
    case 0.nextUp..<0.05: return percent < 0 ? "> −0.1%" : "< 0.1%"
    case 99.95..<100 where percent > 0: return "> 99.9%"
    default: return fixed(percent, digits: 1) + "%"
    }
  }

  private static func powerOfTen(_ exponent: Int) -> Double {
    var power = 1.0
    for _ in 0..<exponent { power *= 10 }
    return power
  }
}

extension Report.Unit {
  /// A value in this unit, for people: `1,234`, `12.5%`, `3 h 12 min`, `4.20 per week`.
  func text(_ value: Double) -> String {
    switch self {
    case .count: return Numbers.fixed(value, digits: value == value.rounded() ? 0 : 1)
    case .ratio: return Numbers.percent(value)
    case .seconds: return Spans.text(seconds: value)
    case .other(let symbol, let digits):
      let number = Numbers.fixed(value, digits: digits)
      return symbol.isEmpty ? number : "\(number) \(symbol)"
    }
  }

  /// The unit's name in JSON, CSV and OpenMetrics; empty for a count.
  var name: String {
    switch self {
    case .count: ""
    case .ratio: "ratio"
    case .seconds: "seconds"
    case .other(let symbol, _): symbol
    }
  }
}
