internal import ReleaseRecords

extension AtlasState {
  /// The state of a release by its records.
  ///
  /// - Parameter environments: the environments that the document lists, in order, whether or not the release has come
  ///   to them; others that it was deployed to follow.
  /// - Throws: ``AtlasStateError/notRecorded(_:)`` where there is no release record or no status; `invalid` where the
  ///   release's type is none that Atlas knows.
  package init(
    of records: RecordsOfRelease,
    environments names: [String] = ["staging", "production"]
  ) throws(AtlasStateError) {
    guard let release = records.release, let type = records.type else {
      throw .notRecorded("there is no release record of \(records.name)")
    }
    guard Self.types.contains(type) else {
      throw .invalid(member: "type", found: type, expected: "one of \(Self.types.joined(separator: ", "))")
    }
    guard let status = records.status?["status"] else { throw .notRecorded("\(records.name) has no status") }
    let runs = records.deployments
    var environments = names
    for run in runs where !environments.contains(run.environment) { environments.append(run.environment) }
    let begun = records[.status].first { $0["status"] == "deploying" }.flatMap(\.record.occurredAt)
    self.init(
      version: records.version,
      type: type,
      status: status,
      environments: environments.map { Environment($0, Self.progress(in: $0, runs, records[.rollback])) },
      artifacts: records[.artifact].reduce(into: []) { names, artifact in
        if let name = artifact["name"], !names.contains(name) { names.append(name) }
      },
      rollbackVersion: release["rollback_version"].flatMap { SemanticVersion($0) },
      deploymentStart: runs.first?.start ?? begun
    )
  }

  /// How the last deployment to an environment stands.
  private static func progress(in environment: String, _ runs: [DeploymentRun], _ rollbacks: [LedgerRecord]) -> Progress
  {
    guard let run = runs.last(where: { $0.environment == environment }) else { return .pending }
    let isRolledBack = rollbacks.contains { rollback in
      guard rollback["status"] == "succeeded", rollback.environment == environment else { return false }
      return rollback["deployment"].map { $0 == run.id } ?? (rollback.effectiveAt >= run.start)
    }
    if isRolledBack { return .rolledBack }
    switch run.status {
    case "succeeded": return .deployed
    case "failed": return .failed
    case "cancelled": return .cancelled
    default: return .deploying
    }
  }
}
