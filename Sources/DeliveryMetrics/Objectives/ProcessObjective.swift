/// A target that a release process sets itself, over the period of a report.
public struct ProcessObjective: Hashable, Sendable {
  public enum Comparison: String, Hashable, Sendable {
    case above, atLeast = "at_least", below, atMost = "at_most"

    func holds(_ value: Double, _ target: Double) -> Bool {
      switch self {
      case .above: value > target
      case .atLeast: value >= target
      case .below: value < target
      case .atMost: value <= target
      }
    }

    /// Whether more is better.
    var favoursMore: Bool { self == .above || self == .atLeast }
  }

  /// Which number of a sample is held against the target. Shares and counts have only one.
  public enum Statistic: String, Hashable, Sendable {
    case median, mean, percentile90 = "percentile_90", maximum, sum
    /// Each service's last reading; of several services, their median.
    case latest
  }

  /// The control's id in its policy: `ATL-15`.
  public var id: String
  public var title: String
  public var metric: ObjectiveMetric
  public var statistic: Statistic
  /// `nil` for a number that is only watched. Shares from 0 to 1, spans in seconds.
  public var target: Target?

  public struct Target: Hashable, Sendable {
    public var comparison: Comparison
    public var value: Double
    /// The unit in which an observation or a measurement has to be recorded to be held against it; `nil`: any.
    public var unit: String?

    public init(_ comparison: Comparison, _ value: Double, unit: String? = nil) {
      self.comparison = comparison
      self.value = value
      self.unit = unit
    }
  }

  public init(
    _ id: String,
    _ title: String,
    _ metric: ObjectiveMetric,
    _ statistic: Statistic = .median,
    _ target: Target? = nil
  ) {
    self.id = id
    self.title = title
    self.metric = metric
    self.statistic = statistic
    self.target = target
  }
}
