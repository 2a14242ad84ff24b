/// The figures over deployments, incidents and rollbacks. What stands in numerator and denominator, `docs/metrics.md` says
/// for each.
struct FactFigures {
  private let facts: DeliveryFacts
  private let calendar: LocalCalendar
  private let middle: Int64
  private let forObjectives: Bool

  /// - Parameters:
  ///   - facts: of the period and of the one before.
  ///   - middle: where the period begins.
  ///   - forObjectives: also what only the objectives of a process ask for.
  init(_ facts: DeliveryFacts, _ calendar: LocalCalendar, middle: Int64, forObjectives: Bool) {
    self.facts = facts
    self.calendar = calendar
    self.middle = middle
    self.forObjectives = forObjectives
  }

  /// The services that had a change, in the period before or in this one.
  func servicesWithChanges(isPrevious: Bool) -> Set<Int32> {
    Set(
      facts.deployments.lazy.filter { $0.role == .change && ($0.deployment.finished < middle) == isPrevious }
        .map(\.deployment.service)
    )
  }

  /// Adds the figures of one of both periods to a table.
  func insert(into table: inout FigureTable, isPrevious: Bool) {
    let deployments = facts.deployments.filter { ($0.deployment.finished < middle) == isPrevious }
    let incidents = facts.incidents.filter { ($0.incident.started < middle) == isPrevious }
    let rollbacks = facts.rollbacks.filter { ($0.rollback.started < middle) == isPrevious }
    insert(deployments, into: &table, byBucket: !isPrevious)
    if forObjectives { insertReleases(deployments, into: &table) }

    let attributed = incidents.count { $0.cause?.version != nil }
    func insertCount(_ figure: String, _ count: Int, of things: Int) {
      table.insert(FigureRow(count, of: things), figure: figure, bucket: nil)
    }
    insertCount("incidents", incidents.count, of: incidents.count)
    insertCount("incidents_gravest", incidents.count { $0.incident.severity == "SEV1" }, of: incidents.count)
    insertCount("incidents_attributed", attributed, of: incidents.count)
    insertCount("incidents_without_cause", incidents.count - attributed, of: incidents.count)
    let impact = Sample(incidents.compactMap(\.incident.impactPercent))
    table.insert(FigureRow(impact, of: incidents.count), figure: "customer_impact_percent", bucket: nil)
    insertCount("rollbacks", rollbacks.count, of: rollbacks.count)
    let undone = rollbacks.count { $0.cause?.version != nil }
    insertCount("rollbacks_without_cause", rollbacks.count - undone, of: rollbacks.count)

    var spans = SpanFigures(calendar: calendar, byBucket: !isPrevious)
    for fact in deployments {
      let deployment = fact.deployment
      if let failure = fact.failure {
        spans.add(.recovery, from: deployment.finished, to: failure.restored, at: deployment.finished)
      }
      if forObjectives, fact.role != .ended {
        spans.add(.duration, from: deployment.started, to: deployment.finished, at: deployment.finished)
      }
    }
    for (incident, _) in incidents {
      let start = incident.startIsKnown ? incident.started : nil
      spans.add(.incident, from: start, to: incident.finished, at: incident.started)
      let statedStart = incident.statesStart ? incident.started : nil
      spans.add(.detection, from: statedStart, to: incident.detected, at: incident.started)
    }
    for (rollback, _) in rollbacks {
      let start = rollback.startIsKnown ? rollback.started : nil
      spans.add(.rollback, from: start, to: rollback.finished, at: rollback.started)
    }
    spans.insert(into: &table)

    var observed = Set(deployments.map(\.deployment.service))
    observed.formUnion(incidents.map(\.incident.service))
    table.insert(FigureRow(observed.count), figure: "services_observed", bucket: nil)
  }

  // MARK: Deployments

