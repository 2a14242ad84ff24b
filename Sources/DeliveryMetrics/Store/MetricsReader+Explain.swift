internal import Postgres

extension MetricsReader {
  /// The records that a figure of a query rests on, in the order in which they count, at most `limit` things.
  ///
  ///     let explanation = try await reader.explain(.changeFailureRate, query)
  ///     for item in explanation.items where item.standing == .counted { print(item.name, item.records) }
  public func explain(_ figure: FigureName, _ query: MetricsQuery, limit: Int = 1_000) async throws -> Explanation {
    try query.validate()
    guard limit > 0 else { throw MetricsError.invalid(field: "limit", value: "\(limit)", expected: "at least 1") }
    let statement =
      figure == .leadTime
      ? SQL(
        file: MetricsStatements.explainLeadTime,
        query.size,
        query.services,
        query.label,
        query.environment,
        query.period.since,
        query.period.end,
        query.clock.rawValue,
        Int64(limit)
      )
      : SQL(
        file: MetricsStatements.explainFacts,
        query.size,
        query.services,
        query.label,
        query.environment,
        query.period.since,
        query.period.end,
        query.attributionSeconds,
        figure.rawValue,
        Int64(limit)
      )
    return try await prepared(query.size) {
      let result = try await connection.query(statement)
      typealias Row = (Int64, String, String?, String, String, String, Int64?, [Int64])
      let rows = try result.decode(as: Row.self)
      let items = try rows.map { row in
        guard let standing = Explanation.Item.Standing(rawValue: row.1) else {
          throw MetricsError.unexpected("a standing \(row.1)")
        }
        return Explanation.Item(
          standing: standing,
          reason: row.2,
          kind: row.3,
          service: row.4,
          name: row.5,
          seconds: row.6.map { Double($0) / 1e6 },
          records: row.7
        )
      }
      return Explanation(figure: figure, items: items, omitted: (rows.first?.0 ?? 0) - Int64(items.count))
    }
  }
}
