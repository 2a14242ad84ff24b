/// Tells whether one control asks for at least as much as another, and if not, why.
///
/// At least as strict is a control that is never met where the other one is not, and never pending where the other one
/// is not met, whatever the records. What cannot be shown to be so counts as looser: a rule by which fewer records are
/// looked at overlooks failures as well as passes, and one that gives a later time makes pending what was not met.
struct Strictness {
  /// Who may not approve where a control does not say.
  let separation: Separation

  /// Why `new` is looser than `old`; empty where it is not.
  func loosenings(from old: Control, to new: Control) -> [String] {
    var reasons = old.phase == new.phase ? [] : ["it is due in another phase"]
    reasons += loosenings(from: old.applies, to: new.applies)
    reasons += loosenings(from: old.requirement, to: new.requirement, in: old.phase)
    return reasons
  }

  private func loosenings(from old: Applicability, to new: Applicability) -> [String] {
    let lists: [(what: String, old: [String], new: [String])] = [
      ("types", old.types, new.types), ("environments", old.environments, new.environments),
      ("channels", old.channels, new.channels), ("services", old.services, new.services),
      ("strategies", old.strategies, new.strategies), ("labels", old.labels.any, new.labels.any),
    ]
    var reasons = lists.filter { !covers($0.new, $0.old) }.map { "it applies to fewer \($0.what)" }
    if !Set(new.labels.all).isSubset(of: old.labels.all) || !Set(new.labels.none).isSubset(of: old.labels.none) {
      reasons.append("it applies to fewer labels")
    }
    if new.prereleases != .included, new.prereleases != old.prereleases {
      reasons.append("it applies to fewer versions")
    }
    if new.when != nil, new.when != old.when { reasons.append("it waits for another event") }
    if new.unless != nil, new.unless != old.unless { reasons.append("it has another exception") }
    return reasons
  }

  /// Whether a condition by a list, of which none means any, lets through all that the old one did.
  func covers(_ new: [String], _ old: [String]) -> Bool {
    new.isEmpty || (!old.isEmpty && Set(new).isSuperset(of: old))
  }

  private func loosenings(from old: Requirement, to new: Requirement, in phase: Phase) -> [String] {
    switch (old, new) {
    case (.gate(let old), .gate(let new)): loosenings(from: old, to: new)
    case (.approval(let old), .approval(let new)): loosenings(from: old, to: new)
    case (.checklist(let old), .checklist(let new)): loosenings(from: old, to: new)
    case (.evidence(let old), .evidence(let new)): loosenings(from: old, to: new, in: phase)
    case (.order(let old), .order(let new)): loosenings(from: old, to: new)
    case (.rollout(let old), .rollout(let new)): loosenings(from: old, to: new)
    case (.schedule(let old), .schedule(let new)): loosenings(from: old, to: new)
    case (.deadline(let old), .deadline(let new)): loosenings(from: old, to: new)
    case (.trigger(let old), .trigger(let new)): loosenings(from: old, to: new)
    case (.objective(let old), .objective(let new)): loosenings(from: old, to: new)
    default: ["it asks for something of another kind"]
    }
  }
}

extension Bounds {
  /// Whether every value that keeps these bounds keeps the others too.
  func imply(_ other: Bounds) -> Bool {
    impliesUpper(other) && impliesLower(other)
  }

  private func impliesUpper(_ other: Bounds) -> Bool {
    if let limit = other.below, !(below.map { $0 <= limit } ?? false || atMost.map { $0 < limit } ?? false) {
      return false
    }
    if let limit = other.atMost, !(below.map { $0 <= limit } ?? false || atMost.map { $0 <= limit } ?? false) {
      return false
    }
    return true
  }

  private func impliesLower(_ other: Bounds) -> Bool {
    if let limit = other.above, !(above.map { $0 >= limit } ?? false || atLeast.map { $0 > limit } ?? false) {
      return false
    }
    if let limit = other.atLeast, !(above.map { $0 >= limit } ?? false || atLeast.map { $0 >= limit } ?? false) {
      return false
    }
    return true
  }
}

extension Threshold {
  /// Whether both are about the same quantity.
  func isAbout(_ other: Threshold) -> Bool {
    metric == other.metric && of == other.of && unit == other.unit
  }
}

extension TimeWindow {
  /// Whether this window lies within another one.
  func isWithin(_ other: TimeWindow) -> Bool {
    guard event == other.event, zone == other.zone, sameDay || !other.sameDay,
      other.until == nil || until == other.until
    else { return false }
    if let limit = other.earliest, !(earliest.map { $0 >= limit } ?? false) { return false }
    if let limit = other.latest, !(latest.map { $0 <= limit } ?? false) { return false }
    return clock.isWithin(other.clock)
  }
}

extension Optional<ClockRange> {
  func isWithin(_ other: ClockRange?) -> Bool {
    guard let other else { return true }
    return map { $0.from >= other.from && $0.until <= other.until } ?? false
  }
}

/// Whether a limit that may be missing is at least as tight as another one.
func isNoLonger<Value: Comparable>(_ new: Value?, than old: Value?) -> Bool {
  guard let old else { return true }
  return new.map { $0 <= old } ?? false
}
