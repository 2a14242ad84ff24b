package import ReleasePolicy
package import ReleaseRecords

/// What a compliance report counts and lists, gathered service by service in whatever order.
///
///     var tally = ComplianceTally(scope)
///     for service in services { tally.add(members(of: service), records: records(of: service)) }
///     let report = ComplianceReport(tally, basis: basis)
///
/// Of each release only what the report shows of it is kept: counts, and the first of each list.
package struct ComplianceTally: Sendable {
  let scope: ComplianceScope
  private(set) var standings: [ComplianceStanding: Int] = [:]
  private(set) var members = 0
  private(set) var subjects = 0
  private(set) var deployments = 0
  private(set) var deploymentsWithoutRelease = 0
  private(set) var controls: [String: ControlCount] = [:]
  private(set) var policies: [PolicyReference: PolicyCount] = [:]
  private(set) var population: Shortlist<ListedMember>
  /// What no release record or no policy is about.
  private(set) var uncovered: Shortlist<ListedMember>
  private(set) var findings: [ReleasePolicy.Verdict: Shortlist<PlacedFinding>] = [:]
  private(set) var periodFindings: [PlacedFinding] = []
  private(set) var every: [PlacedFinding] = []
  private(set) var waivers: Shortlist<LedgerRecord>
  /// How many findings each waiver set aside.
  private(set) var waived: [Int64: Int] = [:]
  private(set) var late: Shortlist<LedgerRecord>
  /// Evidence that came only after the deployment it is for had begun.
  private(set) var behind: Set<Int64> = []
  private(set) var records = RecordTally()

  /// How often one control was kept.
  struct ControlCount: Sendable {
    var title: String
    var kind: Requirement.Kind
    var first: CompliancePlace
    var verdicts: [ReleasePolicy.Verdict: Int] = [:]

    mutating func add(_ verdict: ReleasePolicy.Verdict, at place: CompliancePlace) {
      if place < first { first = place }
      verdicts[verdict, default: 0] += 1
    }
  }

  /// How many members one policy was in force for.
  struct PolicyCount: Sendable {
    var first: CompliancePlace
    var members = 0
  }

  package init(_ scope: ComplianceScope) {
    self.scope = scope
    population = Shortlist(limit: scope.listLimit, by: ListedMember.precedes)
    uncovered = Shortlist(limit: scope.listLimit, by: ListedMember.precedes)
    waivers = Shortlist(limit: scope.listLimit, by: LedgerRecord.precedes)
    late = Shortlist(limit: scope.listLimit, by: LedgerRecord.precedes)
  }

  /// Adds members of the population with the records that they are of.
  ///
  /// - Parameters:
  ///   - members: all members of one or more services, each with the findings on it.
  ///   - periodFindings: how the controls stand that judge a period and not a release.
  ///   - records: all records of these services, or all of no service, in any order.
  ///   - context: further records that `records` depend on, such as those of no service; they are not counted.
  package mutating func add(
    _ members: [ComplianceMember],
    periodFindings: [ReleasePolicy.Finding] = [],
    records: [LedgerRecord],
    context: [LedgerRecord] = []
  ) {
    let superseded = Self.superseded(records, context, before: scope.logSize)
    let entries = records.allSatisfy(scope.contains) ? records : records.filter(scope.contains)
    let types = Self.types(entries, superseded)
    for (number, member) in members.enumerated() {
      add(member, type: types[ReleaseKey(member.subject)], at: CompliancePlace(member, number))
    }
    subjects += Set(members.map(\.subject)).count
    for (number, finding) in periodFindings.enumerated() {
      let place = CompliancePlace(period: finding.subject.service, finding: number)
      self.periodFindings.append(PlacedFinding(finding: finding, place: place, policy: nil))
      add(finding, at: place, by: nil)
    }
    for entry in entries where entry.kind == .waiver && superseded[entry.sequence] == nil {
      if isInForce(entry) { waivers.insert(entry) }
    }
    for entry in entries where scope.isLate(entry) || behind.contains(entry.sequence) { late.insert(entry) }
    self.records.add(entries, superseded: superseded, scope: scope)
  }

  /// Adds what another has gathered of other services.
  package mutating func merge(_ other: ComplianceTally) {
    standings.merge(other.standings, uniquingKeysWith: +)
    members += other.members
    subjects += other.subjects
    deployments += other.deployments
    deploymentsWithoutRelease += other.deploymentsWithoutRelease
    controls.merge(other.controls) { ours, theirs in
      var merged = ours.first < theirs.first ? ours : theirs
      merged.verdicts = ours.verdicts.merging(theirs.verdicts, uniquingKeysWith: +)
      return merged
    }
    policies.merge(other.policies) { ours, theirs in
      PolicyCount(first: min(ours.first, theirs.first), members: ours.members + theirs.members)
    }
    population.merge(other.population)
    uncovered.merge(other.uncovered)
    for (verdict, list) in other.findings { self.list(verdict) { $0.merge(list) } }
    periodFindings += other.periodFindings
    every += other.every
    waivers.merge(other.waivers)
    waived.merge(other.waived, uniquingKeysWith: +)
    late.merge(other.late)
    behind.formUnion(other.behind)
    records.merge(other.records)
  }

  private mutating func add(_ member: ComplianceMember, type: String?, at place: CompliancePlace) {
    members += 1
    let standing = member.standing
    standings[standing, default: 0] += 1
    if member.isDeployment { deployments += 1 }
    if member.isDeployment, !member.hasReleaseRecord { deploymentsWithoutRelease += 1 }
    func list(in shortlist: inout Shortlist<ListedMember>) {
      shortlist.insert(ListedMember(member, standing, type: type, place: place)) { other in
        ListedMember.precedes(standing, place, other)
      }
    }
    list(in: &population)
    if [.withoutReleaseRecord, .withoutPolicy].contains(standing) { list(in: &uncovered) }
    if let policy = member.policy {
      let count = policies[policy]
      policies[policy] = PolicyCount(first: min(count?.first ?? place, place), members: (count?.members ?? 0) + 1)
    }
    for (number, finding) in member.findings.enumerated() {
      add(finding, at: place.finding(number), by: member.policy)
    }
  }

  private mutating func add(_ finding: ReleasePolicy.Finding, at place: CompliancePlace, by policy: PolicyReference?) {
    controls[finding.control, default: ControlCount(title: finding.title, kind: finding.kind, first: place)]
      .add(finding.verdict, at: place)
    if let waiver = finding.waiver { waived[waiver, default: 0] += 1 }
    if !finding.late.isEmpty { behind.formUnion(finding.late) }
    list(finding.verdict) { list in
      list.insert(PlacedFinding(finding: finding, place: place, policy: policy)) { place < $0.place }
    }
    if scope.keepsEveryFinding { every.append(PlacedFinding(finding: finding, place: place, policy: policy)) }
  }

  private mutating func list(_ verdict: ReleasePolicy.Verdict, _ change: (inout Shortlist<PlacedFinding>) -> Void) {
    change(&findings[verdict, default: Shortlist(limit: scope.listLimit, by: PlacedFinding.precedes)])
  }

  private func isInForce(_ waiver: LedgerRecord) -> Bool {
    let expiry = waiver.time("expires_at") ?? waiver.effectiveAt
    return waiver.effectiveAt < scope.period.upperBound && expiry > scope.period.lowerBound
  }

  private static func superseded(
    _ records: [LedgerRecord],
    _ context: [LedgerRecord],
    before size: Int64
  ) -> [Int64: Int64] {
    let all = context.isEmpty ? records : records + context
    guard all.contains(where: { $0.kind == .correction || $0.record.amends != nil }) else { return [:] }
    return all.filter { $0.sequence < size }.replacements
  }

  private static func types(_ entries: [LedgerRecord], _ superseded: [Int64: Int64]) -> [ReleaseKey: String] {
    var types: [ReleaseKey: String] = [:]
    for entry in entries.filter({ $0.kind == .release }).sorted(by: LedgerRecord.precedes) {
      guard superseded[entry.sequence] == nil, let service = entry.record.service, let type = entry["type"] else {
        continue
      }
      types[ReleaseKey(service: service, version: entry.record.version?.text)] = type
    }
    return types
  }
}

private struct ReleaseKey: Hashable {
  let service: String
  let version: String?

  init(service: String, version: String?) {
    self.service = service
    self.version = version
  }

  init(_ subject: Subject) {
    self.init(service: subject.service, version: subject.version?.text)
  }
}
