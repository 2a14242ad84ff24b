internal import Postgres

extension ClosedRange<Int32> {
  /// The condition that a column lies within.
  func condition(on column: SQL) -> SQL { "\(column) between \(lowerBound) and \(upperBound)" }
}

/// Reads from the notes what the figures of a query are computed from.
struct NotedSource: Sendable {
  let connection: PostgresConnection
  let scope: NotedScope
  /// Where all services are asked about; the notes of a few are read one by one.
  let packed: PackedNotes?

  init(_ connection: PostgresConnection, _ scope: NotedScope) async throws {
    self.connection = connection
    self.scope = scope
    packed = scope.services == nil ? try await Self.packed(scope, connection) : nil
  }

  /// What functions over records of an environment are asked with.
  var asked: SQL { "\(scope.size), \(scope.services), \(scope.environment)" }

  /// A query as the notes know it.
  static func scope(of query: MetricsQuery, _ connection: PostgresConnection) async throws -> NotedScope {
    let (services, label, environment) = try await connection.query(
      """
      select metrics.service_ids(\(query.services)), metrics.word_id(\(query.label)),
        metrics.word_id(\(query.environment))
      """
    ).decode(as: ([Int32]?, Int32?, Int32).self)[0]
    return NotedScope(query, services: services, label: label, environment: environment)
  }

  /// The deployments about both periods.
  func deployments() async throws -> Deployments {
    let around = scope.around
    let parameters: SQL = "\(asked), \(around.lowerBound), \(around.upperBound)"
    let columns: SQL = "service_id, version_id, deployment_id, status, at, incident_id, sequence"
    var deployments = Deployments(about: around)
    if let packed { deployments = try await addPacked(packed, about: around, to: deployments) }
    return try await connection.copyRows(
      """
      copy (
        select \(columns) from metrics.near_deployment(\(parameters)) where sequence > \(packed?.lastDeployment ?? -1)
        union all
        select \(columns) from metrics.scattered_deployment(\(parameters))
      ) to stdout (format binary)
      """,
      into: deployments
    ) { deployments, row in
      var fields = row.fields
      deployments.add(
        Deployments.Record(
          service: try fields.int32(),
          version: try fields.int32(),
          deployment: try fields.int32(),
          outcome: EndedDeployment.Outcome(rawValue: Int8(truncatingIfNeeded: try fields.int64())),
          at: try fields.int64(),
          incident: try fields.nextInt32(),
          sequence: try fields.int64()
        )
      )
    }
  }

  /// Incidents and rollbacks that bear on both periods.
  func told() async throws -> ToldEvents {
    var told = ToldEvents(incidents: try await incidents(), rollbacks: try await rollbacks())
    if let label = scope.label {
      let labelled = try await connection.query(
        "select version_id from metrics.counted_label(\(scope.size), \(scope.services)) where label_id = \(label)"
      )
      told.labelled = Set(try labelled.decode(as: Int32.self))
    }
    return told
  }

  /// Of these services those that never recorded an incident or a rollback.
  func withoutFailures(among services: Set<Int32>) async throws -> Set<Int32> {
    guard !services.isEmpty else { return [] }
    let result = try await connection.query(
      """
      select s.id from unnest(\(services.sorted())) s (id)
      where not exists (
        select from metrics.counted_incident(\(asked)) i
        where i.service_id = s.id
      ) and not exists (
        select from metrics.counted_rollback(\(asked)) r
        where r.service_id = s.id
      )
      """
    )
    return Set(try result.decode(as: Int32.self))
  }
}
