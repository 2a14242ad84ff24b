internal import Postgres

extension NotedSource {
  /// The incidents of which a record is about both periods, or an attribution window before or after: it happened then, or
  /// came later and says that the incident started by then.
  func incidents() async throws -> [ToldIncident] {
    try await incidents(
      among: """
        select c.incident_id from metrics.counted_incident(\(asked)) c
        where c.at >= \(scope.around.lowerBound) and least(c.at, c.started_at) < \(scope.around.upperBound)
        """
    )
  }

  /// The incidents that were told of after that, and bear on it because they name one of some deployments, or are named by
  /// one.
  private func laterIncidents(about named: Deployments.Named) async throws -> [ToldIncident] {
    guard try await isAnyLater(in: "metrics.counted_incident(\(asked))") else { return [] }
    return try await incidents(
      among: """
        select c.incident_id from metrics.counted_incident(\(asked)) c
        where \(isLater) and (
          c.incident_id = any (\(named.incidents.sorted()))
          or c.incident_id in (
            select n.incident_id from metrics.counted_incident(\(asked)) n
            where \(named.deployments.condition(on: "n.caused_by_id")) or \(named.deployments.condition(on: "n.fixed_by_id"))
          )
        )
        """
    )
  }

  private func incidents(among numbers: SQL) async throws -> [ToldIncident] {
    let records = try await connection.copyRows(
      """
      copy (
        select service_id, incident_id, sequence, status, severity, at, caused_by_id, fixed_by_id, started_at, detected_at,
          impact_percent
        from metrics.counted_incident(\(asked))
        where incident_id in (\(numbers))
      ) to stdout (format binary)
      """,
      into: IncidentRecords()
    ) { records, row in
      var fields = row.fields
      records.add(
        IncidentRecords.Record(
          service: try fields.int32(),
          incident: try fields.int32(),
          sequence: try fields.int64(),
          status: try fields.int64(),
          severity: String(decoding: try fields.bytes(), as: UTF8.self),
          at: try fields.int64(),
          causedBy: try fields.nextInt32(),
          fixedBy: try fields.nextInt32(),
          started: try fields.nextInteger(),
          detected: try fields.nextInteger(),
          impactPercent: try fields.nextDouble()
        )
      )
    }
    return records.incidents()
  }

  /// The rollbacks of which a record is about both periods, or two attribution windows before or one after.
  func rollbacks() async throws -> [ToldRollback] {
    try await rollbacks(
      among: """
        select c.rollback_id from metrics.counted_rollback(\(asked)) c
        where c.at >= \(scope.around.lowerBound - scope.attribution)
          and least(c.at, c.detected_at, c.decided_at) < \(scope.around.upperBound)
        """
    )
  }

  /// The rollbacks that were told of after that, and name one of some deployments or were under way before.
  private func laterRollbacks(of named: Deployments.Named) async throws -> [ToldRollback] {
    guard try await isAnyLater(in: "metrics.counted_rollback(\(asked))") else { return [] }
    return try await rollbacks(
      among: """
        select c.rollback_id from metrics.counted_rollback(\(asked)) c
        where \(isLater) and c.rollback_id in (
          select n.rollback_id from metrics.counted_rollback(\(asked)) n
          where \(named.deployments.condition(on: "n.undone_id")) or \(named.deployments.condition(on: "n.restoring_id"))
            or least(n.at, n.detected_at, n.decided_at) < \(scope.around.upperBound)
        )
        """
    )
  }

  private func rollbacks(among numbers: SQL) async throws -> [ToldRollback] {
    let records = try await connection.copyRows(
      """
      copy (
        select service_id, rollback_id, sequence, status, at, from_id, to_id, undone_id, restoring_id, detected_at,
          decided_at, executed_at
        from metrics.counted_rollback(\(asked))
        where rollback_id in (\(numbers))
      ) to stdout (format binary)
      """,
      into: RollbackRecords()
    ) { records, row in
      var fields = row.fields
      records.add(
        RollbackRecords.Record(
          service: try fields.int32(),
          rollback: try fields.int32(),
          sequence: try fields.int64(),
          status: try fields.int64(),
          at: try fields.int64(),
          from: try fields.int32(),
          to: try fields.int32(),
          undone: try fields.nextInt32(),
          restoring: try fields.nextInt32(),
          detected: try fields.nextInteger(),
          decided: try fields.nextInteger(),
          executed: try fields.nextInteger()
        )
      )
    }
    return try records.rollbacks(try await names(of: records.doubtful))
  }

  /// Whether a record came after both periods, and an attribution window after them.
  private var isLater: SQL { "c.at >= \(scope.around.upperBound)" }

  /// Whether there is such a record, which an index tells sooner than what it is about.
  private func isAnyLater(in records: SQL) async throws -> Bool {
    try await connection.query("select exists (select from \(records) c where \(isLater))").single(as: Bool.self)
  }

  /// Adds what was told later of the deployments about both periods, and what is known of those that are named.
  func complete(_ told: inout ToldEvents, with deployments: Deployments) async throws {
    if let named = deployments.named() {
      let incidents = Set(told.incidents.map(\.incident))
      told.incidents += try await laterIncidents(about: named).filter { !incidents.contains($0.incident) }
      let rollbacks = Set(told.rollbacks.map(\.rollback))
      told.rollbacks += try await laterRollbacks(of: named).filter { !rollbacks.contains($0.rollback) }
    }
    // Of what did not happen in them only the deployments that it names matter, not their versions.
    let causes = Set(
      told.incidents.lazy.filter { scope.both.contains($0.started) }.compactMap(\.causedBy)
        + told.rollbacks.lazy.filter { scope.both.contains($0.started) }.compactMap(\.undone)
    )
    // Without a label it is all the same which of several versions of one id it was.
    var versions = scope.label == nil ? deployments.versions(of: causes) : [:]
    let unknown = causes.filter { versions[$0] == nil }.sorted()
    if !unknown.isEmpty {
      let result = try await connection.query(
        """
        select d.id, metrics.named_version(\(scope.size), \(scope.environment), d.id) from unnest(\(unknown)) d (id)
        """
      )
      for (deployment, version) in try result.decode(as: (Int32, Int32?).self) { versions[deployment] = version }
    }
    let fixes = Set(told.incidents.lazy.filter { $0.resolved == nil }.flatMap(\.fixedBy)).sorted()
    var finishes: [Int32: Int64] = [:]
    if !fixes.isEmpty {
      let result = try await connection.query(
        "select d.id, metrics.first_finish(\(scope.size), \(scope.environment), d.id) from unnest(\(fixes)) d (id)"
      )
      for (deployment, finish) in try result.decode(as: (Int32, Int64?).self) { finishes[deployment] = finish }
    }
    for place in told.incidents.indices {
      let incident = told.incidents[place]
      told.incidents[place].causedByVersion = incident.causedBy.flatMap { versions[$0] }
      if incident.resolved == nil { told.incidents[place].fixed = incident.fixedBy.compactMap { finishes[$0] }.min() }
    }
    for place in told.rollbacks.indices {
      told.rollbacks[place].undoneVersion = told.rollbacks[place].undone.flatMap { versions[$0] }
    }
  }
}