  private struct Counts {
    var changes = 0
    var restorations = 0
    var failures = 0
    var cancellations = 0
    var reached = 0
    var failed = 0
    var inferred = 0
    var hadIncident = 0
    var rolledBack = 0
    var unplanned = 0
    /// The services with a change, and the days with one, of each service by itself.
    var services = 0
    var days = 0
    private var service: Int32?
    /// Those of the service at hand. Where clocks are turned back over midnight a day comes again.
    private var daysOfService: Set<Int> = []

    /// - Parameter fact: by service.
    mutating func add(_ fact: DeploymentFact, on day: Int) {
      switch fact.role {
      case .change:
        changes += 1
        if service != fact.deployment.service {
          service = fact.deployment.service
          services += 1
          daysOfService.removeAll(keepingCapacity: true)
        }
        if daysOfService.insert(day).inserted { days += 1 }
      case .restoring: restorations += 1
      case .ended: break
      }
      if fact.deployment.outcome == .failed { failures += 1 }
      if fact.deployment.outcome == .cancelled { cancellations += 1 }
      if fact.reachedUsers { reached += 1 }
      if fact.isUnplanned { unplanned += 1 }
      guard let failure = fact.failure else { return }
      failed += 1
      if failure.isInferred { inferred += 1 }
      if failure.hadIncident { hadIncident += 1 }
      if failure.wasRolledBack { rolledBack += 1 }
    }
  }

  private func insert(_ deployments: [DeploymentFact], into table: inout FigureTable, byBucket: Bool) {
    var all = Counts()
    var buckets: [Int: Counts] = [:]
    for fact in deployments {
      let day = calendar.day(of: fact.deployment.finished)
      all.add(fact, on: day)
      if byBucket { buckets[calendar.bucket(of: day), default: Counts()].add(fact, on: day) }
    }
    insert(all, into: &table, bucket: nil)
    for (bucket, counts) in buckets { insert(counts, into: &table, bucket: calendar.buckets[bucket].start) }
  }

  private func insert(_ counts: Counts, into table: inout FigureTable, bucket: String?) {
    func insert(_ figure: String, _ numerator: Int?, of denominator: Int? = nil, sample: Int? = nil) {
      table.insert(FigureRow(numerator, of: denominator, sample: sample), figure: figure, bucket: bucket)
    }
    let services = counts.services == 0 ? nil : counts.services
    let successes = counts.changes + counts.restorations
    insert("deployment_frequency", counts.changes, sample: services)
    insert("deployment_days", services == nil ? nil : counts.days, sample: services)
    insert("deployments_restoring", counts.restorations)
    insert("deployments_cancelled", counts.cancellations)
    insert("deployment_success_rate", successes, of: successes + counts.failures)
    insert("deployment_failure_rate", counts.failures, of: successes + counts.failures)
    insert("change_failure_rate", counts.failed, of: counts.reached)
    insert("change_failures_inferred", counts.inferred, of: counts.failed)
    insert("post_deployment_issue_rate", counts.hadIncident, of: counts.reached)
    insert("rollback_rate", counts.rolledBack, of: counts.reached)
    insert("rework_rate", counts.unplanned, of: successes)
  }

  private func insertReleases(_ deployments: [DeploymentFact], into table: inout FigureTable) {
    var releases: [Int32: (isHotfix: Bool, wasRolledBack: Bool)] = [:]
    for fact in deployments where fact.role == .change {
      let known = releases[fact.deployment.version] ?? (false, false)
      let wasRolledBack = fact.failure?.wasRolledBack ?? false
      releases[fact.deployment.version] = (known.isHotfix || fact.isHotfix, known.wasRolledBack || wasRolledBack)
    }
    guard !releases.isEmpty else { return }
    let hotfixes = releases.values.count { $0.isHotfix }
    let rolledBack = releases.values.count { $0.wasRolledBack }
    table.insert(FigureRow(releases.count), figure: "releases_deployed", bucket: nil)
    table.insert(FigureRow(hotfixes, of: releases.count), figure: "hotfix_share", bucket: nil)
    table.insert(FigureRow(rolledBack, of: releases.count), figure: "release_rollback_rate", bucket: nil)
  }
}
