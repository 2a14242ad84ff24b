public import Postgres
public import ReleaseRecords

/// Computes delivery metrics from the ledger's projections, and from what the database notes of them when a report asks.
/// A standby will do for what was noted on its primary.
public struct MetricsReader: Sendable {
  /// The version of the definitions behind the figures, named in every report.
  public static let queryVersion = "4"
  /// How many events a report lists at most.
  public static let eventLimit = 500
  /// The lower edges of the bins of the lead time distribution, in seconds.
  public static let leadTimeEdges: [Double] = [
    0, 3_600, 14_400, 43_200, 86_400, 259_200, 604_800, 1_209_600, 2_592_000, 7_776_000, 15_552_000,
  ]

  let connection: PostgresConnection
  let another: (@Sendable () async throws -> PostgresConnection)?

  /// - Parameter another: makes a second connection to the same database, so that a report's longest questions are
  ///   answered side by side.
  public init(_ connection: PostgresConnection, another: (@Sendable () async throws -> PostgresConnection)? = nil) {
    self.connection = connection
    self.another = another
  }

  /// The report on a query, with the objectives that are to be held against it.
  /// - Throws: ``MetricsError`` for a query that makes no sense; otherwise the database's errors.
  public func report(_ query: MetricsQuery, objectives: [ProcessObjective] = []) async throws -> MetricsReport {
    try query.validate()
    do {
      return try await made(query, objectives)
    } catch let error as PostgresError where another != nil && error.isRetryable && !Task.isCancelled {
      // It may have been the other connection that was lost, or stood in the way on a standby.
      return try await MetricsReader(connection).made(query, objectives)
    }
  }

  private func made(_ query: MetricsQuery, _ objectives: [ProcessObjective]) async throws -> MetricsReport {
    try await prepared(query.size) {
      let calendar = try await inZone(query.timeZone) { try await self.calendar(query) }
      let days = try await connection.query(
        SQL(file: MetricsStatements.localPeriod, query.period.since, query.period.end, query.timeZone)
      ).decode(as: String.self)
      let tables = try await tables(query, calendar, objectives: objectives)
      let builder = FigureBuilder(
        query: query,
        buckets: calendar.buckets,
        current: tables.current,
        previous: tables.previous
      )
      return MetricsReport(
        query: query,
        periodText: days.joined(separator: " to "),
        figures: FigureName.allCases.map(builder.figure),
        objectives: objectives.map(builder.result),
        leadTimeDistribution: builder.distribution,
        events: tables.events,
        omittedEvents: Int64(tables.eventCount - tables.events.count),
        controlTotals: builder.controlTotals,
        rowCounts: tables.rowCounts
      )
    }
  }

  /// The first instant of a calendar day in a time zone.
  /// - Throws: ``MetricsError/invalid(field:value:expected:)`` for a time zone that has no IANA name.
  public func midnight(of date: String, in timeZone: String) async throws -> ReleaseRecords.Timestamp {
    try MetricsQuery.validate(timeZone: timeZone)
    let result = try await inZone(timeZone) {
      try await connection.query(SQL(file: MetricsStatements.midnight, date, timeZone))
    }
    return ReleaseRecords.Timestamp(try result.single(as: Postgres.Timestamp.self))
  }

  /// Asks something about a time zone, of which the database has the list.
  func inZone<Result>(_ timeZone: String, _ body: nonisolated(nonsending) () async throws -> Result) async throws
    -> Result
  {
    do {
      return try await body()
    } catch PostgresError.server(let error) where error.sqlState == .invalidParameterValue {
      throw MetricsError.invalid(field: "time zone", value: timeZone, expected: MetricsQuery.zoneExpectation)
    }
  }

  /// The services of a team: those whose latest release with a label `team:…` or `owner:…` names it.
  public func services(ofTeam team: String, size: Int64) async throws -> [String] {
    try await connection.query(SQL(file: MetricsStatements.team, size, team)).decode(as: String.self)
  }

  /// When the first of the deployments that a query is about was recorded to happen; `nil` when there is none. Where to
  /// begin a report on everything.
  public func beginning(size: Int64, services: [String]? = nil, environment: String = "production") async throws
    -> ReleaseRecords.Timestamp?
  {
    let result = try await connection.query(SQL(file: MetricsStatements.beginning, size, services, environment))
    return try result.single(as: Postgres.Timestamp?.self).map(ReleaseRecords.Timestamp.init)
  }

  /// Runs `body` in one snapshot in which a size of the log is noted.
  /// - Throws: ``MetricsError/notNoted(size:noted:)``.
  func prepared<Result>(
    _ size: Int64,
    _ body: nonisolated(nonsending) () async throws -> Result
  ) async throws -> Result {
    let noted = try await catchUp(to: size)
    guard noted >= size else { throw MetricsError.notNoted(size: size, noted: noted) }
    return try await isolated(body)
  }

  /// Runs `body` in one snapshot, with the planner set for reports.
  func isolated<Result>(_ body: nonisolated(nonsending) () async throws -> Result) async throws -> Result {
    try await connection.transaction(isolation: .repeatableRead, isReadOnly: true) {
      // Plans are made for the period at hand, not for an average one; compiling them costs more than it saves; and what
      // they look up is in memory or on a solid-state disk. The functions behind an explanation put many rows together of
      // which the planner expects few, and would sort them by text, which is slow, where it can as well hash them. One
      // connection waits while the other reads.
      _ = try await connection.query(
        """
        select set_config('plan_cache_mode', 'force_custom_plan', true), set_config('jit', 'off', true),
          set_config('random_page_cost', '1.1', true), set_config('enable_sort', 'off', true),
          set_config('enable_mergejoin', 'off', true), set_config('work_mem', '512MB', true),
          set_config('idle_in_transaction_session_timeout', '0', true)
        """
      )
      return try await body()
    }
  }
}

extension ReleaseRecords.Timestamp {
  init(_ timestamp: Postgres.Timestamp) {
    self.init(microseconds: timestamp.microsecondsSinceUnixEpoch)
  }
}

extension Postgres.Timestamp {
  init(_ timestamp: ReleaseRecords.Timestamp) {
    self.init(microsecondsSinceUnixEpoch: timestamp.microseconds)
  }
}
