internal import ReleaseRecords

extension DeadlineRequirement {
  func judged(in scene: Scene) -> Outcome {
    guard let per else { return .all(spans.map { SpanHearing(span: $0, scene: scene, isStory: false).outcome }) }
    let stories = scene.stories(by: per)
    guard !stories.isEmpty else { return .notApplicable("no \(per.rawValue) on record") }
    return .all(
      stories.map { story in
        var outcome = Outcome.all(spans.map { SpanHearing(span: $0, scene: story.scene, isStory: true).outcome })
        if stories.count > 1 { outcome.observed = "\(per.rawValue) \(story.id): \(outcome.observed)" }
        return outcome
      }
    )
  }
}

/// The time from one event to another.
private struct SpanHearing {
  let span: Span
  let scene: Scene
  /// Whether only one of several stories is looked at.
  let isStory: Bool

  private var name: String { span.title ?? "\(span.from) to \(span.to)" }
  private var limit: String { Wording.bounds(span.bounds, Wording.duration) }

  var outcome: Outcome {
    let starts = scene.moments(of: span.from)
    let ends = scene.moments(of: span.to)
    guard !starts.isEmpty else {
      if let end = ends.first {
        let text = "\(name): \(span.to) at \(end.time), \(span.from) is not on record"
        return .notMet(text, end.records, needed: "the time of \(span.from)")
      }
      let text = "\(name): neither \(span.from) nor \(span.to) has happened"
      return isStory ? .notApplicable(text) : scene.lack(text, needed: "\(span.from) and \(span.to)")
    }
    return .all(starts.map { start in judge(start, ends.first { $0 >= start } ?? ends.last) })
  }

  private func judge(_ start: Moment, _ end: Moment?) -> Outcome {
    if let through = span.through { return judge(start, scene.moments(of: through), end) }
    guard let end else { return unfinished(start) }
    return judge(start, end, "\(name): ")
  }

  private func judge(_ start: Moment, _ end: Moment, _ prefix: String) -> Outcome {
    let records = start.records.union(end.records)
    let took = end.time - start.time
    guard took >= .zero else {
      return .notMet("\(prefix)\(span.to) at \(end.time) came before \(span.from) at \(start.time)", records)
    }
    if span.bounds.hold(for: took) { return .met("\(prefix)\(Wording.duration(took))", records) }
    let needed = took < (span.bounds.atLeast ?? span.bounds.above ?? .zero) ? "\(name) \(limit)" : nil
    return .notMet("\(prefix)\(Wording.duration(took)), has to be \(limit)", records, needed: needed)
  }

  /// The second event has not happened: there is time, or there is none left.
  private func unfinished(_ start: Moment) -> Outcome {
    let text = "\(name): since \(start.time), \(span.to) has not happened"
    guard let longest = [span.bounds.atMost, span.bounds.below].compactMap(\.self).min() else {
      return scene.lack(text, start.records, needed: span.to)
    }
    let elapsed = scene.now - start.time
    if span.bounds.atMost.map({ elapsed > $0 }) ?? false || span.bounds.below.map({ elapsed >= $0 }) ?? false {
      return .notMet("\(text), has to be \(limit)", start.records)
    }
    let needed = "\(span.to) \(limit) after \(span.from)"
    return scene.lack(text, start.records, needed: needed, by: start.time + longest)
  }

  /// Every step from one moment to the next keeps the limits; where it is not over, up to now as well.
  private func judge(_ start: Moment, _ between: [Moment], _ end: Moment?) -> Outcome {
    let inside = between.filter { station in station >= start && end.map { station <= $0 } ?? true }
    let stations = [start] + inside + [end].compactMap(\.self)
    let records = stations.reduce(into: SequenceNumbers()) { $0.formUnion($1.records) }
    for (earlier, later) in zip(stations, stations.dropFirst()) where !span.bounds.hold(for: later.time - earlier.time)
    {
      let text = "\(name): \(Wording.duration(later.time - earlier.time)) from \(earlier.time) to \(later.time)"
      return .notMet("\(text), has to be \(limit)", records)
    }
    if end != nil { return .met("\(name): \(stations.count - 1) steps, each \(limit)", records) }
    var outcome = unfinished(stations[stations.count - 1])
    outcome.records.formUnion(records)
    return outcome
  }
}
