internal import Reporting

extension FigureUnit {
  var reportUnit: Report.Unit {
    switch self {
    case .count: .count
    case .ratio: .ratio
    case .seconds: .seconds
    case .perWeek: .other("per week", digits: 1)
    case .daysPerWeek: .other("days per week", digits: 1)
    case .quotient(let symbol): .other(symbol, digits: 2)
    case .measured(let symbol): .other(symbol, digits: 2)
    }
  }
}

extension MetricsFigure {
  /// Whether the sample is of the figure's own unit.
  var hasSpans: Bool { name.unit == .seconds }
}

extension LevelVerdict {
  func badge(of benchmark: Benchmark) -> Report.Badge {
    let year = benchmark.verification == .unverified ? "\(benchmark.year), unverified" : "\(benchmark.year)"
    return switch self {
    case .level(.elite): Report.Badge("elite (DORA \(year))", .good)
    case .level(.high): Report.Badge("high (DORA \(year))", .good)
    case .level(.medium): Report.Badge("medium (DORA \(year))", .caution)
    case .level(.low): Report.Badge("low (DORA \(year))", .bad)
    case .belowEveryCluster: Report.Badge("below every cluster (DORA \(year))", .bad)
    case .noData: Report.Badge("no data", .neutral)
    }
  }
}

extension ObjectiveResult.Verdict {
  var badge: Report.Badge {
    switch self {
    case .met: Report.Badge("met", .good)
    case .notMet: Report.Badge("not met", .bad)
    case .noData: Report.Badge("no data", .neutral)
    case .watched: Report.Badge("watched", .neutral)
    }
  }
}

extension ProcessObjective {
  /// The target in words: `above 95 %`, `median below 10 min`.
  var targetText: String {
    guard let target else {
      if case .measured = metric.unit { return "\(statistic.rawValue), watched" }
      return "watched"
    }
    let word =
      switch target.comparison {
      case .above: "above"
      case .atLeast: "at least"
      case .below: "below"
      case .atMost: "at most"
      }
    let value = metric.unit.text(target.value)
    switch (metric.unit, statistic) {
    case (.ratio, _), (.count, _), (.perWeek, _): return "\(word) \(value)"
    default: return "\(statistic.rawValue.replacing("_", with: " ")) \(word) \(value)"
    }
  }
}

extension FigureUnit {
  /// A value of a target, which is a round number.
  func text(_ value: Double) -> String {
    switch self {
    case .ratio: "\((value * 100).trimmed) %"
    case .seconds where value >= 86_400: "\((value / 86_400).trimmed) d"
    case .seconds where value >= 3_600: "\((value / 3_600).trimmed) h"
    case .seconds: "\((value / 60).trimmed) min"
    case .perWeek: "\(value.trimmed) per week"
    case .daysPerWeek: "\(value.trimmed) days per week"
    case .count: value.trimmed
    case .quotient(let symbol), .measured(let symbol): symbol.isEmpty ? value.trimmed : "\(value.trimmed) \(symbol)"
    }
  }
}

extension FigureName {
  /// For the head of a narrow column.
  var shortTitle: String {
    switch self {
    case .deploymentFrequency: "Frequency"
    case .deploymentDays: "Days"
    case .leadTime: "Lead time"
    case .changeFailureRate: "Failure rate"
    case .recoveryTime: "Recovery"
    case .timeToRestore: "Restore"
    case .reworkRate: "Rework"
    }
  }
}

extension String {
  /// The word with a capital at its beginning.
  var capitalizedWord: String { prefix(1).uppercased() + dropFirst() }
}

extension Double {
  /// At most two digits after the point, and none that say nothing.
  var trimmed: String {
    let hundredths = (self * 100).rounded()
    guard hundredths.magnitude < 9e15 else { return "\(self)" }
    let whole = Int64(hundredths)
    let rest = Int(whole.magnitude % 100)
    let sign = whole < 0 ? "-" : ""
    let integer = "\(sign)\(whole.magnitude / 100)"
    if rest == 0 { return integer }
    return rest % 10 == 0 ? "\(integer).\(rest / 10)" : "\(integer).\(rest < 10 ? "0" : "")\(rest)"
  }
}
