internal import ArgumentParser
internal import Evidence
internal import LedgerStore
internal import ReleaseRecords

/// `import csv`.
struct ImportCSV: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "csv",
    abstract: "Record the rows of a CSV file (RFC 4180), whose header names the fields.",
    discussion: """
        kind,service,version,occurred_at,data.gate,data.outcome,text.note
        gate,checkout,1.4.0,2026-11-21T07:00:00Z,unit-tests,passed,

      Rows are checked before the first is sent: where one is broken none is taken, or with --keep-going the good ones. A \
      row without a key is known by its content afterwards, so that a file may be given again.
      """
  )

  @Argument(help: "The file; - is standard input.")
  var file: String

  @Flag(help: "Take the good rows, and list the others with their faults on standard error.")
  var keepGoing = false

  @OptionGroup(title: "Ledger") var ledgerOptions: LedgerOptions

  func run() async throws {
    let source = try file == "-" ? TemporaryFile.standardInput() : TemporaryFile(keeping: file)
    let (faults, count) = try check(source.path)
    if count > 0, !keepGoing {
      throw Failure(
        (faults.prefix(20) + ["\(count) faults in all; nothing was recorded"]).joined(separator: "\n"),
        code: .badData
      )
    }
    try await ledgerOptions.withLedger { ledger in
      let progress = ProgressBar("recording", totalBytes: Files.size(source.path))
      var sender = BatchSender(ledger: ledger)
      let rows = try CSVRows(source.path)
      while let page = try rows.next() {
        for case .success(var record) in page {
          record.key = try record.key ?? LineKey.key(of: record)
          sender.add(record)
        }
        if sender.isFull {
          try await sender.send()
          progress.update(bytes: rows.bytesRead, items: sender.sent)
        }
      }
      try await sender.finish()
      progress.finish()
      Terminal.writeError("recorded \(sender.sent - sender.repeated); \(sender.repeated) were there already")
    }
    guard count == 0 else {
      throw Failure((faults + ["\(count) faults; those rows were left out"]).joined(separator: "\n"), code: .badData)
    }
  }

  /// Goes through all rows without sending any, and returns the first of what is wrong with them, and how much there is.
  private func check(_ path: String) throws -> (faults: [String], count: Int) {
    let rows = try CSVRows(path)
    var (faults, count): ([String], Int) = ([], 0)
    while let page = try rows.next() {
      for case .failure(let error) in page {
        count += error.problems.count
        if faults.count < Self.shownFaults { faults += error.problems.map { "\(file), \($0)" } }
      }
    }
    return (faults, count)
  }

  private static let shownFaults = 10_000
}

/// The rows of a CSV file, a piece of the file at a time.
final class CSVRows {
  private(set) var bytesRead = 0
  private let bytes: ByteReader
  private var reader = RecordCSVReader(validator: RecordValidator(now: .now))
  private var isAtEnd = false

  init(_ path: String) throws {
    bytes = try ByteReader(path)
  }

  /// The rows of the next piece, of which there may be none; nil at the end.
  func next() throws -> [Result<Record, RecordCSVReader.RowError>]? {
    guard !isAtEnd else { return nil }
    var rows: [Result<Record, RecordCSVReader.RowError>] = []
    do {
      if let piece = try bytes.next() {
        bytesRead += piece.count
        try piece.withUnsafeBytes { try reader.consume($0) { rows.append($0) } }
      } else {
        isAtEnd = true
        try reader.finish { rows.append($0) }
      }
    } catch let error as CSVError {
      throw Failure("\(bytes.name), \(error)", code: .badData)
    }
    return rows
  }
}
