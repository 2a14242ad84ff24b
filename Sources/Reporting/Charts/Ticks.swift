/// Round values along an axis that begins at zero.
enum Ticks {
  private static let durationSteps: [Double] = [
    1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400, 172_800, 345_600,
    604_800,
    1_209_600, 2_592_000, 5_184_000, 7_776_000, 15_552_000, 31_536_000,
  ]

  /// From zero to the first round value that is not below `maximum`.
  static func fromZero(to maximum: Double, unit: Report.Unit, about count: Int = 4) -> [Double] {
    let maximum = maximum > 0 && maximum.isFinite ? maximum : emptyMaximum(unit)
    let least = maximum / Double(count)
    let step: Double
    switch unit {
    case .seconds: step = durationSteps.first { $0 >= least } ?? decimalStep(least / 31_536_000) * 31_536_000
    case .count: step = max(decimalStep(least), 1)
    case .ratio, .other: step = decimalStep(least)
    }
    let steps = Int((maximum / step - 1e-9).rounded(.up))
    return (0...max(steps, 1)).map { Double($0) * step }
  }

  /// As from zero, and down to the first round value that is not above `minimum` where that is negative.
  static func through(zeroTo maximum: Double, from minimum: Double, unit: Report.Unit) -> [Double] {
    guard minimum < 0, minimum.isFinite else { return fromZero(to: maximum, unit: unit) }
    let extent = fromZero(to: max(maximum, -minimum), unit: unit)
    guard extent.count > 1 else { return extent }
    let step = extent[1]
    let below = Int((-minimum / step - 1e-9).rounded(.up))
    let above = maximum > 0 ? Int((maximum / step - 1e-9).rounded(.up)) : 0
    return (-below...above).map { Double($0) * step }
  }

  private static func emptyMaximum(_ unit: Report.Unit) -> Double {
    switch unit {
    case .count, .other: 4
    case .ratio: 1
    case .seconds: 3600
    }
  }

  /// The least of 1, 2, 5 times a power of ten that is not below `least`.
  private static func decimalStep(_ least: Double) -> Double {
    var power = 1.0
    while power * 10 <= least { power *= 10 }
    while power > least { power /= 10 }
    return ([1, 2, 5, 10].first { $0 * power >= least * (1 - 1e-9) } ?? 10) * power
  }
}

extension Report.Unit {
  /// The value of a tick: without digits that all ticks share.
  func tickText(_ value: Double) -> String {
    switch self {
    case .ratio:
      let percent = value * 100
      return Numbers.fixed(percent, digits: (percent - percent.rounded()).magnitude < 1e-6 ? 0 : 1) + "%"
    case .other:
      return Numbers.fixed(value, digits: (value - value.rounded()).magnitude < 1e-6 ? 0 : 1)
    case .seconds: return value == 0 ? "0" : Spans.text(seconds: value)
    case .count: return Numbers.fixed(value, digits: 0)
    }
  }
}
