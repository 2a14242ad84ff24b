internal import ReleaseRecords

/// The five things that every release must carry, for one of its deployments: its commit, its image tag, when it was
/// deployed, who approved it, and by which procedure it was rolled back, if it was.
struct ReleaseEssentials: Sendable {
  let records: RecordsOfRelease
  /// `nil`: the release has not been deployed.
  let deployment: DeploymentRun?
  let people: PeopleNames
  /// The instant of the report.
  let at: Timestamp

  /// What was deployed, else what the release is.
  var commit: String? { deployment?.entries.last("commit") ?? records.commit }

  /// The image tags that were deployed, else those of the release's artifacts.
  var imageTags: [String] {
    if let tag = deployment?.entries.last("image_tag") { return [tag] }
    var tags: [String] = []
    for tag in records[.artifact].compactMap({ $0["image_tag"] }) where !tags.contains(tag) { tags.append(tag) }
    return tags
  }

  /// When the deployment succeeded; before that, or where it never did, when it began.
  var deployedAt: Timestamp? {
    guard let deployment else { return nil }
    return deployment.succeeded ? deployment.end : deployment.start
  }

  /// The approvals that stood when the deployment began, or were given afterwards.
  var approvals: [LedgerRecord] {
    records.approvals(standingAt: deployment?.start ?? at, people: people).filter { approval in
      guard let environment = approval.environment, let deployment else { return true }
      return environment == deployment.environment
    }
  }

  /// Each time that the release was rolled back from where it was deployed.
  var rollbacks: [RollbackRun] {
    RollbackRun.all(in: records[.rollback]).filter { rollback in
      guard let deployment else { return true }
      if let id = rollback.entries.last("deployment") { return id == deployment.id }
      return rollback.environment == deployment.environment && rollback.start >= deployment.start
    }
  }

  /// The records that the five rest on.
  var sources: [Int64] {
    let release = records.release.map { [$0.sequence] } ?? []
    let artifacts = records[.artifact].filter { $0["image_tag"] != nil }.sequences
    let own = (deployment?.entries ?? []).sequences + approvals.sequences + rollbacks.flatMap { $0.entries.sequences }
    return Set(release + artifacts + own).sorted()
  }
}
