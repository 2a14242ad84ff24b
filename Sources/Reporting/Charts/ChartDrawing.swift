/// A chart drawn: SVG without its outermost element.
struct ChartDrawing {
  var width: Double
  var height: Double
  /// Takes the whole width of a page.
  var isWide = false
  /// There is nothing to draw.
  var isEmpty = false
  var markup = Markup()

  static func of(_ chart: Report.Chart) -> ChartDrawing {
    switch chart.content {
    case .bars(let bars): BarChart.drawing(bars)
    case .histogram(let histogram): HistogramChart.drawing(histogram)
    case .trend(let trend): TrendChart.drawing(trend)
    case .rate(let rate): RateChart.drawing(rate)
    case .durations(let dots): DurationChart.drawing(dots)
    case .events(let lanes): EventChart.drawing(lanes)
    }
  }

  static let empty = ChartDrawing(width: 0, height: 0, isEmpty: true)
}
