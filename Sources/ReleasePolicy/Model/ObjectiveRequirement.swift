/// Targets for figures over a period.
public struct ObjectiveRequirement: Hashable, Sendable {
  public var figures: [ObjectiveFigure] = []
  public var period = Period.month

  /// The calendar period over which figures are taken.
  public enum Period: String, CaseIterable, Hashable, Sendable {
    case day, week, month, quarter, year
  }
}

/// One figure and its target.
public struct ObjectiveFigure: Hashable, Sendable {
  /// The name of the delivery metric, or of the observation or measurement that carries it.
  public var metric = ""
  public var title: String?
  public var unit: String?
  /// The target; empty: the figure has to be there, whatever it is.
  public var target = Bounds<Double>()
  public var from = Origin.metrics
  public var aggregate = Aggregate.mean
  /// The release types whose deployments count; empty: all.
  public var types: [String] = []

  /// Where the figure comes from.
  public enum Origin: String, CaseIterable, Hashable, Sendable {
    /// The delivery metrics.
    case metrics
    /// Records of the kind `observation`.
    case observations
    /// Measurements of gate results.
    case measurements
  }

  /// How several numbers become one.
  public enum Aggregate: String, CaseIterable, Hashable, Sendable {
    case mean, median, minimum, maximum, sum, latest
  }
}
