internal import ReleaseRecords

/// Follows the shares of traffic of one deployment along the steps that they have to take.
struct RolloutWalk {
  private let steps: [RolloutStep]
  private let deployment: Deployment
  private let scene: Scene
  /// The step that the rollout is on; `nil` before the first.
  private var current: Int?
  /// Since when.
  private var since: Timestamp
  private var percent = 0.0
  private var flaws: [String] = []
  private var remarks: [String] = []

  init(steps: [RolloutStep], deployment: Deployment, scene: Scene) {
    self.steps = steps
    self.deployment = deployment
    self.scene = scene
    since = deployment.start.time
  }

  var outcome: Outcome {
    var walk = self
    return walk.follow()
  }

  private mutating func follow() -> Outcome {
    let shares = scene[.rollout].filter { $0["deployment"] == deployment.id }
    let records = SequenceNumbers(shares)
    for share in shares {
      guard let percent = share.data["traffic_percent"]?.number else { continue }
      take(percent, at: share.time)
    }
    let isAtEnd = current == steps.count - 1
    if let dwell = current.flatMap({ steps[$0].dwell }), isAtEnd, flaws.isEmpty { return last(dwell, records) }
    if !flaws.isEmpty { return .notMet(join(flaws), records) }
    if isAtEnd { return .met(join(["reached \(text(percent)) at \(since)"]), records) }
    return unfinished(records)
  }

  private mutating func take(_ share: Double, at time: Timestamp) {
    defer { percent = share }
    if share < percent {
      remarks.append("back to \(text(share)) at \(time)")
      current = steps.lastIndex { $0.percent <= share }
      since = time
      return
    }
    guard share > percent || current == nil else { return }
    let reached = steps.lastIndex { $0.percent <= share }
    guard let reached, reached != current else {
      // A share between two steps belongs to the time after the lower one's dwell.
      if share > percent { leave(for: share, at: time) }
      return
    }
    leave(for: share, at: time)
    let next = current.map { $0 + 1 } ?? 0
    if reached > next {
      let skipped = steps[next..<reached].map { text($0.percent) }.joined(separator: " and ")
      flaws.append("went to \(text(share)) at \(time) without \(skipped)")
    } else if steps[reached].percent != share {
      flaws.append("went to \(text(share)) at \(time), above \(text(steps[reached].percent))")
    }
    current = reached
    since = time
  }

  /// Checks that the step that is left has lasted long enough.
  private mutating func leave(for share: Double, at time: Timestamp) {
    guard let current, let dwell = steps[current].dwell, time - since < dwell else { return }
    flaws.append(
      "\(text(steps[current].percent)) lasted \(Wording.duration(time - since)) before \(text(share)), "
        + "at least \(Wording.duration(dwell)) is needed"
    )
  }

  private func last(_ dwell: Duration, _ records: SequenceNumbers) -> Outcome {
    let done = since + dwell
    let end = scene.replaced?.time ?? scene.frame.at
    if end >= done { return .met(join(["held \(text(percent)) since \(since)"]), records) }
    if scene.replaced != nil { return .notMet(join(["\(text(percent)) did not last until \(done)"]), records) }
    return .pending(join(["at \(text(percent)) since \(since)"]), records, needed: "\(text(percent)) until \(done)")
  }

  private func unfinished(_ records: SequenceNumbers) -> Outcome {
    let sofar = current == nil ? "no share of traffic is on record" : "at \(text(percent)) since \(since)"
    if let rollback = scene.moments(of: Event.BuiltIn.rollbackStart.rawValue).last {
      let stopped = "stopped at \(text(percent)) when it was rolled back at \(rollback.time)"
      return .met(join([stopped]), records.union(rollback.records))
    }
    if let failure = deployment.failure, failure.time <= scene.now {
      let stopped = "stopped at \(text(percent)) when it failed at \(failure.time)"
      return .met(join([stopped]), records.union(failure.records))
    }
    if records.isEmpty, let end = deployment.end, end.time <= scene.now {
      return .notMet("it succeeded at \(end.time) without any share of traffic on record", end.records)
    }
    if let replaced = scene.replaced {
      return .notMet(join([sofar, "replaced at \(replaced.time) before it was finished"]), records)
    }
    let next = steps[current.map { $0 + 1 } ?? 0]
    let earliest = since + (current.flatMap { steps[$0].dwell } ?? .zero)
    return .pending(join([sofar]), records, needed: "\(text(next.percent)), not before \(earliest)")
  }

  private func join(_ parts: [String]) -> String { (parts + remarks).joined(separator: "; ") }

  private func text(_ percent: Double) -> String { Wording.percent(percent) }
}
