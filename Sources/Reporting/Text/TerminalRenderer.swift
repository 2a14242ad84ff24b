/// Renders a report for a terminal: aligned, wrapped to a width, in plain text or with colours.
///
///     print(TerminalRenderer(width: 100, usesColour: isTerminal).render(report))
///
/// Nothing is cut: what does not fit in a line is wrapped, and a table too wide for its width becomes a list of names
/// and values a row. Control characters in the report's texts are shown (`\u{1b}`), never sent.
public struct TerminalRenderer: Sendable {
  /// In columns; at least 40.
  public var width: Int
  public var usesColour: Bool

  public init(width: Int = 100, usesColour: Bool = false) {
    self.width = max(width, 40)
    self.usesColour = usesColour
  }

  public func render(_ report: Report) -> String {
    var lines = paragraph(report.title, .title)
    if let subtitle = report.subtitle { lines += paragraph(subtitle) }
    if !report.parameters.isEmpty { lines += [""] + definitions(report.parameters) }
    for section in report.sections + [ProvenanceSheet.section(of: report)] {
      lines += [""] + paragraph(section.title.uppercased(), .heading)
      for block in section.blocks {
        lines += [""] + render(block)
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func render(_ block: Report.Block) -> [String] {
    switch block {
    case .paragraph(let text): return paragraph(text)
    case .definitions(let definitions): return self.definitions(definitions)
    case .table(let table): return render(table)
    case .figures(let figures): return render(FigureTable.forPeople(figures)) + notes(of: figures)
    case .findings(let list):
      let heading = list.title.isEmpty ? [] : paragraph(list.title, .heading)
      return heading + paragraph(list.summary) + (list.count == 0 ? [] : [""] + render(list.tableForPeople))
    case .timeline(let timeline): return render(timeline.table)
    case .chart(let chart):
      return paragraph(chart.title, .heading) + paragraph(chart.summary, .faint)
        + render(chart.tableForPeople, titled: false)
    }
  }

  private func render(_ table: Report.Table, titled: Bool = true) -> [String] {
    var lines = titled && !table.title.isEmpty ? paragraph(table.title, .heading) : []
    if table.rows.isEmpty {
      lines += paragraph(table.emptyText, .faint)
    } else {
      let text = TextTable(
        columns: table.columns.map {
          TextTable.Column(title: VisibleText.line($0.title), alignsRight: $0.type.isNumeric)
        },
        rows: table.rows.map { row in
          table.columns.indices.map { cell(row.cell($0), emphasis: row.emphasis) }
        }
      )
      lines += text.lines(width: width, paint: paint)
    }
    if let omission = table.omission { lines += paragraph(omission, .caution) }
    if let note = table.note { lines += paragraph(note, .faint) }
    return lines
  }

  private func cell(_ cell: Report.Cell, emphasis: Report.Emphasis) -> TextTable.Cell {
    let style: TextStyle
    switch (cell, emphasis) {
    case (.absent, _): style = .faint
    case (_, .total): style = .heading
    default: style = TextStyle(cell.tone)
    }
    return TextTable.Cell(text: VisibleText.escape(cell.text), style: style)
  }

  private func notes(of figures: [Report.Figure]) -> [String] {
    let notes = figures.flatMap { figure in figure.notes.map { "\(figure.title): \($0)" } }
    return notes.isEmpty ? [] : [""] + notes.flatMap { hanging("· ", $0) }
  }

  private func definitions(_ definitions: [Report.Definition]) -> [String] {
    let titles = definitions.map { VisibleText.line($0.title) }
    let indent = min(titles.map { DisplayWidth.of($0) }.max() ?? 0, width / 3) + 2
    return zip(titles, definitions).flatMap { title, definition in
      let values = WordWrap.lines(VisibleText.escape(definition.value.text), width: width - indent)
      let style = definition.value.isAbsent ? .faint : TextStyle(definition.value.tone)
      let names = WordWrap.lines(title, width: indent - 2)
      return (0..<max(values.count, names.count)).map { line in
        let name = line < names.count ? names[line] : ""
        let value = line < values.count ? paint(values[line], style) : ""
        let padding = value.isEmpty ? "" : String(repeating: " ", count: indent - DisplayWidth.of(name))
        return (name.isEmpty ? "" : paint(name, .heading)) + padding + value
      }
    }
  }

  private func paragraph(_ text: String, _ style: TextStyle = .plain) -> [String] {
    WordWrap.lines(VisibleText.escape(text), width: width).map { paint($0, style) }
  }

  private func hanging(_ mark: String, _ text: String) -> [String] {
    let indent = DisplayWidth.of(mark)
    return WordWrap.lines(VisibleText.escape(text), width: width - indent).enumerated().map { index, line in
      (index == 0 ? mark : String(repeating: " ", count: indent)) + line
    }
  }

  private func paint(_ text: String, _ style: TextStyle) -> String {
    guard usesColour, let parameters = style.parameters, !text.isEmpty else { return text }
    return "\u{1B}[\(parameters)m\(text)\u{1B}[0m"
  }
}
