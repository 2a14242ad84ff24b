/// Renders a report as GitHub-flavoured Markdown, with every text escaped so that it stays text.
public struct MarkdownRenderer: Sendable {
  public init() {}

  public func render(_ report: Report) -> String {
    var parts = ["# \(Markdown.inline(report.title))"]
    if let subtitle = report.subtitle { parts.append(Markdown.paragraph(subtitle)) }
    if !report.parameters.isEmpty { parts.append(definitions(report.parameters)) }
    for section in report.sections + [ProvenanceSheet.section(of: report)] {
      parts.append("## \(Markdown.inline(section.title))")
      parts += section.blocks.flatMap(render)
    }
    return parts.joined(separator: "\n\n") + "\n"
  }

  private func render(_ block: Report.Block) -> [String] {
    switch block {
    case .paragraph(let text): return [Markdown.paragraph(text)]
    case .definitions(let definitions): return [self.definitions(definitions)]
    case .table(let table): return render(table)
    case .figures(let figures):
      let notes = figures.flatMap { figure in
        figure.notes.map { "- \(Markdown.inline(figure.title)): \(Markdown.inline($0))" }
      }
      return render(FigureTable.forPeople(figures)) + (notes.isEmpty ? [] : [notes.joined(separator: "\n")])
    case .findings(let list):
      let heading = list.title.isEmpty ? [] : ["### \(Markdown.inline(list.title))"]
      return heading + [Markdown.paragraph(list.summary)]
        + (list.count == 0 ? [] : render(list.tableForPeople))
    case .timeline(let timeline): return render(timeline.table)
    case .chart(let chart):
      return ["### \(Markdown.inline(chart.title))", Markdown.paragraph(chart.summary)]
        + render(chart.tableForPeople, titled: false)
    }
  }

  private func render(_ table: Report.Table, titled: Bool = true) -> [String] {
    var parts = titled && !table.title.isEmpty ? ["### \(Markdown.inline(table.title))"] : []
    if table.rows.isEmpty {
      parts.append(Markdown.paragraph(table.emptyText))
    } else {
      var lines = [row(table.columns.map { Markdown.inline($0.title) })]
      lines.append(row(table.columns.map { $0.type.isNumeric ? "--:" : "---" }))
      for tableRow in table.rows {
        lines.append(
          row(
            table.columns.indices.map { index in
              let text = Markdown.cell(tableRow.cell(index))
              return tableRow.emphasis == .none || text.isEmpty ? text : "**\(text)**"
            }
          )
        )
      }
      parts.append(lines.joined(separator: "\n"))
    }
    if let omission = table.omission { parts.append(Markdown.paragraph(omission)) }
    if let note = table.note { parts.append(Markdown.paragraph(note)) }
    return parts
  }

  private func definitions(_ definitions: [Report.Definition]) -> String {
    definitions.map { "- **\(Markdown.inline($0.title))**: \(Markdown.cell($0.value))" }.joined(separator: "\n")
  }

  private func row(_ cells: [String]) -> String {
    "| " + cells.joined(separator: " | ") + " |"
  }
}
