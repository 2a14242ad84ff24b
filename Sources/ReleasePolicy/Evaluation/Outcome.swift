internal import ReleaseRecords

/// How a requirement, or a part of one, stands.
struct Outcome {
  var verdict: Verdict
  var observed: String
  var records: Set<Int64> = []
  /// What would settle it, where it is not met.
  var settlement: Settlement?

  static func met(_ observed: String, _ records: Set<Int64> = []) -> Outcome {
    Outcome(verdict: .met, observed: observed, records: records)
  }

  static func notMet(_ observed: String, _ records: Set<Int64> = [], needed: String? = nil) -> Outcome {
    Outcome(verdict: .notMet, observed: observed, records: records, settlement: needed.map { Settlement(needed: $0) })
  }

  static func pending(
    _ observed: String,
    _ records: Set<Int64> = [],
    needed: String,
    by: Timestamp? = nil
  ) -> Outcome {
    Outcome(
      verdict: .pending,
      observed: observed,
      records: records,
      settlement: Settlement(needed: needed, by: by)
    )
  }

  static func notApplicable(_ observed: String, _ records: Set<Int64> = []) -> Outcome {
    Outcome(verdict: .notApplicable, observed: observed, records: records)
  }

  /// Parts all of which have to be met: the worst counts, and what is lacking is said first.
  static func all(_ parts: [Outcome]) -> Outcome {
    let applicable = parts.filter { $0.verdict != .notApplicable }
    guard let worst = applicable.map(\.verdict.gravity).max() else {
      return parts.first ?? .notApplicable("nothing is asked for")
    }
    let ordered = (0...worst).reversed().flatMap { gravity in applicable.filter { $0.verdict.gravity == gravity } }
    let unsettled = ordered.filter { $0.verdict != .met && $0.settlement != nil }
    var settlement: Settlement?
    if !unsettled.isEmpty {
      settlement = Settlement(
        needed: unsettled.compactMap { $0.settlement?.needed }.joined(separator: "; "),
        by: unsettled.filter { $0.verdict == .pending }.compactMap { $0.settlement?.by }.min()
      )
    }
    return Outcome(
      verdict: ordered.first?.verdict ?? .met,
      observed: ordered.map(\.observed).joined(separator: "; "),
      records: parts.reduce(into: []) { $0.formUnion($1.records) },
      settlement: settlement
    )
  }
}

extension Verdict {
  /// How far it is from what is asked for: the graver of two is the one to go by.
  var gravity: Int {
    switch self {
    case .notApplicable: 0
    case .met: 1
    case .waived: 2
    case .pending: 3
    case .notMet: 4
    }
  }
}
