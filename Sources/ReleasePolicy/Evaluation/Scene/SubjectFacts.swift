internal import ReleaseRecords

/// Gathers the records of one release out of those that are admitted.
struct SubjectFacts {
  private let index: RecordIndex
  private let service: ServiceIndex
  private let subject: Subject
  /// Nothing later than this is admitted.
  private let horizon: Timestamp
  private let admits: (Fact) -> Bool
  private var facts: [Fact] = []
  /// Deployments of the release to the environment in question, other than the one in question.
  private let others: Set<String>

  /// The records of a release, in the order in which they are taken.
  ///
  /// - Parameters:
  ///   - deployment: the deployment in question, if there is one.
  ///   - siblings: all deployments of the release to the same environment.
  ///   - horizon: the last instant of which anything is admitted.
  static func gather(
    _ subject: Subject,
    in index: RecordIndex,
    deployment: Deployment?,
    siblings: [Deployment],
    until horizon: Timestamp,
    where admits: @escaping (Fact) -> Bool
  ) -> [Fact] {
    guard let service = index.services[subject.service], let version = subject.version?.text else { return [] }
    let others = Set(siblings.map(\.id).filter { $0 != deployment?.id })
    var gatherer = SubjectFacts(
      index: index,
      service: service,
      subject: subject,
      horizon: horizon,
      admits: admits,
      others: others
    )
    gatherer.gather(version, deployment, siblings)
    return gatherer.inOrder
  }

  private init(
    index: RecordIndex,
    service: ServiceIndex,
    subject: Subject,
    horizon: Timestamp,
    admits: @escaping (Fact) -> Bool,
    others: Set<String>
  ) {
    self.index = index
    self.service = service
    self.subject = subject
    self.horizon = horizon
    self.admits = admits
    self.others = others
  }

  private mutating func gather(_ version: String, _ deployment: Deployment?, _ siblings: [Deployment]) {
    let own = (service.byVersion[version] ?? []).filter(admits)
    var commits = Set([deployment?["commit"]].compactMap(\.self))
    var deployments = Set([deployment?.id].compactMap(\.self))
    for fact in own {
      if fact.kind == .release, let commit = fact["commit"] { commits.insert(commit) }
      if fact.kind == .deployment, let id = fact["deployment"], !others.contains(id) { deployments.insert(id) }
    }
    for fact in own where belongs(fact) { facts.append(fact) }
    for commit in commits { add(service.byCommit[commit]) }
    for id in deployments { add(service.byDeployment[id]?.filter { $0.kind != .incident }) }
    let next = siblings.first { sibling in deployment.map { $0.start < sibling.start } ?? false }
    add(
      service.rollbacks[version]?.filter { fact in
        belongs(fact) && (fact["deployment"] != nil || isDuring(fact, deployment, until: next?.start))
      }
    )
    addIncidents(own, deployments)
    if let deployment { addUnattributed(version, deployment) }
    add(service.windows)
    add(index.windows)
    add(service.waivers)
  }

  private mutating func add(_ more: (some Sequence<Fact>)?) {
    guard let more else { return }
    for fact in more where admits(fact) { facts.append(fact) }
  }

  /// What was gathered, in the order in which it is taken, each once.
  private var inOrder: [Fact] {
    let sorted = facts.sorted(by: Fact.precedes)
    var once: [Fact] = []
    once.reserveCapacity(sorted.count)
    for fact in sorted where once.last !== fact { once.append(fact) }
    return once
  }

  /// Whether it is not about another deployment of the same release to the same environment.
  private func belongs(_ fact: Fact) -> Bool {
    switch fact.kind {
    case .deployment, .rollout, .observation, .rollback, .checklist:
      fact["deployment"].map { !others.contains($0) } ?? true
    default: true
    }
  }

  /// Whether a rollback that names no deployment is of the one in question: it has begun, and no later one has.
  private func isDuring(_ fact: Fact, _ deployment: Deployment?, until next: Moment?) -> Bool {
    guard let own = fact.environment, own == subject.environment ?? deployment?.environment else { return true }
    guard let deployment else { return false }
    return fact.time >= deployment.start.time && next.map { fact.time < $0.time } ?? true
  }

  /// Incidents that the release caused, that are recorded as its own, or for which it was rolled back.
  private mutating func addIncidents(_ own: [Fact], _ deployments: Set<String>) {
    var ids: Set<String> = []
    for fact in own where fact.kind == .incident {
      if let id = fact["incident"], fact["caused_by"].map({ !others.contains($0) }) ?? true { ids.insert(id) }
    }
    for deployment in deployments {
      for fact in service.byDeployment[deployment] ?? [] where fact.kind == .incident && admits(fact) {
        if let id = fact["incident"] { ids.insert(id) }
      }
    }
    for fact in facts where fact.kind == .rollback {
      if let id = fact["incident"] { ids.insert(id) }
    }
    for id in ids { add(service.byIncident[id]) }
  }

  /// What names no release and happened while this one was the one deployed.
  private mutating func addUnattributed(_ version: String, _ deployment: Deployment) {
    let environment = deployment.environment
    let replaced = environment.flatMap {
      service.replacement(of: version, in: $0, after: deployment.start, until: horizon, admits)
    }
    let end = replaced?.time ?? horizon + .microseconds(1)
    add(
      service.unattributed(from: deployment.start.time, until: end).filter { fact in
        fact.environment == nil || fact.environment == environment
      }
    )
  }
}

extension ServiceIndex {
  /// The first start of another version's deployment to the environment, leaving out what failed or was cancelled.
  func replacement(
    of version: String,
    in environment: String,
    after start: Moment,
    until horizon: Timestamp,
    _ admits: (Fact) -> Bool
  ) -> Moment? {
    guard let facts = deployments[environment] else { return nil }
    for fact in facts[facts.partitioningIndex { $0.time >= start.time }...] {
      if fact.time > horizon { break }
      guard fact.version != version, Moment(fact) > start, admits(fact) else { continue }
      guard let other = fact.version, let id = fact["deployment"] else { continue }
      let records = (byVersion[other] ?? []).filter {
        $0.kind == .deployment && $0["deployment"] == id && $0.environment == environment && admits($0)
      }
      guard let deployment = Deployment(id: id, facts: records), deployment.failure == nil else { continue }
      // Where it had begun before, it is no replacement.
      if deployment.start > start { return deployment.start }
    }
    return nil
  }
}
