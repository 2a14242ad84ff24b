internal import ReleaseRecords

/// Events on lanes over time. Marks that would cover each other are drawn once and counted in their title.
enum EventChart {
  private static let laneHeight = 34.0

  static func drawing(_ events: Report.EventLanes) -> ChartDrawing {
    guard events.until > events.from, events.lanes.contains(where: { !$0.items.isEmpty }) else { return .empty }
    let widest = events.lanes.map { ChartCanvas.textWidth($0.title) }.max() ?? 0
    var canvas = ChartCanvas(width: 920, left: min(max(widest * 1.1 + 20, 90), 240), top: 40)
    canvas.height = canvas.top + Double(events.lanes.count) * laneHeight + canvas.bottom
    let x = canvas.timeAxis(from: events.from, until: events.until, atMost: 13)
    for (index, lane) in events.lanes.enumerated() {
      let y = canvas.top + (Double(index) + 0.5) * laneHeight
      canvas.line(x1: canvas.left, y1: y, x2: canvas.plotRight, y2: y, style: "grid")
      canvas.text(shortened(lane.title), x: canvas.left - 10, y: y + 4, anchor: "end", style: "lane")
      draw(lane.items, y: y, end: events.until, scale: x, in: &canvas)
    }
    let marks = Report.EventLanes.Mark.allCases.filter { mark in
      events.lanes.contains { $0.items.contains { $0.mark == mark } }
    }
    canvas.legend(marks.map(\.legendEntry))
    return canvas.drawing(isWide: true)
  }

  /// A title of a lane has as much room as the widest margin; the table under the chart has all of it.
  private static func shortened(_ title: String) -> String {
    guard ChartCanvas.textWidth(title) > 195 else { return title }
    var shortened = title
    while ChartCanvas.textWidth(shortened) > 190, !shortened.isEmpty { shortened.removeLast() }
    return shortened + "…"
  }

  private static func draw(
    _ items: [Report.EventLanes.Item],
    y: Double,
    end: Timestamp,
    scale: LinearScale,
    in canvas: inout ChartCanvas
  ) {
    var groups: [(position: String, x: Double, items: [Report.EventLanes.Item])] = []
    var indices: [String: Int] = [:]
    for item in items {
      let x = scale(Double(item.time.microseconds))
      if item.mark == .incident {
        incident(item, x: x, y: y, end: end, scale: scale, in: &canvas)
        continue
      }
      let position = "\(item.mark.rawValue) \(Int(x.rounded()))"
      if let index = indices[position] {
        groups[index].items.append(item)
      } else {
        indices[position] = groups.count
        groups.append((position, x, [item]))
      }
    }
    for group in groups {
      guard let first = group.items.first else { continue }
      let more = group.items.count > 1 ? ", and \(group.items.count - 1) more here" : ""
      canvas.mark(
        first.mark.shape,
        x: group.x,
        y: y,
        style: first.mark.style,
        title: "\(first.time.displayText): \(first.mark.title), \(first.label)\(more)"
      )
    }
  }

  private static func incident(
    _ item: Report.EventLanes.Item,
    x: Double,
    y: Double,
    end: Timestamp,
    scale: LinearScale,
    in canvas: inout ChartCanvas
  ) {
    let until = item.until ?? (item.isOpen ? end : item.time)
    let width = max(scale(Double(until.microseconds)) - x, 4)
    let state = item.isOpen ? ", still open" : item.until.map { " until \($0.displayText)" } ?? ""
    canvas.rectangle(
      x: min(x, canvas.plotRight - 4),
      y: y - 8,
      width: width,
      height: 16,
      style: "area bad-edge",
      fill: "url(#fill-bad)",
      title: "\(item.time.displayText)\(state): \(item.label)"
    )
    if item.isOpen {
      canvas.text("open", x: min(x, canvas.plotRight - 4) - 4, y: y + 4, anchor: "end", style: "value")
    }
  }
}

extension Report.EventLanes.Mark {
  var shape: ChartMark {
    switch self {
    case .succeeded, .incident: .circle
    case .failed: .cross
    case .rollback: .backward
    }
  }

  var style: String {
    switch self {
    case .succeeded: "good"
    case .failed: "cross bad"
    case .rollback: "caution"
    case .incident: "bad"
    }
  }

  var legendEntry: ChartLegendEntry {
    guard self == .incident else { return .mark(title, shape, style: style) }
    let (style, fill) = ChartPatterns.fill(.bad)
    return .area(title, style: style, fill: fill)
  }
}
