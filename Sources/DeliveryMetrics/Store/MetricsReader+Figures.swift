internal import Postgres
internal import ReleaseRecords

extension MetricsReader {
  /// As many services are asked about sooner than another connection is made.
  private static let fewServices = 10

  /// Every figure of the query's period and of the one before.
  ///
  /// What is asked of the database does not depend on how the planner would put it together: it hands out the rows of
  /// both periods, and what they amount to is found out here. Half of them come over another connection where there is
  /// one to be had. The two need no snapshot in common: whatever is asked about a size of the log has the same answer in
  /// every snapshot in which so much is noted. Rows count by their sequence numbers, and so does what supersedes them.
  /// What has none (names, and which versions are scattered and which commits repeated) changes how rows are found, not
  /// which.
  func tables(
    _ query: MetricsQuery,
    _ calendar: LocalCalendar,
    objectives: [ProcessObjective]
  ) async throws -> FigureTables {
    let scope = try await NotedSource.scope(of: query, connection)
    let source = try await NotedSource(connection, scope)
    let isLarge = query.services.map { $0.count > Self.fewServices } ?? true
    var tables = try await withAnother(isLarge, query.size) { another in
      let other = if let another { try await NotedSource(another, scope) } else { nil as NotedSource? }
      return try await FigureComputation(query, calendar, source, other, objectives: objectives).tables()
    }
    if !objectives.isEmpty {
      tables.rowCounts.process = try tables.insert(
        await connection.query(
          SQL(
            file: MetricsStatements.process,
            query.size,
            query.services,
            query.label,
            query.environment,
            query.period.previous.since,
            query.period.since,
            query.period.end
          )
        )
      )
    }
    return tables
  }

  /// Lends `body` another connection in a snapshot of its own; none where there is none to be had, or where it knows less
  /// of the log: of several hosts another may have taken it in.
  private func withAnother<Result>(
    _ isWanted: Bool,
    _ size: Int64,
    _ body: nonisolated(nonsending) (PostgresConnection?) async throws -> Result
  ) async throws -> Result {
    guard isWanted, let other = try? await another?() else { return try await body(nil) }
    let reader = MetricsReader(other)
    let result: Result
    do {
      result = try await reader.isolated { try await body(reader.noted() >= size ? other : nil) }
    } catch {
      await other.close()
      throw error
    }
    await other.close()
    return result
  }

  /// The calendar of a query's time zone, and the buckets that its period touches.
  func calendar(_ query: MetricsQuery) async throws -> LocalCalendar {
    let (from, until) = (query.period.from.microseconds, query.period.until.microseconds)
    var turns = [LocalCalendar.Turn(at: 0, ahead: 0)]
    if query.timeZone != "UTC" {
      let day = ReleaseRecords.Timestamp.microsecondsPerDay
      let result = try await connection.query(
        SQL(
          file: MetricsStatements.clockTurns,
          Postgres.Timestamp(microsecondsSinceUnixEpoch: min(query.period.previous.from.microseconds, from - day)),
          Postgres.Timestamp(microsecondsSinceUnixEpoch: until + day),
          query.timeZone
        )
      )
      turns = try result.decode(as: (Int64, Int64).self).map { LocalCalendar.Turn(at: $0.0, ahead: $0.1) }
    }
    return LocalCalendar(turns: turns, period: from..<until, by: query.bucket)
  }
}

extension FigureTables {
  /// Adds the figures of gates, releases and measurements. Returns how many rows they are.
  fileprivate mutating func insert(_ result: QueryResult) throws -> Int {
    typealias Row = (Bool, String, String?, Int64?, Int64?, Int64?, Double?, Double?, Double?, Double?)
    let rows = try result.decode(as: Row.self)
    for row in rows {
      let values = FigureRow(
        numerator: row.3,
        denominator: row.4,
        sampleCount: row.5,
        mean: row.6,
        median: row.7,
        percentile90: row.8,
        maximum: row.9
      )
      if row.0 {
        previous.insert(values, figure: row.1, dimension: row.2, bucket: nil)
      } else {
        current.insert(values, figure: row.1, dimension: row.2, bucket: nil)
      }
    }
    return rows.count
  }
}

extension MetricsPeriod {
  var since: Postgres.Timestamp { Postgres.Timestamp(from) }
  var end: Postgres.Timestamp { Postgres.Timestamp(until) }
}
