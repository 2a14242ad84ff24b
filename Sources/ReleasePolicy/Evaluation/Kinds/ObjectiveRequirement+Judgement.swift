internal import ReleaseRecords

extension ObjectiveRequirement {
  func judged(in scene: Scene) -> Outcome {
    guard let period = scene.subject.period else {
      return .notApplicable("it is about a period, not about one release")
    }
    let parts = figures.map { $0.judged(over: period, in: scene) }
    var outcome = Outcome.all(parts)
    // Where there was nothing to measure is said, and decides nothing.
    let idle = parts.filter { $0.verdict == .notApplicable }.map(\.observed)
    if outcome.verdict != .notApplicable {
      idle.forEach { outcome.observed += "; \($0)" }
    } else {
      outcome.observed = idle.joined(separator: "; ")
    }
    return outcome
  }
}

extension ObjectiveFigure {
  fileprivate func judged(over period: Range<Timestamp>, in scene: Scene) -> Outcome {
    let name = title ?? metric
    let reading = from == .metrics ? measured(over: period, in: scene) : aggregated(over: period, in: scene)
    guard let (value, given, records, basis) = reading else {
      return scene.lack("\(name): no figure", needed: "a figure for \(metric)", by: period.upperBound)
    }
    guard let value else { return .notApplicable("\(name): no data", records) }
    let limit = Threshold(metric: name, unit: unit, bounds: target)
    switch limit.quantity(value, unit: given, baseline: nil) {
    case .lack(let text): return .notMet("\(name): \(text)", records)
    case .number(let quantity):
      let text = "\(name): \(words(for: quantity, given))" + (basis.map { " (\($0))" } ?? "")
      let wanted = Wording.bounds(target) { words(for: $0, given) }
      if target.hold(for: quantity) { return .met(wanted.isEmpty ? text : "\(text), target \(wanted)", records) }
      if period.upperBound > scene.frame.at {
        let needed = "\(name) \(wanted)"
        return .pending("\(text) so far, has to be \(wanted)", records, needed: needed, by: period.upperBound)
      }
      return .notMet("\(text), has to be \(wanted)", records)
    }
  }

  /// A number in the target's unit; where that has none, spans as spans and shares in percent.
  private func words(for quantity: Double, _ given: String?) -> String {
    switch (unit, given) {
    case (nil, "s"): Wording.duration(.seconds(quantity.rounded()))
    case (nil, "1"): Wording.shortened(quantity * 100, "%")
    default: Wording.shortened(quantity, (unit ?? given).flatMap { $0.isEmpty ? nil : $0 })
    }
  }

  private typealias Reading = (value: Double?, unit: String?, records: SequenceNumbers, basis: String?)

  private func measured(over period: Range<Timestamp>, in scene: Scene) -> Reading? {
    let figure = scene.frame.figures.first { figure in
      figure.metric == metric && Set(figure.types) == Set(types) && figure.from == period.lowerBound
        && figure.until == period.upperBound && figure.value?.isFinite ?? true
    }
    return figure.map { ($0.value, $0.unit, SequenceNumbers($0.records), $0.basis) }
  }

  /// The figure from all readings of the period, in the unit of the target.
  private func aggregated(over period: Range<Timestamp>, in scene: Scene) -> Reading? {
    var values: [Double] = []
    var records: SequenceNumbers = []
    for (value, given, fact) in readings(in: scene) where period.contains(fact.time) {
      // One reading that cannot be compared spoils the figure: it is not left out in silence.
      guard let unit, unit != given else {
        values.append(value)
        records.insert(fact.sequence)
        continue
      }
      guard let factor = Units.factor(from: given, to: unit) else { return nil }
      values.append(value * factor)
      records.insert(fact.sequence)
    }
    guard !values.isEmpty else { return nil }
    return (aggregate.value(of: values), unit, records, "\(aggregate.rawValue) of \(values.count)")
  }

  private func readings(in scene: Scene) -> [(Double, String?, Fact)] {
    if from == .observations {
      return scene[.observation].compactMap { fact in
        guard fact["metric"] == metric, scene.fits(fact, nil), isOfType(fact, in: scene) else { return nil }
        return fact.data["value"]?.number.map { ($0, fact["unit"], fact) }
      }
    }
    return scene[.gate].flatMap { fact -> [(Double, String?, Fact)] in
      guard scene.fits(fact, nil), isOfType(fact, in: scene) else { return [] }
      return (fact.data["measurements"]?.array ?? []).compactMap { measurement in
        guard measurement["name"]?.string == metric else { return nil }
        return measurement["value"]?.number.map { ($0, measurement["unit"]?.string, fact) }
      }
    }
  }

  /// Whether a reading is of a release of one of the types asked for.
  private func isOfType(_ fact: Fact, in scene: Scene) -> Bool {
    guard !types.isEmpty else { return true }
    guard let version = fact.version else { return false }
    let release = scene[.release].last { $0.version == version }
    return release?["type"].map { types.contains(scene.frame.types[$0] ?? $0) } ?? false
  }
}

extension ObjectiveFigure.Aggregate {
  /// The one number for several, at least one, in the order of their times.
  fileprivate func value(of values: [Double]) -> Double {
    let sorted = values.sorted()
    let middle = sorted.count / 2
    return switch self {
    case .mean: values.reduce(0, +) / Double(values.count)
    case .median: sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
    case .minimum: sorted[0]
    case .maximum: sorted[sorted.count - 1]
    case .sum: values.reduce(0, +)
    case .latest: values[values.count - 1]
    }
  }
}
