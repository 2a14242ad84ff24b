/// What the database returned for a query: the figures of its period, those of the one before, and what went wrong.
struct FigureTables: Sendable {
  var current = FigureTable()
  var previous = FigureTable()
  /// The last of them, oldest first, at most ``MetricsReader/eventLimit``.
  var events: [MetricsEvent] = []
  /// How many events there are.
  var eventCount: Int64 = 0
  /// How many rows each of the queries returned.
  var rowCounts = MetricsReport.RowCounts(facts: 0, leadTime: 0, process: nil)

  mutating func insert(_ row: FigureRow, isPrevious: Bool, figure: String, dimension: String?, bucket: String?) {
    if isPrevious {
      previous.insert(row, figure: figure, dimension: dimension, bucket: bucket)
    } else {
      current.insert(row, figure: figure, dimension: dimension, bucket: bucket)
    }
  }
}
