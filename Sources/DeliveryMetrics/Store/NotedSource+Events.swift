internal import Postgres

extension NotedSource {
  /// The incidents that were told of in or after both periods, or an attribution window before.
  func incidents() async throws -> [ToldIncident] {
    let records = try await connection.copyRows(
      """
      copy (
        select service_id, incident_id, sequence, status, severity, at, caused_by_id, fixed_by_id, started_at, detected_at,
          impact_percent
        from metrics.counted_incident(\(asked))
        where incident_id in (
          select c.incident_id from metrics.counted_incident(\(asked)) c
          where c.at >= \(scope.since - scope.attribution)
        )
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

  /// The rollbacks that were told of in or after both periods, or two attribution windows before.
  func rollbacks() async throws -> [ToldRollback] {
    let records = try await connection.copyRows(
      """
      copy (
        select service_id, rollback_id, sequence, status, at, from_id, to_id, undone_id, restoring_id, detected_at,
          decided_at, executed_at
        from metrics.counted_rollback(\(asked))
        where rollback_id in (
          select c.rollback_id from metrics.counted_rollback(\(asked)) c
          where c.at >= \(scope.since - 2 * scope.attribution)
        )
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

  /// Adds what is known of the deployments that incidents and rollbacks name.
  ///
  /// - Parameter deployments: those about both periods, where most of them are found.
  func complete(_ told: inout ToldEvents, with deployments: Deployments) async throws {
    let causes = Set(told.incidents.compactMap(\.causedBy) + told.rollbacks.compactMap(\.undone))
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
