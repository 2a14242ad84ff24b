internal import ReleaseRecords

/// What a population has to agree with, counted from the records alone.
struct RecordCount {
  let deployments: Int
  let deploymentsWithoutRelease: Int
  let releasesWithoutDeployment: Int

  private struct Version: Hashable {
    let service: String
    let version: String

    init?(_ entry: LedgerRecord) {
      guard let service = entry.record.service, let version = entry.record.version?.text else { return nil }
      self.service = service
      self.version = version
    }
  }

  init(of entries: [LedgerRecord], superseded: [Int64: Int64], in period: Range<Timestamp>, at instant: Timestamp) {
    let counting = entries.filter { superseded[$0.sequence] == nil && $0.effectiveAt <= instant }
    let releases = counting.filter { $0.kind == .release }.grouped { Version($0) }
    let deployed = counting.filter { $0.kind == .deployment }.grouped { Version($0) }.map { version, entries in
      (version: version, runs: DeploymentRun.all(in: entries).count { period.contains($0.start) })
    }
    let onRecord = Set(releases.map(\.key))
    let inPeriod = Set(deployed.filter { $0.runs > 0 }.map(\.version))
    deployments = deployed.reduce(0) { $0 + $1.runs }
    deploymentsWithoutRelease = deployed.filter { !onRecord.contains($0.version) }.reduce(0) { $0 + $1.runs }
    releasesWithoutDeployment = releases.count { version, entries in
      !inPeriod.contains(version) && entries.first.map { period.contains($0.effectiveAt) } ?? false
    }
  }
}
