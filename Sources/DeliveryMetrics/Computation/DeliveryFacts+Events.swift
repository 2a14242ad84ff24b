extension DeliveryFacts {
  /// What went wrong, once.
  enum Event: Sendable {
    case deployment(DeploymentFact)
    case incident(ToldIncident, Cause?)
    case rollback(ToldRollback, Cause?)

    /// When it happened, and its first record.
    var place: Root {
      switch self {
      case .deployment(let fact): Root(at: fact.deployment.finished, sequence: fact.deployment.sequence)
      case .incident(let incident, _): Root(at: incident.finished ?? incident.started, sequence: incident.sequence)
      case .rollback(let rollback, _): Root(at: rollback.finished ?? rollback.started, sequence: rollback.sequence)
      }
    }
  }

  /// What went wrong from an instant on, in the order in which it ended.
  func events(since: Int64) -> [Event] {
    var events: [Event] = []
    for fact in deployments
    where fact.deployment.finished >= since && (fact.role == .ended || fact.failure != nil) {
      events.append(.deployment(fact))
    }
    for (incident, cause) in incidents where incident.started >= since { events.append(.incident(incident, cause)) }
    for (rollback, cause) in rollbacks where rollback.started >= since { events.append(.rollback(rollback, cause)) }
    return events.map { (place: $0.place, event: $0) }.sorted { $0.place < $1.place }.map(\.event)
  }
}
