/// How values are distributed: a column for each bin, equally wide whatever it spans, its edges named under it.
enum HistogramChart {
  static func drawing(_ histogram: Report.Histogram) -> ChartDrawing {
    let bins = histogram.bins
    guard bins.contains(where: { $0.count > 0 }) else { return .empty }
    var canvas = ChartCanvas()
    canvas.top = 34 + Double(histogram.markers.count) * 14
    canvas.height = 230 + canvas.top - 20
    let y = canvas.verticalAxis(
      maximum: Double(bins.map(\.count).max() ?? 0),
      unit: .count,
      title: histogram.countTitle
    )
    let band = canvas.plotWidth / Double(bins.count)
    for (index, bin) in bins.enumerated() {
      let x = canvas.left + Double(index) * band
      let range = "\(histogram.unit.text(bin.lower)) to below \(histogram.unit.text(bin.upper))"
      canvas.rectangle(
        x: x + 1,
        y: y(Double(bin.count)),
        width: band - 2,
        height: y(0) - y(Double(bin.count)),
        style: "area neutral",
        title: "\(range): \(Numbers.grouped(bin.count))"
      )
    }
    edgeLabels(histogram, band: band, in: &canvas)
    for (row, marker) in histogram.markers.enumerated() {
      draw(marker, row: row, histogram: histogram, band: band, in: &canvas)
    }
    for (index, bin) in bins.enumerated() where band >= 22 {
      canvas.text(
        Numbers.grouped(bin.count),
        x: canvas.left + (Double(index) + 0.5) * band,
        y: y(Double(bin.count)) - 4,
        anchor: "middle",
        style: "value"
      )
    }
    canvas.text(
      histogram.valueTitle,
      x: canvas.plotRight,
      y: canvas.height - 6,
      anchor: "end",
      style: "axis-title"
    )
    return canvas.drawing()
  }

  private static func edgeLabels(_ histogram: Report.Histogram, band: Double, in canvas: inout ChartCanvas) {
    let labels = histogram.edges.map { histogram.unit.tickText($0) }
    let widest = labels.map { ChartCanvas.textWidth($0) }.max() ?? 0
    let every = max(1, Int(((widest + 8) / band).rounded(.up)))
    for (index, label) in labels.prefix(histogram.bins.count + 1).enumerated() {
      let x = canvas.left + Double(index) * band
      canvas.line(x1: x, y1: canvas.plotBottom, x2: x, y2: canvas.plotBottom + 4, style: "base")
      guard index % every == 0 else { continue }
      let half = ChartCanvas.textWidth(label) / 2
      canvas.text(
        label,
        x: min(x, canvas.width - half),
        y: canvas.plotBottom + 17,
        anchor: "middle",
        style: "tick"
      )
    }
  }

  private static func draw(
    _ marker: Report.Histogram.Marker,
    row: Int,
    histogram: Report.Histogram,
    band: Double,
    in canvas: inout ChartCanvas
  ) {
    let bins = histogram.bins
    guard let first = bins.first, let last = bins.last, marker.value >= first.lower, marker.value <= last.upper,
      let index = bins.firstIndex(where: { marker.value <= $0.upper })
    else { return }
    let bin = bins[index]
    let within = bin.upper > bin.lower ? (marker.value - bin.lower) / (bin.upper - bin.lower) : 0
    let x = canvas.left + (Double(index) + within) * band
    let labelY = 30 + Double(row) * 14
    canvas.line(x1: x, y1: labelY + 3, x2: x, y2: canvas.plotBottom, style: "reference")
    let label = "\(marker.title) \(histogram.unit.text(marker.value))"
    let width = ChartCanvas.textWidth(label)
    let isRoomRight = x + 4 + width <= canvas.width
    canvas.text(
      label,
      x: isRoomRight ? x + 4 : x - 4,
      y: labelY,
      anchor: isRoomRight ? "start" : "end",
      style: "reference-label"
    )
  }
}
