package import ReleaseRecords

/// Everything that a report on a period has to cover: every deployment that began in it, and every release put on
/// record in it that was not deployed in it.
///
///     let population = Population(index, period: november, at: now)
///     for member in population.members { report(evaluator.findings(for: member.subject)) }
///
/// It is drawn from the records alone, so that what nobody announced is in it as well: deployments of versions that no
/// release record tells of, and releases for which no policy was in force.
package struct Population: Sendable {
  package struct Member: Hashable, Sendable {
    package let subject: Subject
    /// When the deployment began; for a release that was not deployed, when it was put on record.
    package let time: Timestamp
    /// Whether it is a deployment, not a release without one.
    package let isDeployment: Bool
    package let hasReleaseRecord: Bool
    /// The policy that was in force when the deployment began.
    package let policy: PolicyTimeline.Adoption?
    /// The sequence numbers of the deployment's records, or of the release's.
    package let records: [Int64]
  }

  package let period: Range<Timestamp>
  /// In the order of time, service, version, environment and deployment.
  package let members: [Member]

  /// - Parameters:
  ///   - at: nothing that happened later counts.
  ///   - services: the services looked at; `nil`: all.
  ///   - environments: the environments looked at; `nil`: all.
  package init(
    _ index: RecordIndex,
    period: Range<Timestamp>,
    at: Timestamp,
    services: Set<String>? = nil,
    environments: Set<String>? = nil
  ) {
    self.period = period
    let timeline = PolicyTimeline(index)
    var members: [Member] = []
    for (name, service) in index.services where services?.contains(name) ?? true {
      let census = Census(name: name, service: service, timeline: timeline, period: period, at: at)
      members += census.members(in: environments)
    }
    self.members = members.sorted(by: Self.precedes)
  }

  package var deployments: Int { members.count(where: \.isDeployment) }
  package var withoutDeployment: Int { members.count - deployments }
  package var withoutReleaseRecord: Int { members.count { !$0.hasReleaseRecord } }
  package var withoutPolicy: Int { members.count { $0.policy == nil } }

  private static func precedes(_ a: Member, _ b: Member) -> Bool {
    if a.time != b.time { return a.time < b.time }
    let keys = [a, b].map { member in
      let subject = member.subject
      return [subject.service, subject.version?.text ?? "", subject.environment ?? "", subject.deployment ?? ""]
    }
    return keys[0].lexicographicallyPrecedes(keys[1])
  }
}

/// Counts what one service did.
private struct Census {
  let name: String
  let service: ServiceIndex
  let timeline: PolicyTimeline
  let period: Range<Timestamp>
  let at: Timestamp

  func members(in environments: Set<String>?) -> [Population.Member] {
    var members: [Population.Member] = []
    var deployed: Set<String> = []
    for (environment, facts) in service.deployments where environments?.contains(environment) ?? true {
      let standing = facts.filter { !$0.isSuperseded && $0.time <= at }
      for (version, facts) in Dictionary(grouping: standing, by: \.version) {
        guard let version = version.flatMap({ SemanticVersion($0) }) else { continue }
        for deployment in Deployment.all(in: facts) where period.contains(deployment.start.time) {
          deployed.insert(version.text)
          members.append(member(deployment, version, environment))
        }
      }
    }
    for (version, facts) in releases where !deployed.contains(version.text) && period.contains(facts[0].time) {
      let subject = Subject(service: name, version: version)
      members.append(
        Population.Member(
          subject: subject,
          time: facts[0].time,
          isDeployment: false,
          hasReleaseRecord: true,
          policy: timeline.inForce(for: name, at: min(at, period.upperBound)),
          records: facts.map(\.sequence).sorted()
        )
      )
    }
    return members
  }

  private func member(_ deployment: Deployment, _ version: SemanticVersion, _ environment: String) -> Population.Member
  {
    let releases = service.byVersion[version.text] ?? []
    let start = deployment.start.time
    return Population.Member(
      subject: Subject(service: name, version: version, environment: environment, deployment: deployment.id),
      time: start,
      isDeployment: true,
      hasReleaseRecord: releases.contains { $0.kind == .release && !$0.isSuperseded && $0.time <= at },
      policy: timeline.inForce(for: name, at: start, knownBefore: deployment.firstSequence),
      records: deployment.facts.map(\.sequence).sorted()
    )
  }

  /// The releases on record, each with its records.
  private var releases: [(SemanticVersion, [Fact])] {
    service.byVersion.compactMap { text, facts in
      let own = facts.filter { $0.kind == .release && !$0.isSuperseded && $0.time <= at }
      return own.isEmpty ? nil : SemanticVersion(text).map { ($0, own) }
    }
  }
}
