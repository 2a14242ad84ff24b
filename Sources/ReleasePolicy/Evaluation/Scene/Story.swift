internal import ReleaseRecords

/// One rollback, incident or deployment by itself.
struct Story {
  let id: String
  let scene: Scene
}

extension Scene {
  /// The stories among the subject's records, in the order in which they begin.
  func stories(by link: Link) -> [Story] {
    switch link {
    case .rollback:
      rollbacks.compactMap { facts in
        guard let first = facts.first else { return nil }
        let ties = Ties(link: link, own: facts)
        return Story(id: first.rollback, scene: narrowed(to: ties, first: first))
      }
    case .incident:
      self[.incident].grouped(by: "incident").map { id, facts in
        Story(id: id, scene: narrowed(to: Ties(link: link, own: facts), first: facts[0]))
      }
    case .deployment:
      Deployment.all(in: self[.deployment]).map { deployment in
        let ties = Ties(link: link, own: deployment.facts)
        return Story(
          id: deployment.id,
          scene: narrowed(to: ties, first: deployment.facts[0], deployment: deployment)
        )
      }
    }
  }

  private func narrowed(to ties: Ties, first: Fact, deployment other: Deployment? = nil) -> Scene {
    let facts = facts.filter { ties.hold($0, first: first) }
    let start = other.map { Moment(time: $0.start.time, sequence: $0.firstSequence) } ?? self.start
    return Scene(self, facts: facts, deployment: other ?? deployment, start: start)
  }
}

/// What makes a record a part of one story.
private struct Ties {
  private let own: Set<Int64>
  private let kind: RecordKind
  private let incidents: Set<String>
  private let deployments: Set<String>

  init(link: Link, own: [Fact]) {
    self.own = Set(own.map(\.sequence))
    switch link {
    case .rollback: kind = .rollback
    case .incident: kind = .incident
    case .deployment: kind = .deployment
    }
    incidents = Set(own.compactMap { $0["incident"] })
    let names = ["deployment", "restoring_deployment", "caused_by", "fixed_by"]
    deployments = Set(own.flatMap { fact in names.compactMap { fact[$0] } })
  }

  /// A record of the story's own kind is in it or in another one. Any other belongs to it where it names the story's
  /// incident or deployment, not where it names another, and, naming none, from the story's beginning on.
  func hold(_ fact: Fact, first: Fact) -> Bool {
    if fact.kind == kind { return own.contains(fact.sequence) }
    if let incident = fact["incident"], !incidents.isEmpty { return incidents.contains(incident) }
    if let deployment = fact["deployment"], !deployments.isEmpty { return deployments.contains(deployment) }
    return !Fact.precedes(fact, first)
  }
}
