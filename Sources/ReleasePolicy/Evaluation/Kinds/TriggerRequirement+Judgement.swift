internal import ReleaseRecords

extension TriggerRequirement {
  func judged(in scene: Scene) -> Outcome {
    let window = during ?? TimeWindow(earliest: .zero)
    if window.clock != nil || window.sameDay, let lack = scene.zoneLack(window.zone) { return lack }
    guard var open = scene.open(window) else { return scene.notBegun(window.event) }
    if during == nil, let end = scene.endOfWatch, let start = scene.start {
      open = OpenWindow(window, anchor: start.time, until: end, zone: nil)
    }
    let hearing = TriggerHearing(requirement: self, open: open, scene: scene)
    let firings = hearing.firings
    var parts = firings.map(hearing.answer)
    if mustObserve { parts += hearing.unobserved }
    if firings.isEmpty, !parts.contains(where: { $0.verdict != .met }) {
      parts.append(.met("nothing obliged anybody", hearing.observed))
    }
    return .all(parts)
  }
}

/// Something that obliges somebody to act.
private struct Firing {
  let text: String
  /// When it began.
  let began: Timestamp
  /// When it obliged.
  let obliged: Timestamp
  let records: SequenceNumbers
}

private struct TriggerHearing {
  let requirement: TriggerRequirement
  let open: OpenWindow
  let scene: Scene

  var firings: [Firing] {
    var firings = requirement.observations.flatMap(firings(of:))
    for event in requirement.events {
      for moment in scene.moments(of: event) where open.contains(moment.time) {
        firings.append(
          Firing(text: "\(event) at \(moment.time)", began: moment.time, obliged: moment.time, records: moment.records)
        )
      }
    }
    return firings
  }

  /// What was observed of all metrics.
  var observed: SequenceNumbers {
    SequenceNumbers(requirement.observations.flatMap { scene.observations(of: $0.metric, in: open) })
  }

  /// What nobody looked at, or cannot be compared with its limit.
  var unobserved: [Outcome] {
    requirement.observations.flatMap { limit -> [Outcome] in
      let observations = scene.observations(of: limit.metric, in: open)
      guard !observations.isEmpty else {
        let needed = "an observation of \(limit.metric)"
        return [scene.lack("\(limit.metric): not observed", needed: needed, by: open.deadline)]
      }
      return observations.compactMap { observation in
        guard case .unknown(let text) = limit.check(observation) else { return nil }
        return .notMet("\(text) (#\(observation.sequence))", [observation.sequence])
      }
    }
  }

  /// Each stretch over which a limit held without a break for as long as it takes.
  private func firings(of limit: Threshold) -> [Firing] {
    var firings: [Firing] = []
    var chain = Chain(limit: limit)
    for observation in scene.observations(of: limit.metric, in: open) {
      guard case .holds = limit.check(observation) else {
        chain = Chain(limit: limit)
        continue
      }
      if let firing = chain.add(observation) { firings.append(firing) }
    }
    return firings
  }

  /// Whether what a firing obliges to has been done in time.
  func answer(_ firing: Firing) -> Outcome {
    let deadline = requirement.within.map { firing.obliged + $0 }
    return .all(
      requirement.obliges.map { event in
        if event == Event.BuiltIn.rollbackStart.rawValue, let rollback = underWay(at: firing.began) {
          let text = "\(firing.text): the rollback had begun at \(rollback.time)"
          return .met(text, firing.records.union(rollback.records))
        }
        let answers = scene.moments(of: event).filter { $0.time >= firing.began }
        guard let first = answers.first else { return unanswered(firing, event, deadline) }
        let records = firing.records.union(first.records)
        if let deadline, first.time > deadline {
          return .notMet("\(firing.text): \(event) only at \(first.time), was due by \(deadline)", records)
        }
        return .met("\(firing.text): \(event) at \(first.time)", records)
      }
    )
  }

  private func unanswered(_ firing: Firing, _ event: String, _ deadline: Timestamp?) -> Outcome {
    let text = "\(firing.text): no \(event)"
    if deadline == nil, let end = scene.replaced?.time ?? scene.completed?.time {
      return .notMet("\(text) before it was over at \(end)", firing.records, needed: event)
    }
    return scene.lack(text, firing.records, needed: event, by: deadline)
  }

  /// The rollback that has begun and not ended at an instant.
  private func underWay(at instant: Timestamp) -> Moment? {
    for rollback in scene.rollbacks {
      guard let first = rollback.first, first.time <= instant else { continue }
      let end = rollback.first { $0["status"] == "succeeded" }
      if end.map({ $0.time >= instant }) ?? true { return Moment(first) }
    }
    return nil
  }
}

/// Observations one after the other for which a limit holds.
private struct Chain {
  /// Between two readings that cover no stretch of time, no more may lie than this.
  private static let longestGap = Duration.seconds(60)

  let limit: Threshold
  private var began: Timestamp?
  private var until = Timestamp(microseconds: .min)
  private var isStretch = false
  private var records: SequenceNumbers = []
  private var hasFired = false

  init(limit: Threshold) { self.limit = limit }

  /// Goes on with an observation, and says so when it is the one that makes the limit's time full.
  mutating func add(_ observation: Fact) -> Firing? {
    let (from, end) = (observation.observedFrom, observation.observedUntil)
    let isStretch = from < end
    if began == nil || !continues(from, isStretch) {
      began = from
      until = end
      records = []
      hasFired = false
    }
    until = max(until, end)
    self.isStretch = isStretch
    records.insert(observation.sequence)
    guard let began, !hasFired, until - began >= limit.sustained ?? .zero else { return nil }
    hasFired = true
    let obliged = limit.sustained.map { began + $0 } ?? end
    let held = limit.sustained.map { " for \(Wording.duration($0))" } ?? ""
    return Firing(
      text: "\(limit.metric) \(Wording.bounds(limit.bounds) { Wording.number($0, limit.unit) })\(held) from \(began)",
      began: began,
      obliged: obliged,
      records: records
    )
  }

  private func continues(_ from: Timestamp, _ isStretch: Bool) -> Bool {
    from <= until || (!isStretch || !self.isStretch) && from - until <= Self.longestGap
  }
}

extension Scene {
  /// When a deployment is no longer watched: another version has taken its place, or it has been rolled back.
  fileprivate var endOfWatch: Timestamp? {
    [replaced?.time, moments(of: Event.BuiltIn.rollbackEnd.rawValue).first?.time].compactMap(\.self).min()
  }

  /// When the release was said to be complete.
  fileprivate var completed: Moment? {
    self[.status].first { $0["status"] == "complete" }.map { Moment($0) }
  }
}
