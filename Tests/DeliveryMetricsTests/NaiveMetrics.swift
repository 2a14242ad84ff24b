/// The definitions of docs/metrics.md once more, record by record, with none of the database's shortcuts.
struct NaiveMetrics {
  struct Ended: Hashable {
    var id: String
    var version: String
    var outcome: String
    var started: Int64?
    var finished: Int64
    var incident: String?
    var sequence: Int64
  }

  struct Fact: Hashable, CustomStringConvertible {
    var kind: String
    var name: String
    var version: String?
    var sequence: Int64
    var role: String?
    var outcome: String
    var started: Int64?
    var finished: Int64?
    var detected: Int64?
    var unplanned: Bool?
    var cause: String?
    var failedBy: String?
    var inferred: Bool?
    var restored: Int64?
    var startIsKnown: Bool?

    /// When an incident or a rollback started, where its records tell.
    var knownStart: Int64? { startIsKnown == true ? started : nil }

    var description: String {
      "\(kind) \(name) \(version ?? "-") #\(sequence) \(role ?? "-") \(outcome) \(started ?? -1)–\(finished ?? -1) "
        + "det \(detected ?? -1) unplanned \(unplanned.map { "\($0)" } ?? "-") cause \(cause ?? "-") "
        + "failed \(failedBy ?? "-") inferred \(inferred.map { "\($0)" } ?? "-") restored \(restored ?? -1) "
        + "start known \(startIsKnown.map { "\($0)" } ?? "-")"
    }
  }

  struct Delivery: Hashable {
    var commit: String
    var version: String?
    var sequence: Int64
    var clock: Int64?
    var delivered: Int64
    var standing: String
  }

  var environment = "production"
  var window: Int64 = 7 * 86_400_000_000
  var releases: [History.Release]
  var changes: [History.Change]
  var deployments: [History.Deployment]
  var rollbacks: [History.Rollback]
  var incidents: [History.Incident]

  init(_ history: History, service: String, size: Int64) {
    let gone = Set(history.superseded.filter { $0.by < size }.map(\.sequence))
    func counts(_ sequence: Int64, _ of: String) -> Bool {
      of == service && sequence < size && !gone.contains(sequence)
    }
    releases = history.releases.filter { counts($0.sequence, $0.service) }
    changes = history.changes.filter { counts($0.sequence, $0.service) }
    deployments = history.deployments.filter { counts($0.sequence, $0.service) && $0.environment == "production" }
    rollbacks = history.rollbacks.filter { counts($0.sequence, $0.service) && $0.environment == "production" }
    incidents = history.incidents.filter {
      counts($0.sequence, $0.service) && ($0.environment == nil || $0.environment == "production")
    }
  }

  // MARK: Deployments

  var ended: [Ended] {
    var result: [Ended] = []
    for (_, records) in Dictionary(grouping: deployments, by: { [$0.id, $0.version] }) {
      let endings = records.filter { $0.status != "started" }
      guard let last = endings.map(\.at).max() else { continue }
      let atLast = Set(endings.filter { $0.at == last }.map(\.status))
      let outcome = ["failed", "cancelled", "succeeded"].first { atLast.contains($0) }!
      result.append(
        Ended(
          id: records[0].id,
          version: records[0].version,
          outcome: outcome,
          started: records.filter { $0.status == "started" }.map(\.at).min(),
          finished: endings.filter { $0.status == outcome }.map(\.at).min()!,
          incident: records.compactMap(\.incident).max(),
          sequence: records.map(\.sequence).min()!
        )
      )
    }
    return result.sorted { ($0.finished, $0.sequence) < ($1.finished, $1.sequence) }
  }

  // MARK: Facts

