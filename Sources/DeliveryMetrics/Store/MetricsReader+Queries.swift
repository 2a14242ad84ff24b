internal import Postgres
internal import ReleaseRecords

private typealias Row = (
  String, String?, String?, Int64?, Int64?, Int64?, Double?, Double?, Double?, Double?
)

extension MetricsReader {
  /// The buckets that the query's period touches.
  func buckets(_ query: MetricsQuery) async throws -> [(start: String, isWhole: Bool)] {
    let result = try await connection.query(
      SQL(
        file: MetricsStatements.buckets,
        query.period.since,
        query.period.end,
        query.bucket.rawValue,
        query.timeZone
      )
    )
    return try result.decode(as: (String, Bool).self).map { (start: $0.0, isWhole: $0.1) }
  }

  /// Every figure of one period.
  func table(_ query: MetricsQuery, _ period: MetricsPeriod, clocks: Set<LeadTimeClock>) async throws -> FigureTable {
    var table = FigureTable()
    let (since, until) = (period.since, period.end)
    let bucket = query.bucket.rawValue
    table.rowCounts.facts = try await fill(
      &table,
      SQL(
        file: MetricsStatements.facts,
        query.size,
        query.services,
        query.label,
        query.environment,
        since,
        until,
        query.attributionSeconds,
        bucket,
        query.timeZone
      )
    )
    let edges = Self.leadTimeEdges.map { Int64($0 * 1e6) }
    for clock in clocks.sorted(by: { $0.rawValue < $1.rawValue }) {
      table.rowCounts.leadTime += try await fill(
        &table,
        SQL(
          file: MetricsStatements.leadTime,
          query.size,
          query.services,
          query.label,
          query.environment,
          since,
          until,
          clock.rawValue,
          bucket,
          query.timeZone,
          edges
        ),
        dimension: clock == query.clock ? nil : clock.rawValue
      )
    }
    table.rowCounts.process = try await fill(
      &table,
      SQL(
        file: MetricsStatements.process,
        query.size,
        query.services,
        query.label,
        query.environment,
        since,
        until,
        bucket,
        query.timeZone
      )
    )
    let undelivered = try await connection.query(
      SQL(file: MetricsStatements.undelivered, query.size, query.services, query.environment, since, until)
    )
    table.undelivered = try undelivered.single(as: Int64.self)
    return table
  }

  private func fill(_ table: inout FigureTable, _ statement: SQL, dimension: String? = nil) async throws -> Int {
    let result = try await connection.query(statement)
    for row: Row in try result.decode(as: Row.self) {
      table.insert(
        FigureRow(
          numerator: row.3,
          denominator: row.4,
          sampleCount: row.5,
          mean: row.6,
          median: row.7,
          percentile90: row.8,
          maximum: row.9
        ),
        figure: row.0,
        dimension: dimension ?? row.1,
        bucket: row.2
      )
    }
    return result.rowCount
  }

  /// What went wrong in the period, oldest first, and how much that is in all.
  func events(_ query: MetricsQuery) async throws -> ([MetricsEvent], Int64) {
    let result = try await connection.query(
      SQL(
        file: MetricsStatements.events,
        query.size,
        query.services,
        query.label,
        query.environment,
        query.period.since,
        query.period.end,
        query.attributionSeconds,
        Int64(Self.eventLimit)
      )
    )
    typealias Row = (
      Int64, String, String, String, String?, Int64, String, Postgres.Timestamp?, Postgres.Timestamp?, String?,
      String?, Bool, Postgres.Timestamp?, String?
    )
    let rows = try result.decode(as: Row.self)
    let events = try rows.map { row in
      guard let kind = MetricsEvent.Kind(rawValue: row.1) else {
        throw MetricsError.unexpected("a fact of kind \(row.1)")
      }
      return MetricsEvent(
        kind: kind,
        service: row.2,
        name: row.3,
        version: row.4,
        sequence: row.5,
        outcome: row.6,
        startedAt: row.7.map(ReleaseRecords.Timestamp.init),
        finishedAt: row.8.map(ReleaseRecords.Timestamp.init),
        cause: row.9,
        failedBy: row.10,
        isInferred: row.11,
        restoredAt: row.12.map(ReleaseRecords.Timestamp.init),
        severity: row.13
      )
    }
    return (events, rows.first?.0 ?? 0)
  }
}

extension MetricsPeriod {
  var since: Postgres.Timestamp { Postgres.Timestamp(from) }
  var end: Postgres.Timestamp { Postgres.Timestamp(until) }
}
