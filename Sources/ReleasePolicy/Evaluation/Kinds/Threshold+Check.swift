internal import ReleaseRecords

extension Threshold {
  enum Check {
    case holds
    case fails(String)
    /// It cannot be compared.
    case unknown(String)
  }

  /// Compares a number with the limit, in the limit's unit.
  func check(_ value: Double, unit: String?, baseline: Double?) -> Check {
    switch quantity(value, unit: unit, baseline: baseline) {
    case .lack(let text): .unknown("\(metric): \(text)")
    case .number(let quantity):
      if bounds.hold(for: quantity) {
        .holds
      } else {
        .fails("\(metric): \(text(quantity)), has to be \(Wording.bounds(bounds, text))")
      }
    }
  }

  /// What the bounds are about, or why it is not known.
  enum Reading {
    case number(Double)
    case lack(String)
  }

  func quantity(_ value: Double, unit: String?, baseline: Double?) -> Reading {
    switch of {
    case .value: return convert(value, from: unit)
    case .increase:
      guard let baseline else { return .lack("no baseline") }
      return convert(value - baseline, from: unit)
    case .change:
      guard let baseline, baseline != 0 else { return .lack("no baseline") }
      return number((value - baseline) / baseline.magnitude * 100)
    case .ratio:
      guard let baseline, baseline != 0 else { return .lack("no baseline") }
      return number(value / baseline)
    }
  }

  private func convert(_ value: Double, from given: String?) -> Reading {
    guard let unit, unit != given else { return number(value) }
    guard let factor = Units.factor(from: given, to: unit) else {
      return .lack("it is in \(given ?? "no unit"), the limit is in \(unit)")
    }
    return number(value * factor)
  }

  private func number(_ value: Double) -> Reading {
    value.isFinite ? .number(Units.rounded(value)) : .lack("it is no number")
  }

  private func text(_ value: Double) -> String {
    switch of {
    case .value: Wording.number(value, unit)
    case .increase: "\(Wording.number(value, unit)) above normal"
    case .change: "\(Wording.percent(value)) above normal"
    case .ratio: "\(Wording.number(value)) times normal"
    }
  }
}

/// The units in which numbers of one kind can be given.
package enum Units {
  private static let seconds: [String: Double] = [
    "ns": 1e-9, "us": 1e-6, "µs": 1e-6, "ms": 1e-3, "s": 1, "m": 60, "min": 60, "h": 3600, "d": 86_400,
  ]
  private static let shares: [String: Double] = ["%": 0.01, "1": 1]

  /// By what to multiply a number in one unit to have it in another; `nil` where they are not of one kind.
  package static func factor(from given: String?, to wanted: String) -> Double? {
    guard let given else { return nil }
    for family in [seconds, shares] {
      if let from = family[given], let to = family[wanted] { return from / to }
    }
    return given == wanted ? 1 : nil
  }

  /// The number without what binary fractions add to it: 5.1 − 5.0 is 0.1, and not below it.
  package static func rounded(_ value: Double) -> Double {
    guard value.magnitude < 9_000_000 else { return value }
    let scaled = value * 1_000_000_000
    return Double(Int64(scaled + (scaled < 0 ? -0.5 : 0.5))) / 1_000_000_000
  }
}
