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
  var file: String?

  @Option(
    help: ArgumentHelp("Take the good lines, and write the others with their faults to this file.", valueName: "file")
  )
  var keepGoing: String?

  @OptionGroup(title: "Ledger") var ledgerOptions: LedgerOptions

  // The command of whoever names no kind, or none that there is.
  @Argument(parsing: .allUnrecognized, help: .hidden)
  var others: [String] = []

  func run() async throws {
    if let other = others.first {
      let hint = NearestName.nearest(to: other, among: RecordKind.allCases.map(\.rawValue)).map {
        "; did you mean '\($0)'?"
      }
      throw Failure(
        "there is no record kind '\(other)'\(hint ?? "; `release-ledger record --help` lists them")",
        code: .usage
      )
    }
    guard let file = try EnvironmentVariables.value(of: "file", given: file) else {
      throw Failure("name a kind, such as `release-ledger record gate`, or a file with --file", code: .usage)
    }
    try await LineImport(path: file, policy: keepGoing.map { .setAside($0) } ?? .refuseWhole).run(ledgerOptions)
  }
}
