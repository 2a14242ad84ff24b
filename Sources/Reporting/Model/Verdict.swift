extension Report {
  /// Whether a control was kept. In the order in which people want to see them: exceptions first.
  public enum Verdict: String, Hashable, Sendable, CaseIterable, Comparable {
    case notMet = "not_met"
    case pending
    case waived
    case met
    case notApplicable = "not_applicable"

    public var title: String {
      switch self {
      case .notMet: "not met"
      case .pending: "pending"
      case .waived: "waived"
      case .met: "met"
      case .notApplicable: "not applicable"
      }
    }

    public var tone: Tone {
      switch self {
      case .notMet: .bad
      case .pending, .waived: .caution
      case .met: .good
      case .notApplicable: .neutral
      }
    }

    /// A sign that tells the verdict without colour.
    public var sign: String {
      switch self {
      case .notMet: "✗"
      case .pending: "…"
      case .waived: "~"
      case .met: "✓"
      case .notApplicable: "–"
      }
    }

    private var order: Int {
      switch self {
      case .notMet: 0
      case .pending: 1
      case .waived: 2
      case .met: 3
      case .notApplicable: 4
      }
    }

    public static func < (a: Verdict, b: Verdict) -> Bool { a.order < b.order }
  }
}