  func facts(from: Int64, until: Int64, label: String? = nil) -> [Fact] {
    let ended = ended
    let rollbacks = rollbackFacts()
    let incidents = incidentFacts()
    let restoring = Set(
      ended.filter { deployment in
        deployment.outcome != ""
          && rollbacks.contains { rollback in
            guard deployment.finished - rollback.last <= window else { return false }
            if let restoring = rollback.restoring { return restoring == deployment.id }
            guard let finished = rollback.finished else { return false }
            return rollback.to == deployment.version
              && (rollback.started...max(rollback.started, finished)).contains(deployment.finished)
              && finished >= rollback.started
          }
      }
    )
    let all = ended.filter { $0.outcome == "succeeded" && !restoring.contains($0) }
    func isHotfix(_ version: String) -> Bool { releases.contains { $0.version == version && $0.type == "hotfix" } }
    func previous(_ version: String) -> String? {
      releases.filter { $0.version == version && $0.type == "hotfix" }.compactMap(\.previous).max()
    }

    var failures: [Ended: [(rank: Int, inferred: Bool, restored: Int64?)]] = [:]
    var incidentCauses: [String: Ended] = [:]
    for incident in incidents {
      if let named = incident.causedBy {
        for deployment in ended where deployment.id == named && deployment.finished - incident.last <= window {
          failures[deployment, default: []].append((1, false, incident.restored))
        }
      } else if let before = all.last(where: { $0.finished <= incident.started }),
        incident.started - before.finished <= window
      {
        failures[before, default: []].append((1, true, incident.restored))
        incidentCauses[incident.id] = before
      }
    }
    var rollbackCauses: [String: Ended] = [:]
    for rollback in rollbacks {
      if let named = rollback.undone {
        for deployment in ended where deployment.id == named && deployment.finished - rollback.last <= window {
          failures[deployment, default: []].append((2, false, rollback.finished))
        }
      } else if let before = all.last(where: { $0.version == rollback.from && $0.finished <= rollback.started }),
        rollback.started - before.finished <= window
      {
        failures[before, default: []].append((2, true, rollback.finished))
        rollbackCauses[rollback.name] = before
      }
    }
    let mended = Set(
      all.filter { change in
        incidents.contains {
          change.finished - $0.last <= window && ($0.id == change.incident || $0.fixedBy.contains(change.id))
        }
      }
    )
    for (index, hotfix) in all.enumerated() where isHotfix(hotfix.version) && !mended.contains(hotfix) {
      let earlier = all[..<index]
      let mends = previous(hotfix.version).map { version in earlier.last { $0.version == version } } ?? earlier.last
      if let mends, hotfix.finished - mends.finished <= window {
        failures[mends, default: []].append((3, previous(hotfix.version) == nil, hotfix.finished))
      }
    }

    func cause(_ named: String?, _ inferred: Ended?) -> (id: String?, version: String?, inferred: Bool?) {
      guard let named else { return (inferred?.id, inferred?.version, inferred == nil ? nil : true) }
      return (named, deployments.filter { $0.id == named }.map(\.version).max(), false)
    }
    func isLabelled(_ version: String?) -> Bool {
      label.map { label in releases.contains { $0.version == version && $0.labels.contains(label) } } ?? true
    }
    var facts: [Fact] = []
    for deployment in ended where (from..<until).contains(deployment.finished) && isLabelled(deployment.version) {
      let isRestoring = restoring.contains(deployment)
      let succeeded = deployment.outcome == "succeeded"
      let reasons = isRestoring ? [] : failures[deployment] ?? []
      let told = reasons.filter { $0.rank == 1 }
      let restored: Int64? =
        told.isEmpty
        ? reasons.compactMap(\.restored).min()
        : told.allSatisfy { $0.restored != nil } ? told.compactMap(\.restored).max() : nil
      facts.append(
        Fact(
          kind: "deployment",
          name: deployment.id,
          version: deployment.version,
          sequence: deployment.sequence,
          role: !succeeded ? "ended" : isRestoring ? "restoring" : "change",
          outcome: deployment.outcome,
          started: deployment.started,
          finished: deployment.finished,
          unplanned: succeeded
            && (isRestoring || deployment.incident != nil || mended.contains(deployment)
              || isHotfix(deployment.version)),
          failedBy: reasons.map(\.rank).min().map { ["incident", "rollback", "hotfix"][$0 - 1] },
          inferred: reasons.isEmpty ? nil : reasons.allSatisfy(\.inferred),
          restored: restored
        )
      )
    }
    for incident in incidents where (from..<until).contains(incident.started) {
      let cause = cause(incident.causedBy, incidentCauses[incident.id])
      guard label == nil || isLabelled(cause.version) else { continue }
      facts.append(
        Fact(
          kind: "incident",
          name: incident.id,
          sequence: incident.sequence,
          outcome: incident.resolved != nil ? "resolved" : incident.restored != nil ? "fixed" : "open",
          started: incident.started,
          finished: incident.restored,
          detected: incident.statesStart ? incident.detected : nil,
          cause: cause.id,
          inferred: cause.inferred,
          restored: incident.restored,
          startIsKnown: incident.startIsKnown
        )
      )
    }
    for rollback in rollbacks where (from..<until).contains(rollback.started) {
      let cause = cause(rollback.undone, rollbackCauses[rollback.name])
      guard label == nil || isLabelled(cause.version) else { continue }
      facts.append(
        Fact(
          kind: "rollback",
          name: rollback.name,
          version: rollback.from,
          sequence: rollback.sequence,
          outcome: rollback.outcome,
          started: rollback.started,
          finished: rollback.finished,
          detected: rollback.detected,
          cause: cause.id,
          inferred: cause.inferred,
          restored: rollback.finished,
          startIsKnown: rollback.startIsKnown
        )
      )
    }
    return facts
  }
}
