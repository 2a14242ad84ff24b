internal import ReleaseRecords

/// What other releases did.
extension Scene {
  /// Whether a record of another release counts at a moment: by its time and, before a deployment where late evidence
  /// is refused, by when the ledger learned of it.
  private func counts(_ fact: Fact, before moment: Moment) -> Bool {
    guard !fact.isSuperseded, fact.time < moment.time || fact.time == moment.time && moment.isAssumed else {
      return false
    }
    guard phase == .before, policy.lateEvidence == .refused, let start else { return true }
    return fact.origin < start.sequence
  }

  /// The start of the last deployment of another release of the same type to the same environment, leaving out what
  /// failed or was cancelled. Where types are not known, any release will do.
  func previousDeployment(before moment: Moment) -> Moment? {
    guard let service = frame.index.services[subject.service] else { return nil }
    let lists: [[Fact]]
    if let environment = subject.environment {
      lists = [service.deployments[environment] ?? []]
    } else {
      lists = Array(service.deployments.values)
    }
    return lists.compactMap { previousDeployment(among: $0, service, before: moment) }.max()
  }

  private func previousDeployment(among facts: [Fact], _ service: ServiceIndex, before moment: Moment) -> Moment? {
    let after = facts.partitioningIndex { $0.time > moment.time }
    var judged: Set<String> = []
    var best: Moment?
    for fact in facts[..<after].reversed() {
      // Records of one deployment lie close together: what began before the best one is no later.
      if let best, fact.time < best.time { break }
      guard counts(fact, before: moment), let version = fact.version, version != subject.version?.text else { continue }
      guard let id = fact["deployment"], judged.insert(version + " " + id).inserted else { continue }
      if let type, let other = self.type(of: version, in: service, before: moment), other != type { continue }
      let records = (service.byVersion[version] ?? []).filter {
        $0.kind == .deployment && $0["deployment"] == id && $0.environment == fact.environment
          && counts($0, before: moment)
      }
      guard let deployment = Deployment(id: id, facts: records), deployment.failure == nil else { continue }
      best = max(best ?? deployment.start, deployment.start)
    }
    return best
  }

  private func type(of version: String, in service: ServiceIndex, before moment: Moment) -> String? {
    let release = service.byVersion[version]?.last { $0.kind == .release && counts($0, before: moment) }
    return release?["type"].map { frame.types[$0] ?? $0 }
  }

  /// When another release had been deployed to the environment before a moment.
  func deployed(_ service: String, _ version: String, before moment: Moment) -> Moment? {
    let fact = frame.index.services[service]?.byVersion[version]?.first { fact in
      fact.kind == .deployment && fact["status"] == "succeeded" && fits(fact, nil) && counts(fact, before: moment)
    }
    return fact.map { Moment($0) }
  }
}
