internal import ArgumentParser
internal import LedgerStore
internal import ReleaseRecords

/// `release-ledger record --file`: JSON lines.
struct RecordStreamCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lines",
    abstract: "Record JSON lines from a file or standard input.",
    discussion: """
      Each line is a record: {"kind":"gate","service":"checkout","version":"1.4.0","data":{"gate":"lint","outcome":"passed"}}
      All of them are checked before the first is recorded, and one broken line refuses all. `schema KIND` prints what a \
      line may have.
      """
  )

  @Option(name: .shortAndLong, help: ArgumentHelp("The file; - is standard input.", valueName: "file"))
  var file: String

  @Option(
    help: ArgumentHelp("Take the good lines, and write the others with their faults to this file.", valueName: "file")
  )
  var keepGoing: String?

  @OptionGroup(title: "Ledger") var ledgerOptions: LedgerOptions

  func run() async throws {
    try await LineImport(path: file, policy: keepGoing.map { .setAside($0) } ?? .refuseWhole).run(ledgerOptions)
  }
}
