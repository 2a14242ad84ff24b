/// What a query's figures are made of: the figures of its period, those of the one before, and what went wrong.
struct FigureTables: Sendable {
  var current = FigureTable()
  var previous = FigureTable()
  /// The last of them, oldest first, at most ``MetricsReader/eventLimit``.
  var events: [MetricsEvent] = []
  /// How many events there are.
  var eventCount = 0
  var rowCounts = MetricsReport.RowCounts()
}
