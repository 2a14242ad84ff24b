internal import ReleaseRecords

extension RolloutRequirement {
  func judged(in scene: Scene) -> Outcome {
    guard let deployment = scene.deployment else { return scene.notBegun("the deployment") }
    var parts: [Outcome] = []
    if !strategies.isEmpty { parts.append(strategyJudged(deployment, in: scene)) }
    if !steps.isEmpty { parts.append(RolloutWalk(steps: steps, deployment: deployment, scene: scene).outcome) }
    if !limits.isEmpty { parts.append(limitsJudged(in: scene)) }
    return .all(parts)
  }

  private func strategyJudged(_ deployment: Deployment, in scene: Scene) -> Outcome {
    let records = SequenceNumbers(deployment.facts)
    guard let strategy = deployment["strategy"] else {
      return .notMet("the strategy is not stated", records, needed: "the deployment's strategy")
    }
    if strategies.contains(strategy) { return .met("strategy \(strategy)", records) }
    let allowed = Wording.choice(strategies)
    return .notMet("strategy \(strategy) is not \(allowed)", records, needed: "the strategy \(allowed)")
  }

  /// Every observation in the window keeps the limits, and there is at least one of each metric.
  private func limitsJudged(in scene: Scene) -> Outcome {
    let window = during ?? TimeWindow(earliest: .zero, until: Event.BuiltIn.fullTraffic.rawValue)
    if window.clock != nil || window.sameDay, let lack = scene.zoneLack(window.zone) { return lack }
    guard let open = scene.open(window) else { return scene.notBegun(window.event) }
    return .all(limits.map { judge($0, open, scene) })
  }

  private func judge(_ limit: Threshold, _ open: OpenWindow, _ scene: Scene) -> Outcome {
    let observations = scene.observations(of: limit.metric, in: open)
    let records = SequenceNumbers(observations)
    guard !observations.isEmpty else {
      return scene.lack("\(limit.metric): not observed", needed: "an observation of \(limit.metric)", by: open.deadline)
    }
    for observation in observations {
      switch limit.check(observation) {
      case .holds: continue
      case .fails(let text), .unknown(let text): return .notMet("\(text) (#\(observation.sequence))", records)
      }
    }
    return .met("\(limit.metric): kept in \(Wording.count(observations.count, "observation"))", records)
  }
}

extension Threshold {
  func check(_ observation: Fact) -> Check {
    guard let value = observation.data["value"]?.number else { return .unknown("\(metric): no number") }
    return check(value, unit: observation["unit"], baseline: observation.data["baseline"]?.number)
  }
}

extension Scene {
  /// The observations of a metric that touch a window and are not of another deployment, in the order of their times.
  func observations(of metric: String, in open: OpenWindow) -> [Fact] {
    self[.observation].filter { fact in
      fact["metric"] == metric && fits(fact, nil) && open.overlaps(fact.observedFrom, fact.observedUntil)
        && (fact["deployment"].map { $0 == deployment?.id } ?? true)
    }.sorted { a, b in
      let (first, second) = (a.observedFrom, b.observedFrom)
      return first == second ? Fact.precedes(a, b) : first < second
    }
  }
}
