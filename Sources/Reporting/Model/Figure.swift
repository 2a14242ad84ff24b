extension Report {
  /// One key figure with all that stands behind it.
  public struct Figure: Hashable, Sendable {
    /// The stable name, in `snake_case`, without the unit: `change_failure_rate`.
    public var id: String
    public var title: String
    /// What the figure is, in one sentence.
    public var help: String
    public var unit: Unit
    /// `nil` where there is no data: which is neither zero, nor best, nor worst.
    public var value: Double?
    public var numerator: Double?
    public var denominator: Double?
    public var sampleSize: Int?
    public var median: Double?
    public var percentile90: Double?
    public var mean: Double?
    /// The same figure in the period before.
    public var previous: Double?
    public var target: Target?
    /// A level against a named benchmark.
    public var level: Badge?
    /// What was left out and why, and whatever else a reader must know.
    public var notes: [String]
    /// What the figure is about (service, environment, …), for machines that gather many.
    public var labels: [Label]
    /// Sequence numbers of the records it rests on, where they are few enough to list.
    public var records: [Int64]

    public init(
      id: String,
      title: String,
      help: String,
      unit: Unit,
      value: Double?,
      numerator: Double? = nil,
      denominator: Double? = nil,
      sampleSize: Int? = nil,
      median: Double? = nil,
      percentile90: Double? = nil,
      mean: Double? = nil,
      previous: Double? = nil,
      target: Target? = nil,
      level: Badge? = nil,
      notes: [String] = [],
      labels: [Label] = [],
      records: [Int64] = []
    ) {
      self.id = id
      self.title = title
      self.help = help
      self.unit = unit
      self.value = value
      self.numerator = numerator
      self.denominator = denominator
      self.sampleSize = sampleSize
      self.median = median
      self.percentile90 = percentile90
      self.mean = mean
      self.previous = previous
      self.target = target
      self.level = level
      self.notes = notes
      self.labels = labels
      self.records = records
    }

    var cell: Cell { value.map { .number($0, unit) } ?? .noData }
  }

  /// A value that a figure should reach.
  public struct Target: Hashable, Sendable {
    public enum Comparison: String, Hashable, Sendable {
      case atLeast = "at_least"
      case atMost = "at_most"
      case above
      case below

      var sign: String {
        switch self {
        case .atLeast: "≥"
        case .atMost: "≤"
        case .above: ">"
        case .below: "<"
        }
      }
    }

    public var comparison: Comparison
    public var value: Double
    /// Whether it was reached; without data that is not known, and not applicable is not an answer.
    public var verdict: Verdict

    public init(_ comparison: Comparison, _ value: Double, verdict: Verdict) {
      self.comparison = comparison
      self.value = value
      self.verdict = verdict
    }
  }

  public struct Label: Hashable, Sendable {
    public var name: String
    public var value: String

    public init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }
}
