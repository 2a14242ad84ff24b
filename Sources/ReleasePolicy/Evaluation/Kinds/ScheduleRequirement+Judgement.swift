internal import ReleaseRecords

extension ScheduleRequirement {
  func judged(in scene: Scene) -> Outcome {
    let all = scene.moments(of: event)
    let moments = scene.subject.period.map { period in all.filter { period.contains($0.time) } } ?? all
    guard !moments.isEmpty else {
      if let period = scene.subject.period {
        return scene.lack("\(event) has not happened", needed: event, by: period.upperBound)
      }
      return scene.notBegun(event)
    }
    return .all(moments.map { ScheduleHearing(requirement: self, moment: $0, moments: all, scene: scene).outcome })
  }
}

/// One moment against the schedule.
private struct ScheduleHearing {
  let requirement: ScheduleRequirement
  let moment: Moment
  /// All moments of the event.
  let moments: [Moment]
  let scene: Scene

  var outcome: Outcome {
    var parts: [Outcome] = []
    if needsZone {
      guard let zone = scene.zone(requirement.zone) else {
        return scene.zoneLack(requirement.zone) ?? .notMet("the time zone is not known")
      }
      parts += [dayJudged(zone), clockJudged(zone), cadenceJudged(zone)].compactMap(\.self)
    }
    parts += [planJudged, insideJudged, outsideJudged, dependenciesJudged].compactMap(\.self)
    return .all(parts.isEmpty ? [.met("at \(moment.time)", moment.records)] : parts)
  }

  private var needsZone: Bool {
    let rule = requirement
    return !rule.days.isEmpty || !rule.notDays.isEmpty || !rule.weeksOfMonth.isEmpty || !rule.months.isEmpty
      || rule.clock != nil || !rule.daysSinceLast.isEmpty
  }

  private func dayJudged(_ zone: TimeZoneRules) -> Outcome? {
    let rule = requirement
    guard !rule.days.isEmpty || !rule.notDays.isEmpty || !rule.weeksOfMonth.isEmpty || !rule.months.isEmpty else {
      return nil
    }
    let date = zone.local(moment.time).date
    let week = (date.day - 1) / 7 + 1
    let text = "\(date.weekday.name), \(date)"
    func flaw(_ text: String, _ needed: String) -> Outcome { .notMet(text, moment.records, needed: needed) }
    if !rule.days.isEmpty, !rule.days.contains(date.weekday) {
      let wanted = Wording.choice(rule.days.map(\.name))
      return flaw("\(text) is no \(wanted)", "a \(wanted)")
    }
    if rule.notDays.contains(date.weekday) { return flaw("\(text), on which it may not be", "another day") }
    if !rule.weeksOfMonth.isEmpty, !rule.weeksOfMonth.contains(week) {
      let wanted = Wording.choice(rule.weeksOfMonth.map(String.init))
      return flaw("\(text) is number \(week) of its weekday in the month, not \(wanted)", "week \(wanted) of the month")
    }
    if !rule.months.isEmpty, !rule.months.contains(date.month) {
      let wanted = Wording.choice(rule.months.map(String.init))
      return flaw("\(text) is in month \(date.month), not \(wanted)", "month \(wanted)")
    }
    return .met(text, moment.records)
  }

  private func clockJudged(_ zone: TimeZoneRules) -> Outcome? {
    guard let clock = requirement.clock else { return nil }
    let ends = [moment.time, moment.until].compactMap(\.self)
    let isIn = ends.allSatisfy { clock.contains(zone.local($0)) }
    let text = ends.map { "\(zone.local($0).clockText)" }.joined(separator: " to ")
    let zoneName = requirement.zone ?? scene.policy.zone
    if isIn { return .met("at \(text) \(zoneName)", moment.records) }
    return .notMet(
      "at \(text) \(zoneName), not between \(clock)",
      moment.records,
      needed: "a time between \(clock) \(zoneName)"
    )
  }

  private func cadenceJudged(_ zone: TimeZoneRules) -> Outcome? {
    let bounds = requirement.daysSinceLast
    guard !bounds.isEmpty else { return nil }
    guard let previous else { return .met("the first one", moment.records) }
    let days = zone.local(moment.time).date.dayNumber - zone.local(previous.time).date.dayNumber
    let text = "\(Wording.count(days, "day")) after the last one at \(previous.time)"
    let records = moment.records.union(previous.records)
    if bounds.hold(for: days) { return .met(text, records) }
    let limit = Wording.bounds(bounds) { Wording.count($0, "day") }
    return .notMet("\(text), has to be \(limit)", records, needed: "a day \(limit) after the last one")
  }

  /// The moment before: of deployments the last of another release of the same type, else the event's own.
  private var previous: Moment? {
    guard requirement.event == Event.BuiltIn.deploymentStart.rawValue else {
      return moments.last { $0 < moment }
    }
    return scene.previousDeployment(before: moment)
  }

