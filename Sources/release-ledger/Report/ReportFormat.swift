internal import ArgumentParser
internal import Reporting

/// The forms that a report can be had in.
enum ReportFormat: String, CaseIterable, ExpressibleByArgument {
  case table, markdown, html, csv, json, openmetrics, oscal

  /// - Parameters:
  ///   - table: for CSV, which holds one table: the table's id; the first where nil.
  ///   - isRaw: for CSV, whether values stay as they are.
  func text(_ report: Report, table: String?, isRaw: Bool, isOnTerminal: Bool) throws -> String {
    switch self {
    case .table:
      TerminalRenderer(width: Terminal.width, usesColour: isOnTerminal && Terminal.usesColour).render(report)
    case .markdown: MarkdownRenderer().render(report)
    case .html: HTMLRenderer().render(report)
    case .csv: CSVRenderer(form: isRaw ? .raw : .human).render(try Self.table(table, of: report))
    case .json: JSONRenderer().render(report) + "\n"
    case .openmetrics: OpenMetricsRenderer().render(report)
    case .oscal: throw Failure("--format oscal: only `report compliance` has assessment results", code: .usage)
    }
  }

  private static func table(_ id: String?, of report: Report) throws -> Report.Table {
    let tables = report.tables
    guard let table = id.map({ id in tables.first { $0.id == id } }) ?? tables.first else {
      throw Failure(
        "the report has no table \(Terminal.safe(id ?? "")); there are \(tables.map(\.id).joined(separator: ", "))",
        code: .usage
      )
    }
    return table
  }
}
