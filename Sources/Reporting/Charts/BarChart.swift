/// Stacked bars over buckets of time, from zero.
enum BarChart {
  static func drawing(_ bars: Report.BarSeries) -> ChartDrawing {
    guard !bars.buckets.isEmpty, bars.buckets.contains(where: { $0.values != nil }) else { return .empty }
    var canvas = ChartCanvas()
    let isWide = bars.buckets.count > 26
    if isWide { canvas.width = 920 }
    let totals = bars.buckets.map { bucket in bucket.values.map { $0.reduce(0, +) } }
    let y = canvas.verticalAxis(
      maximum: totals.compactMap(\.self).max() ?? 0,
      unit: bars.unit,
      title: bars.valueTitle
    )
    let band = canvas.plotWidth / Double(bars.buckets.count)
    let barWidth = max(band * 0.7, 1)
    for (index, bucket) in bars.buckets.enumerated() {
      let x = canvas.left + (Double(index) + 0.5) * band - barWidth / 2
      guard let values = bucket.values, let total = totals[index] else {
        canvas.rectangle(
          x: x,
          y: canvas.top,
          width: barWidth,
          height: canvas.plotBottom - canvas.top,
          style: "unknown",
          fill: "url(#fill-unknown)",
          title: "\(bucket.label): no data"
        )
        continue
      }
      var below = 0.0
      for (series, value) in zip(bars.series, values) where value > 0 {
        let (style, fill) = ChartPatterns.fill(series.tone)
        canvas.rectangle(
          x: x,
          y: y(below + value),
          width: barWidth,
          height: y(below) - y(below + value),
          style: style,
          fill: fill,
          title: "\(bucket.label): \(series.title) \(bars.unit.text(value))"
        )
        below += value
      }
      if band >= 22 {
        canvas.text(
          bars.unit.tickText(total),
          x: x + barWidth / 2,
          y: y(total) - 4,
          anchor: "middle",
          style: "value"
        )
      }
    }
    canvas.bandLabels(bars.buckets.map(\.label), title: bars.bucketTitle)
    var legend = bars.series.map { series in
      let (style, fill) = ChartPatterns.fill(series.tone)
      return ChartLegendEntry.area(series.title, style: style, fill: fill)
    }
    if totals.contains(nil) { legend.append(.unknown) }
    if legend.count > 1 { canvas.legend(legend) }
    return canvas.drawing(isWide: isWide)
  }
}
