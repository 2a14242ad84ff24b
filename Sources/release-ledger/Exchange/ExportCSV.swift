internal import ArgumentParser
internal import Evidence
internal import LedgerStore
internal import ReleaseRecords

/// `export csv`.
struct ExportCSV: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "csv",
    abstract: "Write records of one kind as CSV (RFC 4180), a column a field.",
    discussion: """
      Values that a spreadsheet would take for a formula get an apostrophe before them; with --raw they stay as they are, \
      and `import csv` reads back what was written.
      """
  )

  @OptionGroup(title: "Which records") var filter: RecordFilter

  @Flag(help: "Write exactly the values, for programs.")
  var raw = false

  @OptionGroup(title: "Ledger") var ledgerOptions: LedgerOptions

  func validate() throws {
    guard filter.kind.count == 1 else {
      throw ValidationError("Name the kind with --kind: each has columns of its own.")
    }
  }

  func run() async throws {
    let query = try filter.query()
    guard let kind = query.kinds.first else { return }
    let definition = Catalogue[kind]
    let fields = definition.fields.map(\.name)
    let texts = definition.texts.map(\.name)
    var csv = CSVWriter(form: raw ? .raw : .spreadsheet)
    let envelope = ["kind", "service", "version", "environment", "occurred_at"]
    let added = raw ? [] : ["sequence", "recorded_at", "recorded_by"]
    csv.append(added + envelope + fields.map { "data.\($0)" } + texts.map { "text.\($0)" })
    try await ledgerOptions.withLedger { ledger in
      try await ledger.forEachRecord(query) { entry in
        let record = entry.record
        var row = raw ? [] : [String(entry.sequence), entry.recordedAt.description, entry.recordedBy]
        row += [
          kind.rawValue, record.service ?? "", record.version?.text ?? "", record.environment ?? "",
          record.occurredAt?.description ?? "",
        ]
        row += fields.map { Self.cell(record.data[$0]) } + texts.map { record.text[$0] ?? "" }
        csv.append(row)
        Terminal.write(raw: csv.text)
        csv.removeAll()
      }
      Terminal.write(raw: csv.text)
    }
  }

  private static func cell(_ value: JSONValue?) -> String {
    switch value {
    case nil: ""
    case .string(let text): text
    case let value?: CanonicalJSON.string(value)
    }
  }
}
