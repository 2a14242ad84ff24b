internal import ReleaseRecords

/// Finds out which deployments were changes, which of them failed, and what incidents and rollbacks are laid to, as
/// `docs/metrics.md` defines it and `metrics.fact` does in the database.
struct FactFinder {
  private let ended: [EndedDeployment]
  private let told: ToldEvents
  private let attribution: Int64

  /// The deployments that are named somewhere, and those of versions that are.
  private var named: [Int32: [Int]] = [:]
  private var ofVersion: [Int32: [Int]] = [:]

  private var isRestoring: [Bool]
  /// The changes, as places in `ended`: by service, and of each in the order in which they finished.
  private var changes: [Int] = []
  private var changesOfService: [Int32: Range<Int>] = [:]
  /// Of the versions that are named, the places of their changes in `changes`.
  private var changesOfVersion: [Int32: [Int]] = [:]
  private var mended: Set<Int> = []
  private var failures: [Int: Signs] = [:]

  /// What tells of a deployment's failure.
  fileprivate struct Signs {
    var first: FailureSign
    var isInferred = true
    var incidents = 0
    var openIncidents = 0
    var wasRolledBack = false
    /// When the last incident was over, and when the first rollback or hotfix was through.
    var lastIncidentEnd: Int64?
    var firstRemedy: Int64?
  }

  /// - Parameters:
  ///   - ended: by service, and of each in the order in which they finished: all that ended from one attribution window
  ///     before the stretch of time asked for to one after it.
  init(_ ended: [EndedDeployment], _ told: ToldEvents, attribution: Int64) {
    self.ended = ended
    self.told = told
    self.attribution = attribution
    isRestoring = Array(repeating: false, count: ended.count)
    findNamed()
    findRestoring()
    findChanges()
    findMended()
  }

  /// The facts of a stretch of time.
  mutating func facts(in stretch: Range<Int64>) -> DeliveryFacts {
    var facts = DeliveryFacts()
    for incident in told.incidents {
      let cause = cause(of: incident)
      if stretch.contains(incident.started), isAsked(cause?.version) { facts.incidents.append((incident, cause)) }
    }
    for rollback in told.rollbacks {
      let cause = cause(of: rollback)
      if stretch.contains(rollback.started), isAsked(cause?.version) { facts.rollbacks.append((rollback, cause)) }
    }
    layHotfixes()

    for (place, deployment) in ended.enumerated()
    where stretch.contains(deployment.finished) && isAsked(deployment.version) {
      let succeeded = deployment.outcome == .succeeded
      let isHotfix = told.hotfixes[deployment.version] != nil
      facts.deployments.append(
        DeploymentFact(
          deployment: deployment,
          role: !succeeded ? .ended : isRestoring[place] ? .restoring : .change,
          isUnplanned: succeeded
            && (isRestoring[place] || isHotfix || deployment.incident != nil || mended.contains(place)),
          isHotfix: isHotfix,
          failure: failures[place].map(DeploymentFact.Failure.init)
        )
      )
    }
    return facts
  }

  private func isAsked(_ version: Int32?) -> Bool {
    guard let labelled = told.labelled else { return true }
    return version.map(labelled.contains) ?? false
  }

  // MARK: Deployments

  private mutating func findNamed() {
    var deployments: Set<Int32> = []
    var versions: Set<Int32> = []
    for incident in told.incidents {
      if let causedBy = incident.causedBy { deployments.insert(causedBy) }
      deployments.formUnion(incident.fixedBy)
    }
    for rollback in told.rollbacks {
      if let undone = rollback.undone { deployments.insert(undone) }
      if let restoring = rollback.restoring { deployments.insert(restoring) } else { versions.insert(rollback.to) }
    }
    guard !deployments.isEmpty || !versions.isEmpty else { return }
    for (place, deployment) in ended.enumerated() {
      if deployments.contains(deployment.deployment) { named[deployment.deployment, default: []].append(place) }
      if versions.contains(deployment.version) { ofVersion[deployment.version, default: []].append(place) }
    }
  }

  private mutating func findRestoring() {
    for rollback in told.rollbacks {
      let places: [Int]
      if let restoring = rollback.restoring {
        places = named[restoring] ?? []
      } else if let finished = rollback.finished {
        places = (ofVersion[rollback.to] ?? []).filter {
          ended[$0].finished >= rollback.started && ended[$0].finished <= finished
        }
      } else {
        continue
      }
      for place in places where ended[place].finished - rollback.last <= attribution { isRestoring[place] = true }
    }
  }

  private mutating func findChanges() {
    var versions = Set(told.rollbacks.filter { $0.undone == nil }.map(\.from))
    versions.formUnion(told.hotfixes.values.compactMap(\.self))
    for (place, deployment) in ended.enumerated()
    where deployment.outcome == .succeeded && !isRestoring[place] {
      let start = changesOfService[deployment.service]?.lowerBound ?? changes.count
      if versions.contains(deployment.version) {
        changesOfVersion[deployment.version, default: []].append(changes.count)
      }
      changes.append(place)
      changesOfService[deployment.service] = start..<changes.count
    }
  }

