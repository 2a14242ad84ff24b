/// Lines over buckets of time, broken where there is no data.
enum TrendChart {
  static let styles: [(line: String, mark: ChartMark, style: String)] = [
    ("line first", .circle, "first"), ("line second", .square, "second"), ("line third", .triangle, "third"),
  ]

  static func drawing(_ trend: Report.Trend) -> ChartDrawing {
    let values = trend.series.flatMap(\.values).compactMap(\.self)
    guard !trend.buckets.isEmpty, !values.isEmpty else { return .empty }
    var canvas = ChartCanvas()
    let isWide = trend.buckets.count > 26
    if isWide { canvas.width = 920 }
    let maximum = (values + [trend.target?.value ?? 0]).max() ?? 0
    let y = canvas.verticalAxis(maximum: maximum, minimum: values.min() ?? 0, unit: trend.unit, title: trend.valueTitle)
    let band = canvas.plotWidth / Double(trend.buckets.count)
    let gaps = trend.buckets.indices.filter { index in
      trend.series.allSatisfy { index >= $0.values.count || $0.values[index] == nil }
    }
    for index in gaps { canvas.gap(index, band: band, label: trend.buckets[index]) }
    if let target = trend.target { canvas.reference(target, scale: y) }
    for (series, style) in zip(trend.series, styles) {
      let points = Array(series.values.prefix(trend.buckets.count))
      canvas.polyline(points, band: band, scale: y, style: style.line)
      for (index, value) in points.enumerated() {
        guard let value else { continue }
        canvas.mark(
          style.mark,
          x: canvas.left + (Double(index) + 0.5) * band,
          y: y(value),
          style: style.style,
          title: "\(trend.buckets[index]): \(series.title) \(trend.unit.text(value))"
        )
      }
    }
    canvas.bandLabels(trend.buckets, title: trend.bucketTitle)
    var legend = zip(trend.series, styles).map { series, style in
      ChartLegendEntry.mark(series.title, style.mark, style: style.style, line: style.line)
    }
    if let target = trend.target { legend.append(.reference(target, unit: trend.unit)) }
    if !gaps.isEmpty { legend.append(.unknown) }
    if legend.count > 1 { canvas.legend(legend) }
    return canvas.drawing(isWide: isWide)
  }
}

extension ChartCanvas {
  /// Marks a bucket of which nothing is known.
  mutating func gap(_ index: Int, band: Double, label: String) {
    rectangle(
      x: left + Double(index) * band,
      y: top,
      width: band,
      height: plotBottom - top,
      style: "unknown",
      fill: "url(#fill-unknown)",
      title: "\(label): no data"
    )
  }

  /// Lines between neighbouring values; none across a gap.
  mutating func polyline(_ values: [Double?], band: Double, scale: LinearScale, style: String) {
    var path = ""
    var isDrawing = false
    for (index, value) in values.enumerated() {
      guard let value else {
        isDrawing = false
        continue
      }
      let x = Coordinate.text(left + (Double(index) + 0.5) * band)
      path += "\(isDrawing ? "L" : "M")\(x) \(Coordinate.text(scale(value)))"
      isDrawing = true
    }
    markup.shape("path", ["d": path, "class": style])
  }
}
