internal import ReleaseRecords

/// The records of one service, by what ties them to a release. Every list is in the order of ``Fact/precedes(_:_:)``.
struct ServiceIndex: Sendable {
  private(set) var all: [Fact] = []
  private(set) var byVersion: [String: [Fact]] = [:]
  /// What names a commit and no version.
  private(set) var byCommit: [String: [Fact]] = [:]
  /// Steps of rollouts, observations, rollbacks and the like that name a deployment.
  private(set) var byDeployment: [String: [Fact]] = [:]
  /// Rollbacks by the version that they leave.
  private(set) var rollbacks: [String: [Fact]] = [:]
  /// What names an incident.
  private(set) var byIncident: [String: [Fact]] = [:]
  /// The records of deployments by environment.
  private(set) var deployments: [String: [Fact]] = [:]
  /// Observations and changes of flags that name neither a version nor a deployment.
  private var unattributed: [Reading] = []
  private(set) var windows: [Fact] = []
  /// The records of releases by major, minor and patch of their versions.
  private(set) var releases: [String: [Release]] = [:]
  /// The records of releases that are no pre-releases, in the order of their versions.
  private(set) var ordered: [Release] = []
  /// Waivers that are not for one version.
  private(set) var waivers: [Fact] = []
  /// The highest sequence number of a record that withdraws or replaces another.
  private(set) var lastCorrection: Int64 = -1

  /// What belongs to no release by name, and the last instant that it is about.
  private struct Reading: Sendable {
    let time: Timestamp
    let fact: Fact
  }

  /// A record of a release, with its version.
  struct Release: Sendable {
    let version: SemanticVersion
    let fact: Fact
  }

  mutating func add(_ fact: Fact) {
    all.append(fact)
    if fact.kind == .correction || fact.entry.record.amends != nil {
      lastCorrection = max(lastCorrection, fact.sequence)
    }
    if let version = fact.version {
      byVersion[version, default: []].append(fact)
    } else if let commit = fact["commit"] {
      byCommit[commit, default: []].append(fact)
    }
    switch fact.kind {
    case .release:
      guard let version = fact.entry.record.version else { break }
      let release = Release(version: version, fact: fact)
      releases[version.core, default: []].append(release)
      if !version.isPrerelease { ordered.append(release) }
    case .deployment:
      if let environment = fact.environment { deployments[environment, default: []].append(fact) }
    case .rollout, .checklist, .observation:
      if let id = fact["deployment"] {
        byDeployment[id, default: []].append(fact)
      } else if fact.kind == .observation, fact.version == nil {
        unattributed.append(Reading(time: fact.observedUntil, fact: fact))
      }
    case .rollback:
      if let id = fact["deployment"] { byDeployment[id, default: []].append(fact) }
      if let version = fact["from"] { rollbacks[version, default: []].append(fact) }
    case .incident:
      if let id = fact["caused_by"] { byDeployment[id, default: []].append(fact) }
    case .flag:
      if fact.version == nil { unattributed.append(Reading(time: fact.observedUntil, fact: fact)) }
    case .window: windows.append(fact)
    case .waiver:
      if fact.version == nil { waivers.append(fact) }
    default: break
    }
    switch fact.kind {
    case .incident, .postmortem, .retrospective, .communication:
      if let id = fact["incident"] { byIncident[id, default: []].append(fact) }
    default: break
    }
  }

  /// Puts what belongs to no release by name in the order of the times that it is about.
  mutating func finish() {
    unattributed.sort { (a: Reading, b: Reading) -> Bool in
      a.time == b.time ? a.fact.sequence < b.fact.sequence : a.time < b.time
    }
    ordered.sort { (a: Release, b: Release) -> Bool in
      if a.version.precedes(b.version) { return true }
      return !b.version.precedes(a.version) && Fact.precedes(a.fact, b.fact)
    }
  }

  /// The last release before a version, leaving out pre-releases and what is not admitted.
  func predecessor(of version: SemanticVersion, where admits: (Fact) -> Bool) -> Release? {
    let place = ordered.partitioningIndex { !$0.version.precedes(version) }
    return ordered[..<place].last { admits($0.fact) }
  }

  /// What belongs to no release by name and is of a stretch of time, the end of which is not in it.
  func unattributed(from start: Timestamp, until end: Timestamp) -> [Fact] {
    let first = unattributed.partitioningIndex { $0.time >= start }
    return unattributed[first...].prefix { $0.time < end }.map(\.fact)
  }
}

extension Fact {
  /// The first instant that an observation is about.
  var observedFrom: Timestamp { time("from") ?? time("until") ?? time }
  /// The last instant that an observation is about.
  var observedUntil: Timestamp { kind == .observation ? time("until") ?? time("from") ?? time : time }
}

extension SemanticVersion {
  /// Major, minor and patch alone.
  var core: String {
    String(Substring(text.utf8.prefix { $0 != UInt8(ascii: "-") && $0 != UInt8(ascii: "+") }))
  }
}
