extension NaiveMetrics {
  /// When something went out, and with which deployment's first record: the order of deployments.
  struct Root: Hashable, Comparable {
    var at: Int64
    var sequence: Int64

    static func < (a: Root, b: Root) -> Bool { (a.at, a.sequence) < (b.at, b.sequence) }
  }

  /// When each version first succeeded.
  var firstSuccess: [String: Root] {
    var result: [String: Root] = [:]
    for deployment in ended where deployment.outcome == "succeeded" {
      let root = Root(at: deployment.finished, sequence: deployment.sequence)
      result[deployment.version] = min(root, result[deployment.version] ?? root)
    }
    return result
  }

  /// When each release was first carried, by a deployment of its own or of one that stands ahead of it.
  var carried: [String: Root] {
    let firstSuccess = firstSuccess
    var result: [String: Root] = [:]
    for (version, root) in firstSuccess {
      var seen: Set<String> = [version]
      var open = [version]
      while let next = open.popLast() {
        result[next] = min(root, result[next] ?? root)
        let behind = releases.filter { $0.version == next }.compactMap(\.previous) + prereleases(of: next)
        for previous in behind where !seen.contains(previous) {
          if let own = firstSuccess[previous], own < root { continue }
          if let cut = releases.filter({ $0.version == previous }).map(\.at).min(), cut > root.at { continue }
          seen.insert(previous)
          open.append(previous)
        }
      }
    }
    return result
  }

  /// The prereleases of a version that records speak of.
  private func prereleases(of version: String) -> [String] {
    let versions = releases.map(\.version) + releases.compactMap(\.previous) + changes.compactMap(\.version)
    return versions.filter { $0.hasPrefix(version + "-") }
  }

  /// The versions that a change belongs to.
  func versions(of change: History.Change, all: [History.Deployment]) -> [String] {
    if let version = change.version { return [version] }
    return releases.filter { $0.commit == change.commit }.map(\.version)
      + all.filter { $0.commit == change.commit }.map(\.version)
  }

  /// - Parameters:
  ///   - label: only what a deployment of a release with this label brought.
  ///   - all: the service's deployment records to any environment.
  func deliveries(
    from: Int64,
    until: Int64,
    clock: String,
    label: String? = nil,
    all: [History.Deployment]
  ) -> [Delivery] {
    let carried = carried
    let firstSuccess = firstSuccess
    let beginning = firstSuccess.values.map(\.at).min()
    var result: [Delivery] = []
    for (commit, records) in Dictionary(grouping: changes, by: \.commit) {
      let candidates = records.flatMap { record in
        versions(of: record, all: all).compactMap { carried[$0] }.map { (root: $0, record: record) }
      }
      guard let best = candidates.min(by: { ($0.root, $0.record.sequence) < ($1.root, $1.record.sequence) }),
        (from..<until).contains(best.root.at)
      else { continue }
      if let label {
        let carrier = firstSuccess.first { $0.value == best.root }?.key
        guard releases.contains(where: { $0.version == carrier && $0.labels.contains(label) }) else { continue }
      }
      let start = clock == "authored" ? best.record.authored : best.record.merged
      let standing =
        best.root.at == beginning ? "first" : start.map { $0 > best.root.at ? "negative" : "counted" } ?? "unknown"
      result.append(
        Delivery(
          commit: commit,
          version: best.record.version,
          sequence: best.record.sequence,
          clock: start,
          delivered: best.root.at,
          standing: standing
        )
      )
    }
    return result
  }

  func undelivered(from: Int64, until: Int64, all: [History.Deployment]) -> [Int64] {
    let carried = carried
    return changes.filter { change in
      (from..<until).contains(change.at)
        && !changes.filter { $0.commit == change.commit }.flatMap { versions(of: $0, all: all) }
          .contains { carried[$0] != nil }
    }.map(\.sequence)
  }
}
