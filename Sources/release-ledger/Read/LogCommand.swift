internal import ArgumentParser
internal import LedgerStore
internal import ReleaseRecords

/// `release-ledger log`: the records as they came.
struct LogCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "log",
    abstract: "List records in the order in which they were recorded.",
    discussion: """
        release-ledger log --service checkout --kind deployment --from 2026-01-01
        release-ledger log --follow --format json
      """
  )

  @OptionGroup(title: "Which records") var filter: RecordFilter

  @Option(help: "Only the last N records.")
  var last: Int?

  @Flag(help: "Go on with records as they come, until interrupted, also when the database was away for a while.")
  var follow = false

  @Option(
    help:
      "How records are printed: \(RecordFormat.allCases.map(\.rawValue).joined(separator: ", ")); json is one object a line."
  )
  var format = RecordFormat.table

  @OptionGroup(title: "Ledger") var ledgerOptions: LedgerOptions

  func validate() throws {
    if let last, last < 1 { throw ValidationError("--last takes a number from 1.") }
  }

  func run() async throws {
    var query = try filter.query()
    try await ledgerOptions.withLedger { ledger in
      if let last {
        let records = try await ledger.records(query, limit: last, isLast: true)
        try await print(records, in: ledger)
        if let sequence = records.last?.sequence { query.sequences = sequence + 1..<Int64.max }
        guard follow else { return sayWhereNone(query) }
      }
      var isAway = false
      while true {
        do {
          if isAway { try await compare(query, with: ledger.head()) }
          isAway = false
          let page = try await ledger.records(query)
          try await print(page, in: ledger)
          if let sequence = page.last?.sequence { query.sequences = sequence + 1..<Int64.max }
          guard page.isEmpty else { continue }
          guard follow else { return sayWhereNone(query) }
          Terminal.flush()
        } catch LedgerError.unavailable(let problem, _) where follow {
          if !isAway { Terminal.writeError("warning: \(problem); waiting for it to come back") }
          isAway = true
        }
        try await Task.sleep(for: .milliseconds(500))
      }
    }
  }

  /// - Parameter query: what is left to print.
  private func sayWhereNone(_ query: RecordQuery) {
    if query.sequences.lowerBound == 0 { Terminal.writeError("no record fits") }
  }

  /// Refuses to follow a log that is shorter than what was printed of it.
  private func compare(_ query: RecordQuery, with head: Head) throws {
    let printed = query.sequences.lowerBound
    guard head.size >= printed else { throw LedgerError.forked(.shortened(seen: printed, found: head.size)) }
  }

  private func print(_ records: [LedgerRecord], in ledger: Ledger) async throws {
    guard !records.isEmpty else { return }
    let summary = try await RecordSummary(records, in: ledger)
    for record in records { Terminal.write(format.line(record, summary)) }
  }
}
