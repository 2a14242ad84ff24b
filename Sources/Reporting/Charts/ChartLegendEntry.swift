/// A sample of what stands for something, and its name.
struct ChartLegendEntry {
  var title: String
  /// Draws the sample in the 14 units from a point to the right, centred on its height.
  var draw: (inout ChartCanvas, _ x: Double, _ y: Double) -> Void

  static func area(_ title: String, style: String, fill: String?) -> ChartLegendEntry {
    ChartLegendEntry(title: title) { canvas, x, y in
      canvas.rectangle(x: x, y: y - 6, width: 13, height: 11, style: style, fill: fill)
    }
  }

  static var unknown: ChartLegendEntry { area("no data", style: "unknown", fill: "url(#fill-unknown)") }

  static func reference(_ marker: Report.Histogram.Marker, unit: Report.Unit) -> ChartLegendEntry {
    ChartLegendEntry(title: "\(marker.title) \(unit.text(marker.value))") { canvas, x, y in
      canvas.line(x1: x - 4, y1: y, x2: x + 15, y2: y, style: "reference")
    }
  }

  static func mark(_ title: String, _ mark: ChartMark, style: String, line: String? = nil) -> ChartLegendEntry {
    ChartLegendEntry(title: title) { canvas, x, y in
      if let line { canvas.line(x1: x - 1, y1: y, x2: x + 15, y2: y, style: line) }
      canvas.mark(mark, x: x + 7, y: y, style: style)
    }
  }
}
