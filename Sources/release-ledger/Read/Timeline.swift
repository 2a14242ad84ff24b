internal import LedgerStore
internal import ReleaseRecords

/// Prints records in the order in which they happened.
struct Timeline {
  let title: String
  let format: RecordFormat

  func print(_ query: RecordQuery, in ledger: Ledger) async throws {
    var records: [LedgerRecord] = []
    try await ledger.forEachRecord(query) { records.append($0) }
    try await print(records, in: ledger)
  }

  /// Prints the records of these kinds that have an id in one of these fields, of a service or of all.
  func print(naming id: String, of service: String?, in fields: [String], kinds: [RecordKind], _ ledger: Ledger)
    async throws
  {
    var query = RecordQuery()
    query.service = service
    query.kinds = kinds
    query.naming = RecordQuery.Naming(id, in: fields)
    try await print(query, in: ledger)
  }

  func print(_ records: [LedgerRecord], in ledger: Ledger) async throws {
    guard !records.isEmpty else {
      throw Failure("nothing is recorded of \(title); `release-ledger log` lists what is", code: .badData)
    }
    let summary = try await RecordSummary(records, in: ledger)
    let ordered = records.sorted { ($0.effectiveAt, $0.sequence) < ($1.effectiveAt, $1.sequence) }
    guard format == .table else {
      for record in ordered { Terminal.write(format.line(record, summary)) }
      return
    }
    Terminal.write(Terminal.bold(Terminal.safe(title)) + "  \(records.count) record\(records.count == 1 ? "" : "s")")
    let isOfSeveral = Set(records.compactMap(\.record.service)).count > 1
    var day: CalendarDate?
    for entry in ordered {
      if entry.effectiveAt.date != day {
        day = entry.effectiveAt.date
        Terminal.write("\n\(Terminal.dim(String(entry.effectiveAt.description.prefix(10)))) (UTC)")
      }
      let time = entry.effectiveAt.toSeconds.dropFirst(11).dropLast()
      let place = entry.record.environment.map { " in \(Terminal.safe($0))" } ?? ""
      let service = isOfSeveral ? entry.record.service.map { " of \(Terminal.safe($0))" } ?? "" : ""
      Terminal.write(
        "  \(time)  \(Terminal.bold(entry.record.kind.rawValue))\(service)\(place): \(summary.line(entry.record))"
          + Terminal.dim("  [\(entry.sequence)]")
      )
      for (name, words) in entry.record.text.sorted(by: { $0.key < $1.key }) {
        Terminal.write("            \(name): \(Terminal.safe(words))")
      }
      for name in entry.undisclosedText { Terminal.write("            \(name): \(Terminal.dim("(erased)"))") }
    }
  }
}
