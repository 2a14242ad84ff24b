internal import ReleaseRecords

extension Scene {
  /// The moments of an event that the policy defines.
  func defined(_ event: Event) -> [Moment] {
    let all = selected(by: event.record).compactMap { moment(of: $0, event.time) }.sorted()
    switch event.pick {
    case .first: return Array(all.prefix(1))
    case .last: return Array(all.suffix(1))
    case .each: return all
    }
  }

  /// A stretch of the calendar is where it begins, whenever it was recorded.
  private func moment(of fact: Fact, _ field: String?) -> Moment? {
    if let field {
      guard let time = fact.time(field) else { return nil }
      return Moment(time: time, sequence: fact.sequence, until: field == "from" ? fact.time("until") : nil)
    }
    guard fact.kind == .window, let from = fact.time("from") else { return Moment(fact) }
    return Moment(time: from, sequence: fact.sequence, until: fact.time("until"))
  }

  func builtIn(_ event: Event.BuiltIn) -> [Moment] {
    let moment: Moment?
    switch event {
    case .deploymentStart: moment = start
    case .deploymentEnd: moment = deployment?.end.flatMap(known)
    case .fullTraffic: moment = fullTraffic
    case .planned:
      moment = release.flatMap { release in
        release.time("planned_at").map { Moment(time: $0, sequence: release.sequence) }
      }
    case .rollbackStart: return rollbacks.compactMap { $0.first.map { Moment($0) } }
    case .rollbackEnd:
      return rollbacks.compactMap { $0.first { $0["status"] == "succeeded" }.map { Moment($0) } }.sorted()
    }
    return moment.map { [$0] } ?? []
  }

  /// A moment of the deployment, where it is not later than what is looked at.
  private func known(_ moment: Moment) -> Moment? { moment.time <= now ? moment : nil }

  private var fullTraffic: Moment? {
    guard let deployment else { return nil }
    let steps = self[.rollout].filter { $0["deployment"] == deployment.id }
    if steps.isEmpty { return deployment.end.flatMap(known) }
    return steps.first { $0.data["traffic_percent"]?.number == 100 }.map { Moment($0) }
  }

  /// The records of each time that the release was rolled back, in the order in which that began.
  var rollbacks: [[Fact]] {
    var groups: [[Fact]] = []
    var current: [String: Int] = [:]
    for fact in self[.rollback] where fits(fact, nil) {
      let key = fact.rollback
      if let index = current[key], fact["rollback"] != nil || fact["status"] != "started" {
        groups[index].append(fact)
      } else {
        current[key] = groups.count
        groups.append([fact])
      }
    }
    return groups
  }

  /// When another version took the place of the one deployed.
  var replaced: Moment? {
    guard let deployment, let version = subject.version?.text, let environment = deployment.environment else {
      return nil
    }
    return frame.index.services[subject.service]?.replacement(
      of: version,
      in: environment,
      after: deployment.start,
      until: frame.at,
      { [frame] in !$0.isSuperseded && $0.time <= frame.at }
    )
  }
}

extension Fact {
  /// What tells one rollback from another: its id, else from where to where it goes.
  var rollback: String { self["rollback"] ?? "\(self["from"] ?? "") → \(self["to"] ?? "")" }
}