  /// Finds the changes that mend an incident that is on record.
  private mutating func findMended() {
    let lastTold = Dictionary(told.incidents.map { ($0.incident, $0.last) }) { first, _ in first }
    for place in changes {
      guard let incident = ended[place].incident, let last = lastTold[incident] else { continue }
      if ended[place].finished - last <= attribution { mended.insert(place) }
    }
    for incident in told.incidents {
      for place in incident.fixedBy.flatMap({ named[$0] ?? [] })
      where isChange(place) && ended[place].finished - incident.last <= attribution { mended.insert(place) }
    }
  }

  private func isChange(_ place: Int) -> Bool { ended[place].outcome == .succeeded && !isRestoring[place] }

  // MARK: Causes

  private mutating func cause(of incident: ToldIncident) -> Cause? {
    if let causedBy = incident.causedBy {
      for place in named[causedBy] ?? [] where ended[place].finished - incident.last <= attribution {
        lay(.incident, to: place, inferred: false, restored: incident.finished)
      }
      return Cause(deployment: causedBy, version: incident.causedByVersion, isInferred: false)
    }
    guard let change = lastChange(of: incident.service, by: incident.started),
      incident.started - ended[changes[change]].finished <= attribution
    else { return nil }
    lay(.incident, to: changes[change], inferred: true, restored: incident.finished)
    return inferredCause(change)
  }

  private mutating func cause(of rollback: ToldRollback) -> Cause? {
    if let undone = rollback.undone {
      for place in named[undone] ?? [] where ended[place].finished - rollback.last <= attribution {
        lay(.rollback, to: place, inferred: false, restored: rollback.finished)
      }
      return Cause(deployment: undone, version: rollback.undoneVersion, isInferred: false)
    }
    let before = changesOfVersion[rollback.from]?.last { ended[changes[$0]].finished <= rollback.started }
    guard let change = before, rollback.started - ended[changes[change]].finished <= attribution else { return nil }
    lay(.rollback, to: changes[change], inferred: true, restored: rollback.finished)
    return inferredCause(change)
  }

  private func inferredCause(_ change: Int) -> Cause {
    let deployment = ended[changes[change]]
    return Cause(deployment: deployment.deployment, version: deployment.version, isInferred: true)
  }

  /// Hotfixes that mend no incident on record tell against the change that their release mends.
  private mutating func layHotfixes() {
    guard !told.hotfixes.isEmpty else { return }
    for (number, place) in changes.enumerated() {
      let hotfix = ended[place]
      guard let previous = told.hotfixes[hotfix.version], !mended.contains(place) else { continue }
      let change: Int?
      if let previous {
        change = changesOfVersion[previous]?.last { $0 < number }
      } else {
        change = number > changesOfService[hotfix.service]!.lowerBound ? number - 1 : nil
      }
      guard let change, hotfix.finished - ended[changes[change]].finished <= attribution else { continue }
      lay(.hotfix, to: changes[change], inferred: previous == nil, restored: hotfix.finished)
    }
  }

  /// The place in `changes` of the service's latest change that had finished by an instant.
  private func lastChange(of service: Int32, by instant: Int64) -> Int? {
    guard let range = changesOfService[service] else { return nil }
    let next = changes[range].partitioningIndex { ended[$0].finished > instant }
    return next > range.lowerBound ? next - 1 : nil
  }

  private mutating func lay(_ sign: FailureSign, to place: Int, inferred: Bool, restored: Int64?) {
    guard !isRestoring[place] else { return }
    var signs = failures[place] ?? Signs(first: sign)
    signs.first = min(signs.first, sign)
    signs.isInferred = signs.isInferred && inferred
    if sign == .incident {
      signs.incidents += 1
      if let restored {
        signs.lastIncidentEnd = max(signs.lastIncidentEnd ?? restored, restored)
      } else {
        signs.openIncidents += 1
      }
    } else {
      if sign == .rollback { signs.wasRolledBack = true }
      if let restored { signs.firstRemedy = min(signs.firstRemedy ?? restored, restored) }
    }
    failures[place] = signs
  }
}

extension DeploymentFact.Failure {
  /// People's own word on when users were well again goes first: when all incidents were over.
  fileprivate init(_ signs: FactFinder.Signs) {
    sign = signs.first
    isInferred = signs.isInferred
    hadIncident = signs.incidents > 0
    wasRolledBack = signs.wasRolledBack
    restored =
      signs.incidents == 0 ? signs.firstRemedy : signs.openIncidents == 0 ? signs.lastIncidentEnd : nil
  }
}
