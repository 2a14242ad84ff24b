extension Strictness {
  func loosenings(from old: OrderRequirement, to new: OrderRequirement) -> [String] {
    var reasons = old.per == new.per ? [] : ["its stories are told apart in another way"]
    var rest = new.steps[...]
    var isOtherwise = false
    for step in old.steps {
      guard let index = rest.firstIndex(where: { isAsStrict($0, as: step) }) else {
        reasons.append("the step \(listed(step.events)) is missing, looser, or at another place")
        continue
      }
      // A step put in before makes all that come after it later, so that their times run from later on.
      isOtherwise = isOtherwise || index != rest.startIndex
      if isOtherwise, step.within != nil {
        reasons.append("the time of the step \(listed(step.events)) runs from later on")
      }
      rest = rest[(index + 1)...]
    }
    return reasons
  }

  /// The events have to be the same: a step is done with the last of them, and one more would make it later.
  private func isAsStrict(_ new: OrderStep, as old: OrderStep) -> Bool {
    Set(new.events) == Set(old.events) && (old.optional || !new.optional) && isNoLonger(new.within, than: old.within)
  }

  func loosenings(from old: RolloutRequirement, to new: RolloutRequirement) -> [String] {
    var reasons: [String] = []
    if !old.strategies.isEmpty, new.strategies.isEmpty || !Set(new.strategies).isSubset(of: old.strategies) {
      reasons.append("more strategies are allowed")
    }
    if !old.steps.isEmpty, new.steps.map(\.percent) != old.steps.map(\.percent) {
      // One more is a place to go back to, or to stop at.
      reasons.append("its steps are others")
    } else {
      for (step, new) in zip(old.steps, new.steps) where (new.dwell ?? .zero) < (step.dwell ?? .zero) {
        reasons.append("the step at \(step.percent) % is shorter")
      }
    }
    if !imposes(new.limits, old.limits) { reasons.append("its limits are wider") }
    if !old.limits.isEmpty, new.during != old.during { reasons.append("its limits hold at another time") }
    return reasons
  }

  func loosenings(from old: ScheduleRequirement, to new: ScheduleRequirement) -> [String] {
    var reasons: [String] = []
    if old.event != new.event || old.zone != new.zone { reasons.append("it is about another time") }
    let isNarrower =
      allows(new.days, within: old.days) && Set(new.notDays).isSuperset(of: old.notDays)
      && allows(new.weeksOfMonth, within: old.weeksOfMonth) && allows(new.months, within: old.months)
      && new.clock.isWithin(old.clock)
    if !isNarrower { reasons.append("more times are allowed") }
    if !new.daysSinceLast.imply(old.daysSinceLast) { reasons.append("the cadence is wider") }
    if !isNoLonger(new.planned, than: old.planned) { reasons.append("it may be further from the planned time") }
    if !allows(new.inside, within: old.inside) || !Set(new.outside).isSuperset(of: old.outside) {
      reasons.append("fewer calendar windows count")
    }
    if old.dependencies, !new.dependencies { reasons.append("dependencies are not asked for") }
    return reasons
  }

  /// Whether a list of what is allowed, of which none means anything, is no wider than the old one.
  private func allows<Value: Hashable>(_ new: [Value], within old: [Value]) -> Bool {
    old.isEmpty || (!new.isEmpty && Set(new).isSubset(of: old))
  }

  func loosenings(from old: DeadlineRequirement, to new: DeadlineRequirement) -> [String] {
    var reasons = old.per == new.per ? [] : ["its stories are told apart in another way"]
    for span in old.spans {
      let isKept = new.spans.contains {
        $0.from == span.from && $0.to == span.to && $0.through == span.through && $0.bounds.imply(span.bounds)
      }
      if !isKept { reasons.append("the span from `\(span.from)` to `\(span.to)` is missing or has wider limits") }
    }
    return reasons
  }

  func loosenings(from old: TriggerRequirement, to new: TriggerRequirement) -> [String] {
    var reasons: [String] = []
    for threshold in old.observations {
      // A limit that holds sooner obliges once for a longer stretch, and is answered by what came before the old one
      // held: it may stand beside the old one, not in its place.
      let isKept = new.observations.contains {
        $0.isAbout(threshold) && $0.bounds == threshold.bounds
          && obliges($0.sustained, noLaterThan: threshold.sustained)
      }
      if !isKept { reasons.append("`\(threshold.metric)` obliges otherwise or not at all") }
    }
    let dropped = Set(old.events).subtracting(new.events)
    if !dropped.isEmpty { reasons.append("\(listed(Array(dropped))) no longer oblige") }
    if old.during != new.during { reasons.append("it is watched for at another time") }
    if old.mustObserve, !new.mustObserve { reasons.append("nobody has to observe") }
    if !Set(new.obliges).isSuperset(of: old.obliges) { reasons.append("less has to follow") }
    // Without a limit it is due when the release is replaced or complete, which may be sooner than any limit.
    if (old.within == nil) != (new.within == nil) || !isNoLonger(new.within, than: old.within) {
      reasons.append("it may take longer")
    }
    return reasons
  }

  /// Without a time for which it has to hold, a limit obliges at the end of the first stretch that was observed.
  private func obliges(_ new: Duration?, noLaterThan old: Duration?) -> Bool {
    new.map { $0 <= old ?? .zero } ?? (old == nil)
  }

  func loosenings(from old: ObjectiveRequirement, to new: ObjectiveRequirement) -> [String] {
    var reasons = old.period == new.period ? [] : ["it is about another period"]
    for figure in old.figures {
      let isKept = new.figures.contains {
        $0.metric == figure.metric && $0.unit == figure.unit && $0.from == figure.from
          && $0.aggregate == figure.aggregate && $0.types == figure.types && $0.target.imply(figure.target)
      }
      if !isKept { reasons.append("the figure `\(figure.metric)` is missing or has a wider target") }
    }
    return reasons
  }
}
