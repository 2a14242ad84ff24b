internal import Postgres
internal import ReleaseRecords

extension NotedSource {
  /// The names of what the notes have numbers for.
  func names(of numbers: NoteNumbers) async throws -> NoteNames {
    var names = NoteNames()
    guard !numbers.isEmpty else { return names }
    let result = try await connection.query(
      """
      select 'service', s.id, s.name from metrics.service s where s.id = any (\(numbers[.service]))
      union all
      select 'version', v.id, v.name from metrics.version v where v.id = any (\(numbers[.version]))
      union all
      select 'deployment', d.id, d.name from metrics.deployment_name d where d.id = any (\(numbers[.deployment]))
      union all
      select 'incident', i.id, i.name from metrics.incident_name i where i.id = any (\(numbers[.incident]))
      union all
      select 'rollback', r.id, r.name from metrics.rollback_name r where r.id = any (\(numbers[.rollback]))
      """
    )
    for (kind, number, name) in try result.decode(as: (String, Int32, String).self) {
      if let kind = NotedKind(rawValue: kind) { names.insert(kind, number, name) }
    }
    return names
  }

  /// Events by the names that people have for what they are about.
  func events(_ events: [DeliveryFacts.Event]) async throws -> [MetricsEvent] {
    var numbers = NoteNumbers()
    for event in events { numbers.insert(event) }
    let names = try await names(of: numbers)
    return try events.map { try MetricsEvent($0, names) }
  }
}

extension NoteNumbers {
  fileprivate mutating func insert(_ event: DeliveryFacts.Event) {
    switch event {
    case .deployment(let fact):
      insert(.service, fact.deployment.service)
      insert(.version, fact.deployment.version)
      insert(.deployment, fact.deployment.deployment)
    case .incident(let incident, let cause):
      insert(.service, incident.service)
      insert(.incident, incident.incident)
      if let cause { insert(.deployment, cause.deployment) }
    case .rollback(let rollback, let cause):
      insert(.service, rollback.service)
      insert(.version, rollback.from)
      insert(.rollback, rollback.rollback)
      if let cause { insert(.deployment, cause.deployment) }
    }
  }
}

extension MetricsEvent {
  fileprivate init(_ event: DeliveryFacts.Event, _ names: NoteNames) throws {
    func timestamp(_ instant: Int64?) -> ReleaseRecords.Timestamp? { instant.map { .init(microseconds: $0) } }
    switch event {
    case .deployment(let fact):
      self.init(
        kind: .deployment,
        service: try names.name(.service, fact.deployment.service),
        name: try names.name(.deployment, fact.deployment.deployment),
        version: try names.name(.version, fact.deployment.version),
        sequence: fact.deployment.sequence,
        outcome: fact.deployment.outcome.word,
        startedAt: timestamp(fact.deployment.started),
        startIsKnown: fact.deployment.started != nil,
        finishedAt: timestamp(fact.deployment.finished),
        failedBy: fact.failure?.sign.word,
        isInferred: fact.failure?.isInferred ?? false,
        restoredAt: timestamp(fact.failure?.restored)
      )
    case .incident(let incident, let cause):
      self.init(
        kind: .incident,
        service: try names.name(.service, incident.service),
        name: try names.name(.incident, incident.incident),
        sequence: incident.sequence,
        outcome: incident.resolved != nil ? "resolved" : incident.fixed != nil ? "fixed" : "open",
        startedAt: timestamp(incident.started),
        startIsKnown: incident.startIsKnown,
        finishedAt: timestamp(incident.finished),
        cause: try cause.map { try names.name(.deployment, $0.deployment) },
        isInferred: cause?.isInferred ?? false,
        restoredAt: timestamp(incident.finished),
        severity: incident.severity
      )
    case .rollback(let rollback, let cause):
      self.init(
        kind: .rollback,
        service: try names.name(.service, rollback.service),
        name: try names.name(.rollback, rollback.rollback),
        version: try names.name(.version, rollback.from),
        sequence: rollback.sequence,
        outcome: rollback.succeeded ? "succeeded" : rollback.failed ? "failed" : "started",
        startedAt: timestamp(rollback.started),
        startIsKnown: rollback.startIsKnown,
        finishedAt: timestamp(rollback.finished),
        cause: try cause.map { try names.name(.deployment, $0.deployment) },
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
