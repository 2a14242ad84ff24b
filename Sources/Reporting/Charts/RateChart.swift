/// A share over buckets of time, with the counts that it comes from under each.
enum RateChart {
  static func drawing(_ rate: Report.RateSeries) -> ChartDrawing {
    guard rate.buckets.contains(where: { $0.denominator > 0 }) else { return .empty }
    var canvas = ChartCanvas()
    canvas.bottom = 62
    canvas.height = 288
    let isWide = rate.buckets.count > 26
    if isWide { canvas.width = 920 }
    let rates = rate.buckets.map(\.rate)
    let maximum = (rates.compactMap(\.self) + [rate.target?.value ?? 0]).max() ?? 0
    let y = canvas.verticalAxis(maximum: maximum, unit: .ratio, title: rate.rateTitle)
    let band = canvas.plotWidth / Double(rate.buckets.count)
    for (index, bucket) in rate.buckets.enumerated() where bucket.rate == nil {
      canvas.gap(index, band: band, label: bucket.label)
    }
    if let target = rate.target { canvas.reference(target, scale: y) }
    canvas.polyline(rates, band: band, scale: y, style: "line first")
    for (index, bucket) in rate.buckets.enumerated() {
      guard let value = bucket.rate else { continue }
      canvas.mark(
        .circle,
        x: canvas.left + (Double(index) + 0.5) * band,
        y: y(value),
        style: "first",
        title: "\(bucket.label): \(Report.Unit.ratio.text(value)), \(bucket.numerator) of \(bucket.denominator)"
      )
    }
    canvas.bandLabels(rate.buckets.map(\.label), title: rate.bucketTitle, offset: 32)
    counts(rate, band: band, in: &canvas)
    var legend = [ChartLegendEntry.mark(rate.rateTitle, .circle, style: "first", line: "line first")]
    if let target = rate.target { legend.append(.reference(target, unit: .ratio)) }
    if rates.contains(nil) { legend.append(.unknown) }
    canvas.legend(legend)
    return canvas.drawing(isWide: isWide)
  }

  private static func counts(_ rate: Report.RateSeries, band: Double, in canvas: inout ChartCanvas) {
    let labels = rate.buckets.map { "\($0.numerator)/\($0.denominator)" }
    let widest = labels.map { ChartCanvas.textWidth($0) }.max() ?? 0
    let every = max(1, Int(((widest + 4) / band).rounded(.up)))
    for (index, label) in labels.enumerated() where index % every == 0 {
      canvas.text(
        label,
        x: canvas.left + (Double(index) + 0.5) * band,
        y: canvas.plotBottom + 16,
        anchor: "middle",
        style: "value"
      )
    }
    canvas.text(
      "\(rate.numeratorTitle) / \(rate.denominatorTitle)",
      x: 4,
      y: canvas.height - 6,
      style: "axis-title"
    )
  }
}
