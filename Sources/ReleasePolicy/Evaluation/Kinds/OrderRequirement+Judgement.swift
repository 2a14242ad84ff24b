internal import ReleaseRecords

extension OrderRequirement {
  func judged(in scene: Scene) -> Outcome {
    guard let per else { return judgeSteps(in: scene) }
    let stories = scene.stories(by: per)
    guard !stories.isEmpty else { return .notApplicable("no \(per.rawValue) on record") }
    return .all(
      stories.map { story in
        var outcome = judgeSteps(in: story.scene)
        if stories.count > 1 { outcome.observed = "\(per.rawValue) \(story.id): \(outcome.observed)" }
        return outcome
      }
    )
  }

  private func judgeSteps(in scene: Scene) -> Outcome {
    var previous: (name: String, moment: Moment)?
    var done: [String] = []
    var missing: [String] = []
    var records: SequenceNumbers = []
    for step in steps {
      guard let moments = step.moments(after: previous?.moment, in: scene), let moment = moments.max() else {
        if !step.optional { missing.append(step.name) }
        continue
      }
      for found in moments { records.formUnion(found.records) }
      if let skipped = missing.first, scene.phase != .before {
        return .notMet("\(step.name) at \(moment.time) without \(skipped)", records, needed: skipped)
      }
      if let previous {
        if moment < previous.moment {
          return .notMet(
            "\(step.name) at \(moment.time) came before \(previous.name) at \(previous.moment.time)",
            records
          )
        }
        let took = moment.time - previous.moment.time
        if let within = step.within, took > within {
          let text = "\(step.name) came \(Wording.duration(took)) after \(previous.name)"
          return .notMet("\(text), at most \(Wording.duration(within)) is allowed", records)
        }
      }
      previous = (step.name, moment)
      done.append("\(step.name) at \(moment.time)")
    }
    let sofar = done.isEmpty ? "nothing yet" : done.joined(separator: ", then ")
    guard missing.isEmpty else {
      let text = "missing: \(missing.joined(separator: ", ")); \(sofar)"
      return scene.lack(text, records, needed: missing.joined(separator: ", then "))
    }
    return .met(sofar, records)
  }
}

extension OrderStep {
  var name: String { title ?? events.joined(separator: " and ") }

  /// The moments that make the step up; `nil` where one of them is missing.
  fileprivate func moments(after previous: Moment?, in scene: Scene) -> [Moment]? {
    var found: [Moment] = []
    for event in events {
      let all = scene.moments(of: event)
      guard let moment = all.first(where: { moment in previous.map { moment >= $0 } ?? true }) ?? all.last else {
        return nil
      }
      found.append(moment)
    }
    return found
  }
}
