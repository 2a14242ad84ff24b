internal import ReleaseRecords

/// How many records of each kind a report rests on, and what a population has to agree with, counted from the records
/// alone.
struct RecordTally: Sendable {
  private(set) var kinds: [RecordKind: Int] = [:]
  private(set) var lastRecorded: Timestamp?
  private(set) var deployments = 0
  private(set) var deploymentsWithoutRelease = 0
  private(set) var releasesWithoutDeployment = 0

  private struct Version: Hashable {
    let service: String
    let version: String

    init?(_ entry: LedgerRecord) {
      guard let service = entry.record.service, let version = entry.record.version?.text else { return nil }
      self.service = service
      self.version = version
    }
  }

  var count: Int { kinds.values.reduce(0, +) }

  /// Adds all records of some services.
  mutating func add(_ entries: [LedgerRecord], superseded: [Int64: Int64], scope: ComplianceScope) {
    for entry in entries { kinds[entry.kind, default: 0] += 1 }
    for entry in entries { lastRecorded = max(lastRecorded ?? entry.recordedAt, entry.recordedAt) }
    let counting = entries.filter { entry in
      (entry.kind == .release || entry.kind == .deployment) && superseded[entry.sequence] == nil
        && entry.effectiveAt <= scope.at
    }.sorted(by: LedgerRecord.precedes)
    let releases = counting.filter { $0.kind == .release }.grouped { Version($0) }
    let deployed = counting.filter { $0.kind == .deployment }.grouped { Version($0) }.map { version, entries in
      (version: version, runs: DeploymentRun.all(in: entries).count { scope.period.contains($0.start) })
    }
    let onRecord = Set(releases.map(\.key))
    let inPeriod = Set(deployed.filter { $0.runs > 0 }.map(\.version))
    deployments += deployed.reduce(0) { $0 + $1.runs }
    deploymentsWithoutRelease += deployed.filter { !onRecord.contains($0.version) }.reduce(0) { $0 + $1.runs }
    releasesWithoutDeployment += releases.count { version, entries in
      !inPeriod.contains(version) && entries.first.map { scope.period.contains($0.effectiveAt) } ?? false
    }
  }

  mutating func merge(_ other: RecordTally) {
    kinds.merge(other.kinds, uniquingKeysWith: +)
    lastRecorded = [lastRecorded, other.lastRecorded].compactMap(\.self).max()
    deployments += other.deployments
    deploymentsWithoutRelease += other.deploymentsWithoutRelease
    releasesWithoutDeployment += other.releasesWithoutDeployment
  }
}
