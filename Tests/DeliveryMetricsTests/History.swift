import ReleaseRecords

/// Records of a ledger as the metrics read them, built up in a test.
struct History {
  struct Release {
    var sequence: Int64
    var service: String
    var version: String
    var at: Int64
    var type: String
    var commit: String
    var previous: String?
    var labels: [String] = []
  }

  struct Change {
    var sequence: Int64
    var service: String
    var version: String?
    var at: Int64
    var commit: String
    var authored: Int64?
    var merged: Int64?
  }

  struct Deployment {
    var sequence: Int64
    var service: String
    var version: String
    var environment = "production"
    var at: Int64
    var id: String
    var status: String
    var commit: String?
    var incident: String?
  }

  struct Rollback {
    var sequence: Int64
    var service: String
    var environment = "production"
    var at: Int64
    var from: String
    var to: String
    var status: String
    var id: String?
    var deployment: String?
    var restoring: String?
    var detected: Int64?
    var decided: Int64?
    var executed: Int64?
  }

  struct Incident {
    var sequence: Int64
    var service: String
    var environment: String?
    var at: Int64
    var id: String
    var severity = "SEV2"
    var status: String
    var causedBy: String?
    var fixedBy: String?
    var started: Int64?
    var detected: Int64?
    var impact: Double?
  }

  struct Gate {
    var sequence: Int64
    var service: String
    var at: Int64
    var gate: String
    var outcome: String
    var measurements: [(name: String, value: Double)] = []
  }

  struct Observation {
    var sequence: Int64
    var service: String
    var at: Int64
    var metric: String
    var value: Double
  }

  var releases: [Release] = []
  var changes: [Change] = []
  var deployments: [Deployment] = []
  var rollbacks: [Rollback] = []
  var incidents: [Incident] = []
  var gates: [Gate] = []
  var observations: [Observation] = []
  var superseded: [(sequence: Int64, by: Int64)] = []

  /// The sequence number of the next record.
  var size: Int64 = 0

  mutating func next() -> Int64 {
    defer { size += 1 }
    return size
  }

  /// Adds what came after.
  mutating func append(_ other: History) {
    releases += other.releases
    changes += other.changes
    deployments += other.deployments
    rollbacks += other.rollbacks
    incidents += other.incidents
    gates += other.gates
    observations += other.observations
    superseded += other.superseded
    size = other.size
  }

  /// The rows of the projections, by kind.
  var rows: [String: [[String: Any]]] {
    var rows: [String: [[String: Any]]] = [:]
    func time(_ microseconds: Int64?) -> Any? {
      microseconds.map { Timestamp(microseconds: $0).description }
    }
    func add(_ kind: String, _ fields: [String: Any?]) {
      rows[kind, default: []].append(fields.compactMapValues { $0 })
    }
    for r in releases {
      add(
        "release",
        [
          "sequence": r.sequence, "service": r.service, "version": r.version, "effective_at": time(r.at),
          "type": r.type, "commit": r.commit, "previous_version": r.previous, "labels": r.labels,
        ]
      )
    }
    for r in changes {
      add(
        "change",
        [
          "sequence": r.sequence, "service": r.service, "version": r.version, "effective_at": time(r.at),
          "commit": r.commit, "authored_at": time(r.authored), "merged_at": time(r.merged),
        ]
      )
    }
    for r in deployments {
      add(
        "deployment",
        [
          "sequence": r.sequence, "service": r.service, "version": r.version, "environment": r.environment,
          "effective_at": time(r.at), "deployment": r.id, "status": r.status, "commit": r.commit,
          "incident": r.incident,
        ]
      )
    }
    for r in rollbacks {
      add(
        "rollback",
        [
          "sequence": r.sequence, "service": r.service, "environment": r.environment, "effective_at": time(r.at),
          "from": r.from, "to": r.to, "status": r.status, "rollback": r.id, "deployment": r.deployment,
          "restoring_deployment": r.restoring, "detected_at": time(r.detected), "decided_at": time(r.decided),
          "executed_at": time(r.executed),
        ]
      )
    }
    for r in incidents {
      add(
        "incident",
        [
          "sequence": r.sequence, "service": r.service, "environment": r.environment, "effective_at": time(r.at),
          "incident": r.id, "severity": r.severity, "status": r.status, "caused_by": r.causedBy,
          "fixed_by": r.fixedBy, "started_at": time(r.started), "detected_at": time(r.detected),
          "customer_impact_percent": r.impact,
        ]
      )
    }
    for r in gates {
      add(
        "gate",
        [
          "sequence": r.sequence, "service": r.service, "version": "1.0.0", "effective_at": time(r.at),
          "gate": r.gate, "outcome": r.outcome,
          "measurements": r.measurements.isEmpty
            ? nil : r.measurements.map { ["name": $0.name, "value": $0.value, "unit": "%"] },
        ]
      )
    }
    for r in observations {
      add(
        "observation",
        [
          "sequence": r.sequence, "service": r.service, "effective_at": time(r.at), "metric": r.metric,
          "value": r.value, "unit": "1",
        ]
      )
    }
    return rows
  }
}
