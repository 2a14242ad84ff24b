internal import ArgumentParser
internal import Crypto
internal import LedgerStore
internal import ReleaseRecords
internal import ReleaseReports
internal import Reporting
internal import TransparencyLog

/// How a report is made and where it goes.
struct ReportOptions: ParsableArguments {
  @Option(help: "The form: \(ReportFormat.allCases.map(\.rawValue).joined(separator: ", ")).")
  var format = ReportFormat.table

  @Option(name: .shortAndLong, help: ArgumentHelp("Write it to a file.", valueName: "file"))
  var output: String?

  @Option(help: ArgumentHelp("Report what the log said when it had this many records.", valueName: "size"))
  var asOf: Int64?

  @Option(
    help: ArgumentHelp("With --format csv: which of the report's tables; the first unless given.", valueName: "name")
  )
  var table: String?

  @Flag(help: "With --format csv: leave values as they are, even those that a spreadsheet would take for formulas.")
  var raw = false

  /// The size of the log that the report is about.
  func size(_ ledger: Ledger) async throws -> Int64 {
    let size = try await ledger.head().size
    guard let asOf else { return size }
    guard (0...size).contains(asOf) else {
      throw Failure("--as-of \(asOf): the log has \(size) records", code: .usage)
    }
    return asOf
  }

  /// What the report is made from.
  func provenance(_ ledger: Ledger, size: Int64) async throws -> Report.Provenance {
    let head = try await ledger.head()
    let checkpoint = try await ledger.publishedCheckpoints().last { $0.checkpoint.size == Int(size) }
    let root = try await ledger.root(size: size)
    return Report.Provenance(
      producer: "release-ledger \(Version.text)",
      timeZone: "UTC",
      log: Report.LogPosition(
        origin: head.origin,
        size: size,
        rootHash: root.base64,
        checkpoint: checkpoint?.description
      ),
      queries: [],
      controlTotals: []
    )
  }

  /// What a report on releases rests on.
  func basis(_ ledger: Ledger) async throws -> ReportBasis {
    let size = try await size(ledger)
    let provenance = try await provenance(ledger, size: size)
    return ReportBasis(producer: provenance.producer, log: provenance.log, at: try await time(ledger, size: size))
  }

  /// When the report is of: now; or, of an earlier state, when its last record was recorded, so that the report is the same
  /// whenever it is made again.
  func time(_ ledger: Ledger, size: Int64) async throws -> Timestamp {
    asOf == nil ? .now : try await ledger.recordedAt(size: size) ?? .now
  }

  /// Where a period ends that has this as its last instant: its end does not belong to it.
  static func end(after last: Timestamp) -> Timestamp { last + .microseconds(1) }

  /// Writes a report, with the digest of its content.
  func write(_ report: Report) throws {
    let sealed = report.sealed { Array(SHA256.hash(data: $0)) }
    try write(text: format.text(sealed, table: table, isRaw: raw, isOnTerminal: output == nil))
  }

  /// Writes a report, or a document in its place.
  func write(_ report: Report, or document: String?) throws {
    if let document { try write(text: document) } else { try write(report) }
  }

  /// Writes a text to where the report goes.
  func write(text: String) throws {
    if let output {
      try Files.write(text.utf8, to: output)
      Terminal.writeError("written to \(output)")
    } else {
      Terminal.write(raw: text)
    }
  }
}
