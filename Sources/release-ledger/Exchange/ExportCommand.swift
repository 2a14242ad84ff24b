internal import ArgumentParser
internal import LedgerStore
internal import ReleaseRecords

/// `release-ledger export`: the records for other programs.
struct ExportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write records as JSON lines or CSV.",
    subcommands: [ExportLines.self]
  )
}

/// `export jsonl`.
struct ExportLines: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "jsonl",
    abstract: "Write records as JSON lines, in the form in which they are recorded."
  )

  @OptionGroup(title: "Which records") var filter: RecordFilter
  @OptionGroup(title: "Ledger") var ledgerOptions: LedgerOptions

  func run() async throws {
    let query = try filter.query()
    try await ledgerOptions.withLedger { ledger in
      let progress = ProgressBar("exporting", totalItems: Int(try await ledger.head().size))
      var count = 0
      try await ledger.forEachRecord(query) { record in
        Terminal.write(CanonicalJSON.string(record.json))
        count += 1
        if count % 1000 == 0 { progress.update(items: count) }
      }
      progress.finish()
    }
  }
}
