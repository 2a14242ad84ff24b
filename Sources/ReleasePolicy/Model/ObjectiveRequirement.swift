/// Targets for figures over a period.
package struct ObjectiveRequirement: Hashable, Sendable {
  package var figures: [ObjectiveFigure] = []
  package var period = Period.month

  /// The calendar period over which figures are taken.
  package enum Period: String, CaseIterable, Hashable, Sendable {
    case day, week, month, quarter, year
  }
}

/// One figure and its target.
package struct ObjectiveFigure: Hashable, Sendable {
  /// The name of the delivery metric, or of the observation or measurement that carries it.
  package var metric = ""
  package var title: String?
  package var unit: String?
  /// The target; empty: the figure has to be there, whatever it is.
  package var target = Bounds<Double>()
  package var from = Origin.metrics
  package var aggregate = Aggregate.mean
  /// The release types whose deployments count; empty: all.
  package var types: [String] = []

  /// Where the figure comes from.
  package enum Origin: String, CaseIterable, Hashable, Sendable {
    /// The delivery metrics.
    case metrics
    /// Records of the kind `observation`.
    case observations
    /// Measurements of gate results.
    case measurements
  }

  /// How several numbers become one.
  package enum Aggregate: String, CaseIterable, Hashable, Sendable {
    case mean, median, minimum, maximum, sum, latest
  }
}
