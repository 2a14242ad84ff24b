package import ReleaseRecords

/// Reads records from CSV whose header names their fields.
///
///     kind,service,version,occurred_at,data.gate,data.outcome,text.summary
///     gate,shop,1.2.3,2026-11-21T07:00:00Z,unit-tests,passed,
///
/// The columns are `kind`, `service`, `version`, `environment`, `occurred_at`, `amends`, `key`, and any of
/// `source.NAME`, `data.NAME` and `text.NAME`. An empty cell is a field that is not there. A list is a JSON array, or
/// its values with semicolons between them; a list of objects, or an object, is JSON.
package struct RecordCSVReader {
  /// A row that is no record: every cell that is wrong, and where it stands.
  package struct RowError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The line on which the row begins, counted from 1.
    package let line: Int
    package let problems: [CSVError]

    package var description: String { problems.map(\.description).joined(separator: "\n") }
  }

  private let validator: RecordValidator
  private var parser = CSVParser()
  private var header: [Column]?

  private struct Column {
    let name: String
    let part: String
    /// What follows the dot of `data.gate`.
    let member: String?
  }

  package init(validator: RecordValidator) {
    self.validator = validator
  }

  /// Takes the next piece, and hands over each row that it completes: a record, or what is wrong with it.
  ///
  /// - Throws: ``CSVError`` where it is no CSV or the header is wrong: nothing can be read from there on.
  package mutating func consume(
    _ piece: UnsafeRawBufferPointer,
    row: (Result<Record, RowError>) throws -> Void
  ) throws {
    var header = header
    try parser.consume(piece) { [validator] fields in
      try Self.read(fields, &header, validator, row)
    }
    self.header = header
  }

  /// Ends the last row. A file without a header is an error: an export that failed leaves one.
  package mutating func finish(row: (Result<Record, RowError>) throws -> Void) throws {
    var header = header
    try parser.finish { [validator] fields in
      try Self.read(fields, &header, validator, row)
    }
    guard header != nil else {
      throw CSVError(line: 1, column: 1, reason: "the file is empty: expected is a header such as kind,service,version")
    }
    self.header = header
  }

  private static func read(
    _ fields: [CSVField],
    _ header: inout [Column]?,
    _ validator: RecordValidator,
    _ row: (Result<Record, RowError>) throws -> Void
  ) throws {
    if let header {
      try row(record(fields, header, validator))
    } else {
      header = try columns(fields)
    }
  }

  private static func columns(_ fields: [CSVField]) throws -> [Column] {
    let plain: Set = ["kind", "service", "version", "environment", "occurred_at", "amends", "key"]
    var names: Set<String> = []
    return try fields.map { field in
      func error(_ reason: String) -> CSVError { CSVError(line: field.line, column: field.column, reason: reason) }
      guard names.insert(field.text).inserted else { throw error("the column '\(field.text)' is there twice") }
      if plain.contains(field.text) { return Column(name: field.text, part: field.text, member: nil) }
      let parts = field.text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2, ["source", "data", "text"].contains(parts[0]), !parts[1].isEmpty else {
        throw error(
          "'\(field.text)' names no field of a record: expected are \(plain.sorted().joined(separator: ", ")), "
            + "source.NAME, data.NAME and text.NAME"
        )
      }
      return Column(name: field.text, part: String(parts[0]), member: String(parts[1]))
    }
  }

  private static func record(
    _ fields: [CSVField],
    _ columns: [Column],
    _ validator: RecordValidator
  ) -> Result<Record, RowError> {
    let line = fields.first?.line ?? 0
    let kind = zip(fields, columns).first { $1.name == "kind" }.flatMap { RecordKind(rawValue: $0.0.text) }
    var object = JSONObject()
    var parts: [String: JSONObject] = [:]
    for (field, column) in zip(fields, columns) where !field.text.isEmpty {
      if let member = column.member {
        let type = column.part == "data" ? kind.flatMap { fieldType(member, of: $0) } : nil
        parts[column.part, default: [:]][member] = type?.value(from: field.text) ?? .string(field.text)
      } else {
        object[column.name] = column.name == "amends" ? FieldType.count.value(from: field.text) : .string(field.text)
      }
    }
    for (part, members) in parts { object[part] = .object(members) }
    do throws(RecordError) {
      return .success(try validator.record(from: .object(object)))
    } catch {
      let problems = error.problems.map { problem in
        let place = zip(fields, columns).first { isAbout(problem.field, $1.name) }?.0 ?? fields[0]
        return CSVError(line: place.line, column: place.column, reason: problem.description)
      }
      return .failure(RowError(line: line, problems: problems))
    }
  }

  private static func fieldType(_ name: String, of kind: RecordKind) -> FieldType? {
    Catalogue[kind].fields.first { $0.name == name }?.type
  }

  /// Whether a problem's place, such as `data.labels[2]`, lies in a column's cell.
  private static func isAbout(_ place: String, _ column: String) -> Bool {
    guard place.hasPrefix(column) else { return false }
    let next = place.dropFirst(column.count).first
    return next == nil || next == "." || next == "["
  }
}
