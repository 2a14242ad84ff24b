internal import ReleaseRecords

/// How long things took, each a dot at the time when it began; what is not over yet is a hollow triangle.
enum DurationChart {
  static func drawing(_ dots: Report.DurationDots) -> ChartDrawing {
    guard !dots.dots.isEmpty, dots.until > dots.from else { return .empty }
    var canvas = ChartCanvas()
    // What is over sets the scale: one thing left open for weeks would press all others to the ground.
    let closed = dots.dots.filter { !$0.isOpen }
    let maximum = ((closed.isEmpty ? dots.dots : closed).map(\.seconds) + [dots.median ?? 0]).max() ?? 0
    let y = canvas.verticalAxis(
      maximum: maximum,
      minimum: dots.dots.map(\.seconds).min() ?? 0,
      unit: .seconds,
      title: dots.valueTitle
    )
    let x = canvas.timeAxis(from: dots.from, until: dots.until, atMost: 7)
    let median = dots.median.map { Report.Histogram.Marker("median", $0) }
    if let median { canvas.reference(median, scale: y) }
    for dot in dots.dots {
      let span = Spans.text(seconds: dot.seconds)
      let (left, top) = (x(Double(dot.time.microseconds)), y(dot.seconds))
      canvas.mark(
        dot.isOpen ? .triangle : .circle,
        x: left,
        y: top,
        style: dot.isOpen ? "open" : "first",
        title: "\(dot.time.displayText): \(dot.label), \(dot.isOpen ? "open for \(span) so far" : span)"
      )
      if dot.isOpen { canvas.text(span, x: left - 8, y: top + 4, anchor: "end", style: "value") }
    }
    var legend = [ChartLegendEntry.mark("over", .circle, style: "first")]
    if dots.dots.contains(where: \.isOpen) { legend.append(.mark("open, so far", .triangle, style: "open")) }
    if let median { legend.append(.reference(median, unit: .seconds)) }
    canvas.legend(legend)
    return canvas.drawing()
  }
}

extension ChartCanvas {
  /// An axis of time along the bottom; returns the scale of microseconds.
  mutating func timeAxis(from: Timestamp, until: Timestamp, atMost count: Int) -> LinearScale {
    let scale = LinearScale(
      domain: Double(from.microseconds)...Double(max(until.microseconds, from.microseconds)),
      start: left,
      end: plotRight
    )
    for tick in TimeTicks.between(from, until, atMost: count) {
      let x = scale(Double(tick.time.microseconds))
      line(x1: x, y1: plotBottom, x2: x, y2: plotBottom + 5, style: "base")
      let half = Self.textWidth(tick.label) / 2
      text(tick.label, x: min(x, width - half), y: plotBottom + 18, anchor: "middle", style: "tick")
    }
    line(x1: left, y1: plotBottom, x2: plotRight, y2: plotBottom, style: "base")
    let years = from.year == until.year ? "\(from.year)" : "\(from.year)–\(until.year)"
    text("\(years), UTC", x: plotRight, y: height - 6, anchor: "end", style: "axis-title")
    return scale
  }
}
