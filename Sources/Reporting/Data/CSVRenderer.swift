internal import ReleaseRecords

/// Renders one table of a report as CSV (RFC 4180): a header, CRLF line ends, UTF-8 without a byte-order mark.
///
///     let csv = CSVRenderer(form: .human).render(table)
///
/// A file holds one table, because tables differ in their columns: `Report.tables` lists them, the first being what
/// the report is about.
public struct CSVRenderer: Sendable {
  public enum Form: String, Sendable, CaseIterable {
    /// For spreadsheets: titles as headers, times they can read, and an apostrophe before a text that a spreadsheet
    /// would take for a formula (one that begins with `=`, `+`, `-`, `@`, a tab or a carriage return).
    case human
    /// For programs: stable names with units as headers, RFC 3339 times, and every text as it is.
    case raw
  }

  public var form: Form

  public init(form: Form = .human) {
    self.form = form
  }

  public func render(_ table: Report.Table) -> String {
    var text = line(table.columns.map(header))
    for row in table.rows {
      text += line(table.columns.indices.map { field(row.cell($0)) })
    }
    return text
  }

  private func line(_ fields: [String]) -> String {
    // A single empty field would read as an empty line.
    fields == [""] ? "\"\"\r\n" : fields.joined(separator: ",") + "\r\n"
  }

  private func header(_ column: Report.Column) -> String {
    var unit = ""
    if case .number(let columnUnit) = column.type { unit = columnUnit.name }
    switch form {
    case .raw: return quoted(unit.isEmpty ? column.name : "\(column.name)_\(Self.snakeCase(unit))")
    case .human:
      if column.type == .time { unit = "UTC" }
      return quoted(Self.defused(unit.isEmpty ? column.title : "\(column.title) (\(unit))"))
    }
  }

  private func field(_ cell: Report.Cell) -> String {
    switch (cell, form) {
    case (.number(let value, _), _): value.isFinite ? Numbers.plain(value) : ""
    case (.time(let time), .raw): quoted(time.description)
    case (.time(let time), .human): quoted("\(time.displayDate) \(time.displayClock)")
    case (.verdict(let verdict), .raw): verdict.rawValue
    case (.verdict(let verdict), .human): verdict.title
    case (.records(let records), _): records.map(String.init).joined(separator: " ")
    case (.link(_, let address), .raw): quoted(address)
    case (.absent, .raw): ""
    case (.absent(let why), .human): quoted(why == "–" ? "" : Self.defused(why))
    case (.text(let text), .raw): quoted(text)
    case (.badge(let badge), .raw): quoted(badge.text)
    case (_, .human): quoted(Self.defused(cell.text))
    }
  }

  /// The characters with which spreadsheets begin a formula, or skip to one.
  private static let triggers: Set<UInt32> = [
    0x3D, 0x2B, 0x2D, 0x40, 0x09, 0x0D, 0x0A, 0xFF1D, 0xFF0B, 0xFF0D, 0xFF20,
  ]

  static func defused(_ text: String) -> String {
    guard let first = text.unicodeScalars.first(where: { $0 != " " }) else { return text }
    return triggers.contains(first.value) ? "'" + text : text
  }

  private func quoted(_ text: String) -> String {
    let needsQuotes = text.utf8.contains { [0x22, 0x2C, 0x0D, 0x0A].contains($0) }
    let hasOuterSpace = text.first == " " || text.last == " "
    guard needsQuotes || hasOuterSpace else { return text }
    var result = "\""
    for scalar in text.unicodeScalars {
      if scalar == "\"" { result += "\"" }
      result.unicodeScalars.append(scalar)
    }
    return result + "\""
  }

  private static func snakeCase(_ text: String) -> String {
    String(text.lowercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" })
  }
}
