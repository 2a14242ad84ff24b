package import DeliveryMetrics
package import ReleasePolicy

extension Policy {
  /// What its objectives ask of delivery metrics, observations and measurements, as the figures of `report metrics` are
  /// held against it: a figure with two bounds twice.
  package var objectives: [ProcessObjective] {
    figures.flatMap { $0.objectives(of: $1) }
  }

  /// The figures of its objectives that no such report has, which `report compliance` alone judges.
  package var figuresOfNoReport: [(title: String, control: String)] {
    figures.filter { $0.objectives(of: $1).isEmpty }.map { ($0.title ?? $0.metric, $1.id) }
  }

  private var figures: [(ObjectiveFigure, Control)] {
    controls.flatMap { control -> [(ObjectiveFigure, Control)] in
      guard case .objective(let requirement) = control.requirement else { return [] }
      return requirement.figures.map { ($0, control) }
    }
  }
}

extension ObjectiveFigure {
  /// None where no delivery metric is of that name, or no report has the number that it asks for.
  func objectives(of control: Control) -> [ProcessObjective] {
    guard let metric = deliveryMetric, let statistic else { return [] }
    let targets = targets(in: metric.unit)
    return (targets.isEmpty ? [nil] : targets.map(Optional.some)).map { target in
      ProcessObjective(control.id, title ?? self.metric, metric, statistic, target)
    }
  }

  private var deliveryMetric: ObjectiveMetric? {
    switch from {
    case .observations: return types.isEmpty ? .observation(metric) : nil
    case .measurements: return types.isEmpty ? .measurement(metric) : nil
    case .metrics:
      guard types.count < 2 else { return nil }
      return ObjectiveMetric(types.isEmpty ? metric : "\(metric):\(types[0])")
    }
  }

  /// `nil` for a number that reports do not have, so that nothing is held against another than was asked for.
  private var statistic: ProcessObjective.Statistic? {
    switch (from, aggregate) {
    case (.measurements, .latest): .latest
    // Of measurements reports have the last of each service.
    case (.measurements, _): nil
    case (_, .mean): .mean
    case (_, .median): .median
    case (_, .maximum): .maximum
    case (.observations, .sum): .sum
    case (_, .minimum), (_, .sum), (_, .latest): nil
    }
  }

  /// The bounds in the unit that reports have the figure in. None where the policy's is of another kind: what it asks for
  /// is then only watched.
  private func targets(in reported: FigureUnit) -> [ProcessObjective.Target] {
    let wanted =
      switch reported {
      case .ratio: "1"
      case .seconds: "s"
      case .count: ""
      case .perWeek: "per week"
      case .daysPerWeek: "days per week"
      case .quotient(let words): words
      case .measured(let recorded): recorded
      }
    // A number that is measured is held against its target where it is recorded in this unit.
    let isAsRecorded = reported == .measured("")
    var factor = 1.0
    if let unit, !isAsRecorded {
      guard let known = Units.factor(from: unit, to: wanted) else { return [] }
      factor = known
    }
    let bounds: [(ProcessObjective.Comparison, Double?)] = [
      (.above, target.above), (.atLeast, target.atLeast), (.below, target.below), (.atMost, target.atMost),
    ]
    return bounds.compactMap { comparison, bound in
      bound.map { ProcessObjective.Target(comparison, Units.rounded($0 * factor), unit: isAsRecorded ? unit : nil) }
    }
  }
}
