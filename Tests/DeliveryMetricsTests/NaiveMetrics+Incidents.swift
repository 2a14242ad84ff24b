extension NaiveMetrics {
  struct IncidentFact {
    var id: String
    var sequence: Int64
    var started: Int64
    var statesStart: Bool
    var startIsKnown: Bool
    var detected: Int64
    var resolved: Int64?
    var restored: Int64?
    var causedBy: String?
    var fixedBy: [String]
    var last: Int64
  }

  struct RollbackFact {
    var name: String
    var sequence: Int64
    var started: Int64
    var startIsKnown: Bool
    var finished: Int64?
    var detected: Int64?
    var outcome: String
    var undone: String?
    var restoring: String?
    var from: String
    var to: String
    var last: Int64
  }

  func incidentFacts() -> [IncidentFact] {
    Dictionary(grouping: incidents, by: \.id).map { id, records in
      let records = records.sorted { ($0.at, $0.sequence) < ($1.at, $1.sequence) }
      let opened = records[0].at
      let lastOpen = records.filter { $0.status == "open" }.map(\.at).max() ?? .min
      let resolved = records.filter { $0.status == "resolved" && $0.at >= lastOpen }.map(\.at).min()
      let fixedBy = records.compactMap(\.fixedBy)
      let stated = records.last { $0.started != nil }?.started
      var fixed: Int64?
      for deployment in ended
      where resolved == nil && deployment.outcome == "succeeded" && fixedBy.contains(deployment.id) {
        fixed = min(fixed ?? .max, deployment.finished)
      }
      return IncidentFact(
        id: id,
        sequence: records.map(\.sequence).min()!,
        started: min(stated ?? .max, opened),
        statesStart: stated != nil,
        startIsKnown: stated.map { $0 <= opened } ?? false
          || records.contains { $0.at == opened && $0.status != "resolved" },
        detected: records.last { $0.detected != nil }?.detected ?? opened,
        resolved: resolved,
        restored: resolved ?? fixed,
        causedBy: records.last { $0.causedBy != nil }?.causedBy,
        fixedBy: fixedBy,
        last: records.map(\.at).max()!
      )
    }
  }

  func rollbackFacts() -> [RollbackFact] {
    func name(_ rollback: History.Rollback) -> String {
      rollback.id ?? rollback.deployment.map { "deployment \($0)" } ?? "record \(rollback.sequence)"
    }
    return Dictionary(grouping: rollbacks, by: name).map { name, records in
      let startIsKnown = records.contains { record in
        record.status != "succeeded" || [record.detected, record.decided].contains { $0 ?? .max <= record.at }
      }
      return RollbackFact(
        name: name,
        sequence: records.map(\.sequence).min()!,
        started: records.flatMap { [$0.at, $0.detected, $0.decided].compactMap { $0 } }.min()!,
        startIsKnown: startIsKnown,
        finished: records.filter { $0.status == "succeeded" }.map { $0.executed ?? $0.at }.min(),
        detected: records.compactMap(\.detected).min(),
        outcome: ["succeeded", "failed"].first { status in records.contains { $0.status == status } } ?? "started",
        undone: records.compactMap(\.deployment).max(),
        restoring: records.compactMap(\.restoring).max(),
        from: records.map(\.from).max()!,
        to: records.map(\.to).max()!,
        last: records.map(\.at).max()!
      )
    }
  }
}
