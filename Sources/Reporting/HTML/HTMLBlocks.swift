internal import ReleaseRecords

/// The blocks of a report as HTML.
enum HTMLBlocks {
  /// Charts that stand next to each other share a grid.
  static func append(_ blocks: [Report.Block], to markup: inout Markup) {
    var index = 0
    while index < blocks.count {
      markup.newLine()
      guard case .chart = blocks[index] else {
        append(blocks[index], to: &markup)
        index += 1
        continue
      }
      markup.element("div", ["class": "charts"]) { grid in
        while index < blocks.count, case .chart(let chart) = blocks[index] {
          grid.newLine()
          HTMLCharts.append(chart, to: &grid)
          index += 1
        }
      }
    }
  }

  private static func append(_ block: Report.Block, to markup: inout Markup) {
    switch block {
    case .paragraph(let text): markup.element("p") { $0.lines(text) }
    case .definitions(let definitions): markup.append(self.definitions(definitions, style: "definitions"))
    case .table(let table): HTMLTables.append(table, to: &markup)
    case .figures(let figures): HTMLFigures.append(figures, to: &markup)
    case .findings(let list): HTMLFindings.append(list, to: &markup)
    case .timeline(let timeline): append(timeline, to: &markup)
    case .chart(let chart): HTMLCharts.append(chart, to: &markup)
    }
  }

  static func definitions(_ definitions: [Report.Definition], style: String) -> Markup {
    var markup = Markup()
    markup.element("dl", ["class": style]) { list in
      for definition in definitions {
        list.element("div") { pair in
          pair.element("dt", text: definition.title)
          pair.element("dd") { value in
            if case .text(let text) = definition.value, text.utf8.contains(0x0A) {
              value.element("pre") { $0.preformatted(text) }
            } else {
              HTMLCells.append(definition.value, to: &value)
            }
          }
        }
      }
    }
    return markup
  }

  private static func append(_ timeline: Report.Timeline, to markup: inout Markup) {
    if !timeline.title.isEmpty { markup.element("h3", text: timeline.title) }
    guard !timeline.events.isEmpty else {
      markup.element("p", ["class": "empty"], text: timeline.table.emptyText)
      return
    }
    markup.element("ol", ["class": "timeline"]) { list in
      for event in timeline.events {
        list.newLine()
        list.element("li", ["class": event.tone.rawValue]) { item in
          item.element("time", ["datetime": event.time.description], text: event.time.displayText)
          item.element("div") { words in
            words.element("p") { line in
              line.element("span", ["class": "event-kind"], text: event.kind)
              line.text(" ")
              HTMLCells.append(.badge(Report.Badge(event.title, event.tone)), to: &line)
              if let record = event.record {
                line.text(" ")
                HTMLCells.append(.records([record]), to: &line)
              }
            }
            if let detail = event.detail { words.element("p", ["class": "detail"]) { $0.lines(detail) } }
            if let late = event.recordedLate {
              words.element("p", ["class": "late"], text: "Recorded late, at \(late.displayText).")
            }
          }
        }
      }
    }
  }
}
