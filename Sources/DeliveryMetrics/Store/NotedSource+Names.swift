internal import Postgres
internal import ReleaseRecords

extension NotedSource {
  /// Events by the names that people have for what they are about.
  func events(_ events: [DeliveryFacts.Event]) async throws -> [MetricsEvent] {
    guard !events.isEmpty else { return [] }
    var numbers = EventNumbers()
    for event in events { numbers.add(event) }
    let result = try await connection.query(
      """
      select 's', s.id, s.name from metrics.service s where s.id = any (\(numbers.services))
      union all
      select 'v', v.id, v.name from metrics.version v where v.id = any (\(numbers.versions))
      union all
      select 'd', d.id, d.name from metrics.deployment_name d where d.id = any (\(numbers.deployments))
      union all
      select 'i', i.id, i.name from metrics.incident_name i where i.id = any (\(numbers.incidents))
      union all
      select 'r', r.id, r.name from metrics.rollback_name r where r.id = any (\(numbers.rollbacks))
      """
    )
    var names = EventNames()
    for (kind, number, name) in try result.decode(as: (String, Int32, String).self) {
      names.names[kind + "\(number)"] = name
    }
    return try events.map(names.event)
  }
}

/// The numbers of what events are about.
private struct EventNumbers {
  var services: [Int32] = []
  var versions: [Int32] = []
  var deployments: [Int32] = []
  var incidents: [Int32] = []
  var rollbacks: [Int32] = []

  mutating func add(_ event: DeliveryFacts.Event) {
    switch event {
    case .deployment(let fact):
      services.append(fact.deployment.service)
      versions.append(fact.deployment.version)
      deployments.append(fact.deployment.deployment)
    case .incident(let incident, let cause):
      services.append(incident.service)
      incidents.append(incident.incident)
      if let cause { deployments.append(cause.deployment) }
    case .rollback(let rollback, let cause):
      services.append(rollback.service)
      versions.append(rollback.from)
      rollbacks.append(rollback.rollback)
      if let cause { deployments.append(cause.deployment) }
    }
  }
}

/// The names of what events are about.
private struct EventNames {
  /// By kind and number.
  var names: [String: String] = [:]

  private func name(_ kind: Character, _ number: Int32) throws -> String {
    guard let name = names["\(kind)\(number)"] else {
      throw MetricsError.unexpected("no name for number \(number) of kind \(kind)")
    }
    return name
  }

  func event(_ event: DeliveryFacts.Event) throws -> MetricsEvent {
    func timestamp(_ instant: Int64?) -> ReleaseRecords.Timestamp? { instant.map { .init(microseconds: $0) } }
    switch event {
    case .deployment(let fact):
      return MetricsEvent(
        kind: .deployment,
        service: try name("s", fact.deployment.service),
        name: try name("d", fact.deployment.deployment),
        version: try name("v", fact.deployment.version),
        sequence: fact.deployment.sequence,
        outcome: fact.deployment.outcome.word,
        startedAt: timestamp(fact.deployment.started),
        finishedAt: timestamp(fact.deployment.finished),
        failedBy: fact.failure?.sign.word,
        isInferred: fact.failure?.isInferred ?? false,
        restoredAt: timestamp(fact.failure?.restored)
      )
    case .incident(let incident, let cause):
      return MetricsEvent(
        kind: .incident,
        service: try name("s", incident.service),
        name: try name("i", incident.incident),
        sequence: incident.sequence,
        outcome: incident.resolved != nil ? "resolved" : incident.fixed != nil ? "fixed" : "open",
        startedAt: timestamp(incident.started),
        finishedAt: timestamp(incident.finished),
        cause: try cause.map { try name("d", $0.deployment) },
        isInferred: cause?.isInferred ?? false,
        restoredAt: timestamp(incident.finished),
        severity: incident.severity
      )
    case .rollback(let rollback, let cause):
      return MetricsEvent(
        kind: .rollback,
        service: try name("s", rollback.service),
        name: try name("r", rollback.rollback),
        version: try name("v", rollback.from),
        sequence: rollback.sequence,
        outcome: rollback.succeeded ? "succeeded" : rollback.failed ? "failed" : "started",
        startedAt: timestamp(rollback.started),
        finishedAt: timestamp(rollback.finished),
        cause: try cause.map { try name("d", $0.deployment) },
        isInferred: cause?.isInferred ?? false,
        restoredAt: timestamp(rollback.finished)
      )
    }
  }
}

extension EndedDeployment.Outcome {
  fileprivate var word: String {
    switch self {
    case .succeeded: "succeeded"
    case .cancelled: "cancelled"
    case .failed: "failed"
    }
  }
}

extension FailureSign {
  fileprivate var word: String {
    switch self {
    case .incident: "incident"
    case .rollback: "rollback"
    case .hotfix: "hotfix"
    }
  }
}
