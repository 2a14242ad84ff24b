/// What all charts draw: axes, labels, legends.
struct ChartCanvas {
  var width: Double = 520
  var height: Double = 270
  var left: Double = 56
  var right: Double = 14
  var top: Double = 40
  var bottom: Double = 44
  var markup = Markup()

  var plotRight: Double { width - right }
  var plotBottom: Double { height - bottom }
  var plotWidth: Double { plotRight - left }

  /// Roughly how wide a text is set: 12 units high, as the style sheet has it.
  static func textWidth(_ text: String) -> Double { Double(DisplayWidth.of(VisibleText.line(text))) * 6.6 }

  mutating func text(_ text: String, x: Double, y: Double, anchor: String = "start", style: String? = nil) {
    markup.element(
      "text",
      ["x": Coordinate.text(x), "y": Coordinate.text(y), "text-anchor": anchor, "class": style],
      text: text
    )
  }

  mutating func line(x1: Double, y1: Double, x2: Double, y2: Double, style: String) {
    markup.shape(
      "line",
      [
        "x1": Coordinate.text(x1), "y1": Coordinate.text(y1), "x2": Coordinate.text(x2), "y2": Coordinate.text(y2),
        "class": style,
      ]
    )
  }

  mutating func rectangle(
    x: Double,
    y: Double,
    width: Double,
    height: Double,
    style: String,
    fill: String? = nil,
    title: String? = nil
  ) {
    let attributes: Markup.Attributes = [
      "x": Coordinate.text(x), "y": Coordinate.text(y), "width": Coordinate.text(max(width, 0)),
      "height": Coordinate.text(max(height, 0)), "class": style, "fill": fill,
    ]
    markup.element("rect", attributes) { if let title { $0.element("title", text: title) } }
  }

  /// A mark centred on a point. Each shape differs from the others in outline, not in colour alone.
  mutating func mark(_ shape: ChartMark, x: Double, y: Double, style: String, title: String? = nil) {
    markup.element("path", ["d": shape.path(x: x, y: y), "class": "mark \(style)"]) {
      if let title { $0.element("title", text: title) }
    }
  }

  /// The vertical axis with its ticks, grid lines and title; returns its scale.
  mutating func verticalAxis(
    maximum: Double,
    minimum: Double = 0,
    unit: Report.Unit,
    title: String
  ) -> LinearScale {
    let ticks = Ticks.through(zeroTo: maximum, from: minimum, unit: unit)
    let scale = LinearScale(domain: (ticks.first ?? 0)...(ticks.last ?? 1), start: plotBottom, end: top)
    for tick in ticks {
      line(x1: left, y1: scale(tick), x2: plotRight, y2: scale(tick), style: tick == 0 ? "base" : "grid")
      text(unit.tickText(tick), x: left - 8, y: scale(tick) + 4, anchor: "end", style: "tick")
    }
    let symbol: String
    if case .other(let unitSymbol, _) = unit {
      symbol = unitSymbol.isEmpty ? "" : " (\(unitSymbol))"
    } else {
      symbol = ""
    }
    text(title + symbol, x: 4, y: 14, style: "axis-title")
    return scale
  }

  /// Labels of equal bands along the bottom: as many as there is room for.
  mutating func bandLabels(_ labels: [String], title: String, offset: Double = 16) {
    let band = plotWidth / Double(max(labels.count, 1))
    let widest = labels.map { Self.textWidth($0) }.max() ?? 0
    let every = max(1, Int(((widest + 10) / band).rounded(.up)))
    for (index, label) in labels.enumerated() where index % every == 0 {
      let half = Self.textWidth(label) / 2
      let x = min(max(left + (Double(index) + 0.5) * band, half), width - half)
      text(label, x: x, y: plotBottom + offset, anchor: "middle", style: "tick")
    }
    text(title, x: plotRight, y: height - 6, anchor: "end", style: "axis-title")
  }

  /// The legend, at the top right, under the axis title where both do not fit side by side.
  mutating func legend(_ entries: [ChartLegendEntry]) {
    let total = entries.reduce(0) { $0 + Self.textWidth($1.title) + 32 }
    var x = max(left, plotRight - total)
    for entry in entries {
      entry.draw(&self, x, 25)
      text(entry.title, x: x + 18, y: 29, style: "legend")
      x += Self.textWidth(entry.title) + 32
    }
  }

  /// A horizontal line at a value, which the legend names.
  mutating func reference(_ marker: Report.Histogram.Marker, scale: LinearScale) {
    let y = scale(marker.value)
    line(x1: left, y1: y, x2: plotRight, y2: y, style: "reference")
  }

  func drawing(isWide: Bool = false) -> ChartDrawing {
    ChartDrawing(width: width, height: height, isWide: isWide, markup: markup)
  }
}