  private var planJudged: Outcome? {
    guard let tolerance = requirement.planned else { return nil }
    guard let planned = scene.moment(of: Event.BuiltIn.planned.rawValue) else {
      return scene.lack("no planned time is on record", needed: "the release's planned time")
    }
    let off = moment.time - planned.time
    let text = "planned for \(planned.time), at \(moment.time)"
    let records = moment.records.union(planned.records)
    if off <= tolerance, off >= .zero - tolerance { return .met(text, records) }
    let limit = "within \(Wording.duration(tolerance)) of the planned time"
    return .notMet("\(text), has to be \(limit)", records, needed: "a time \(limit)")
  }

  /// The windows of some types that cover the moment.
  private func covering(_ types: [String]) -> [Fact] {
    stretching(types).filter { scene.fits($0, nil) }
  }

  /// Says which windows would cover the moment and are for an environment that the policy does not know.
  private func stray(_ types: [String]) -> String {
    let known = scene.policy.environments
    let strays = stretching(types).filter { window in
      !known.isEmpty && window.environment.map { known[$0] == nil && $0 != scene.subject.environment } ?? false
    }
    guard !strays.isEmpty else { return "" }
    let names = strays.map { "\($0.environment ?? "") (#\($0.sequence))" }.joined(separator: ", ")
    return "; does not count, as the policy knows no such environment: a window for \(names)"
  }

  private func stretching(_ types: [String]) -> [Fact] {
    scene[.window].filter { window in
      guard let type = window["type"], types.contains(type) else { return false }
      guard let from = window.time("from"), let until = window.time("until") else { return false }
      return from <= moment.time && moment.time < until
    }
  }

  /// Whether people could know of a window at the moment.
  private func isAnnounced(_ window: Fact) -> Bool {
    (window.time("announced_at") ?? window.entry.recordedAt) < moment.time || moment.isAssumed
  }

  private var insideJudged: Outcome? {
    guard !requirement.inside.isEmpty else { return nil }
    let kinds = Wording.choice(requirement.inside)
    let covering = covering(requirement.inside)
    if let window = covering.first(where: isAnnounced) {
      let text = "inside a \(window["type"] ?? "") window (#\(window.sequence))"
      return .met(text, moment.records.union([window.sequence]))
    }
    var text = "\(moment.time) is in no \(kinds) window\(stray(requirement.inside))"
    if !covering.isEmpty { text += " that had been announced (\(Wording.numbers(covering.map(\.sequence))))" }
    let records = moment.records.union(SequenceNumbers(covering))
    return .notMet(text, records, needed: "a time inside a \(kinds) window")
  }

  private var outsideJudged: Outcome? {
    guard !requirement.outside.isEmpty else { return nil }
    let covering = covering(requirement.outside)
    let records = moment.records.union(SequenceNumbers(covering))
    if let window = covering.first(where: isAnnounced) {
      let until = window["until"] ?? ""
      return .notMet(
        "inside a \(window["type"] ?? "") window until \(until) (#\(window.sequence))",
        records,
        needed: "a time after \(until)"
      )
    }
    let kinds = Wording.choice(requirement.outside)
    guard covering.isEmpty else {
      let numbers = Wording.numbers(covering.map(\.sequence))
      return .met("the \(kinds) window was declared only afterwards (\(numbers))", records)
    }
    return .met("in no \(kinds) window\(stray(requirement.outside))", records)
  }

  private var dependenciesJudged: Outcome? {
    guard requirement.dependencies else { return nil }
    guard let release = scene.release else {
      return scene.lack("what it depends on is not known", needed: "a record of the release")
    }
    let dependencies = release.data["depends_on"]?.array ?? []
    if dependencies.isEmpty { return .met("depends on no other release", [release.sequence]) }
    return .all(
      dependencies.map { dependency in
        let service = dependency["service"]?.string ?? "", version = dependency["version"]?.string ?? ""
        let name = "\(service) \(version)"
        guard let deployed = scene.deployed(service, version, before: moment) else {
          return .notMet("\(name) was not deployed", [release.sequence], needed: "\(name) deployed before")
        }
        return .met("\(name) deployed at \(deployed.time)", [release.sequence, deployed.sequence])
      }
    )
  }
}

extension Timestamp {
  /// The time of day, `09:30`, with the seconds where there are any.
  fileprivate var clockText: String {
    let text = description.dropFirst(11).dropLast()
    return String(text.hasSuffix(":00") ? text.dropLast(3) : text)
  }
}

extension Weekday {
  fileprivate var name: String {
    switch self {
    case .monday: "Monday"
    case .tuesday: "Tuesday"
    case .wednesday: "Wednesday"
    case .thursday: "Thursday"
    case .friday: "Friday"
    case .saturday: "Saturday"
    case .sunday: "Sunday"
    }
  }
}
