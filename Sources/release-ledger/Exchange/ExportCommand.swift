internal import ArgumentParser
internal import LedgerStore
internal import ReleaseRecords

/// `release-ledger export`: the records for other programs.
struct ExportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write records as JSON lines or CSV.",
    subcommands: [ExportLines.self, ExportCSV.self, ExportAtlasState.self]
  )
}

/// `export jsonl`.
struct ExportLines: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "jsonl",
    abstract: "Write records as JSON lines, in the form in which `import jsonl` takes them.",
    discussion: "People stand by their names as far as you may see them. `log --format json` has what the ledger added."
  )

  @OptionGroup(title: "Which records") var filter: RecordFilter
  @OptionGroup(title: "Ledger") var ledgerOptions: LedgerOptions

  func run() async throws {
    let query = try filter.query()
    try await ledgerOptions.withLedger { ledger in
      let progress = ProgressBar("exporting", totalItems: Int(try await ledger.head().size))
      var count = 0
      try await ledger.forEachPage(query) { page in
        let summary = try await RecordSummary(page, in: ledger)
        for entry in page where entry.record.kind != .person {
          Terminal.write(CanonicalJSON.string(entry.record.mappingPeople { summary.people[$0] ?? $0 }.json))
        }
        count += page.count
        progress.update(items: count)
      }
      progress.finish()
    }
  }
}
