internal import ReleaseRecords

/// How a requirement, or a part of one, stands.
struct Outcome {
  var verdict: Verdict
  var observed: String
  var records: SequenceNumbers = []
  /// What would settle it, where it is not met.
  var settlement: Settlement?

  static func met(_ observed: String, _ records: SequenceNumbers = []) -> Outcome {
    Outcome(verdict: .met, observed: observed, records: records)
  }

  static func notMet(_ observed: String, _ records: SequenceNumbers = [], needed: String? = nil) -> Outcome {
    Outcome(verdict: .notMet, observed: observed, records: records, settlement: needed.map { Settlement(needed: $0) })
  }

  static func pending(
    _ observed: String,
    _ records: SequenceNumbers = [],
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

  static func notApplicable(_ observed: String, _ records: SequenceNumbers = []) -> Outcome {
    Outcome(verdict: .notApplicable, observed: observed, records: records)
  }

  /// Parts all of which have to be met: the worst counts, and what is lacking is said first.
  static func all(_ parts: [Outcome]) -> Outcome {
    if parts.count == 1 { return parts[0] }
    let worst = parts.reduce(0) { max($0, $1.verdict.gravity) }
    guard worst > 0 else { return parts.first ?? .notApplicable("nothing is asked for") }
    var whole: Outcome?
    for gravity in (1...worst).reversed() {
      for part in parts where part.verdict.gravity == gravity { whole.append(part) }
    }
    for part in parts where part.verdict == .notApplicable { whole?.records.formUnion(part.records) }
    return whole ?? parts[0]
  }
}

extension Outcome? {
  /// Adds a part that is no graver than those before it.
  fileprivate mutating func append(_ part: Outcome) {
    guard self != nil else {
      self = part
      return
    }
    self?.observed += "; " + part.observed
    self?.records.formUnion(part.records)
    guard let more = part.settlement else { return }
    guard let settlement = self?.settlement else {
      self?.settlement = more
      return
    }
    self?.settlement = Settlement(
      needed: settlement.needed + "; " + more.needed,
      by: [settlement.by, more.by].compactMap(\.self).min()
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
