internal import Postgres
internal import ReleaseRecords

/// The table of a record kind, as the catalogue makes it.
struct ProjectionColumns: Sendable {
  /// How a column's value becomes canonical JSON.
  enum Encoding: Sendable {
    case text, time, integer, number, boolean, words, json
  }

  struct Field: Sendable {
    let name: String
    let encoding: Encoding
  }

  let kind: RecordKind
  let table: String
  let envelope: [String]
  /// The data fields in the order of canonical JSON.
  let fields: [Field]

  init(_ kind: RecordKind) {
    let definition = Catalogue[kind]
    self.kind = kind
    table = "\(kind.rawValue)_record"
    envelope = [
      ("service", definition.service), ("version", definition.version), ("environment", definition.environment),
    ]
    .filter { $0.1 != .absent }.map(\.0)
    fields = definition.fields.map { Field(name: $0.name, encoding: Self.encoding($0.type)) }
      .sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }

  private static func encoding(_ type: FieldType) -> Encoding {
    switch type {
    case .word, .version, .commit, .digest, .uri, .oneOf, .person, .date: .text
    case .time: .time
    case .boolean: .boolean
    case .integer: .integer
    case .number: .number
    case .list(.object), .object: .json
    case .list: .words
    }
  }

  /// Reads the rows of records from `first` up to, but not including, `end`.
  func copy(first: Int64, end: Int64) -> SQL {
    var columns: SQL = "sequence, effective_at"
    for name in envelope + fields.map(\.name) { columns = "\(columns), \(identifier: name)" }
    return """
      copy (
        select \(columns) from ledger.\(identifier: table) where sequence >= \(first) and sequence < \(end)
      ) to stdout (format binary)
      """
  }
}
