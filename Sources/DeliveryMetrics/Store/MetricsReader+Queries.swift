internal import Postgres
internal import ReleaseRecords

private typealias Row = (
  Bool, String, String?, String?, Int64?, Int64?, Int64?, Double?, Double?, Double?, Double?, [String?]?
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

  /// Every figure of the query's period and of the one before.
  func tables(_ query: MetricsQuery, objectives: [ProcessObjective]) async throws -> FigureTables {
    let bucket = query.bucket.rawValue
    // The query's own clock comes first, and has buckets and a distribution.
    let others = Set(objectives.compactMap(\.metric.clock)).subtracting([query.clock])
    let leadTime = SQL(
      file: MetricsStatements.leadTime,
      of: query,
      [query.clock.rawValue] + others.map(\.rawValue),
      bucket,
      query.timeZone,
      Self.leadTimeEdges.map { Int64($0 * 1e6) }
    )
    async let leadTimeAside = aside(query.size) { try await $0.figureRows(leadTime) }

    var tables = FigureTables()
    let facts = SQL(
      file: MetricsStatements.facts,
      of: query,
      query.attributionSeconds,
      bucket,
      query.timeZone,
      !objectives.isEmpty,
      Int64(Self.eventLimit)
    )
    tables.rowCounts.facts = try tables.insert(await connection.figureRows(facts))
    if !objectives.isEmpty {
      let process = SQL(file: MetricsStatements.process, of: query)
      tables.rowCounts.process = try tables.insert(await connection.figureRows(process))
    }
    let undelivered = try await connection.query(
      SQL(
        file: MetricsStatements.undelivered,
        query.size,
        query.services,
        query.environment,
        query.period.since,
        query.period.end
      )
    )
    tables.current.undelivered = try undelivered.single(as: Int64.self)

    let delivered =
      if let rows = try await leadTimeAside { rows } else { try await connection.figureRows(leadTime) }
    tables.rowCounts.leadTime = try tables.insert(delivered, without: query.clock.rawValue)
    return tables
  }
}

extension SQL {
  /// A statement on a query's period and the one before: its first parameters are the same for all of these.
  fileprivate init<each Value: PostgresEncodable>(
    file text: String,
    of query: MetricsQuery,
    _ values: repeat each Value
  ) {
    self.init(
      file: text,
      query.size,
      query.services,
      query.label,
      query.environment,
      query.period.previous.since,
      query.period.since,
      query.period.end,
      repeat each values
    )
  }
}

extension PostgresConnection {
  fileprivate func figureRows(_ statement: SQL) async throws -> [Row] {
    try await query(statement).decode(as: Row.self)
  }
}

extension FigureTables {
  /// Adds the rows that a statement returned, the dimension given as if they had none. Returns how many they are.
  fileprivate mutating func insert(_ rows: [Row], without dimension: String? = nil) throws -> Int {
    for row in rows {
      if let event = row.11 {
        events.append(try MetricsEvent(event))
        eventCount = row.5 ?? 0
        continue
      }
      insert(
        FigureRow(
          numerator: row.4,
          denominator: row.5,
          sampleCount: row.6,
          mean: row.7,
          median: row.8,
          percentile90: row.9,
          maximum: row.10
        ),
        isPrevious: row.0,
        figure: row.1,
        dimension: row.2 == dimension ? nil : row.2,
        bucket: row.3
      )
    }
    return rows.count
  }
}

extension MetricsEvent {
  /// An event as the database lists its fields: instants in microseconds since 1970.
  fileprivate init(_ fields: [String?]) throws {
    func instant(_ field: String?) throws -> ReleaseRecords.Timestamp? {
      guard let field else { return nil }
      guard let microseconds = Int64(field) else { throw MetricsError.unexpected("an instant \(field)") }
      return ReleaseRecords.Timestamp(microseconds: microseconds)
    }
    guard fields.count == 13, let kind = fields[0].flatMap(Kind.init), let service = fields[1], let name = fields[2],
      let sequence = fields[4].flatMap({ Int64($0) }), let outcome = fields[5]
    else { throw MetricsError.unexpected("an event of the fields \(fields)") }
    self.init(
      kind: kind,
      service: service,
      name: name,
      version: fields[3],
      sequence: sequence,
      outcome: outcome,
      startedAt: try instant(fields[6]),
      finishedAt: try instant(fields[7]),
      cause: fields[8],
      failedBy: fields[9],
      isInferred: fields[10] == "true",
      restoredAt: try instant(fields[11]),
      severity: fields[12]
    )
  }
}

extension MetricsPeriod {
  var since: Postgres.Timestamp { Postgres.Timestamp(from) }
  var end: Postgres.Timestamp { Postgres.Timestamp(until) }
}
