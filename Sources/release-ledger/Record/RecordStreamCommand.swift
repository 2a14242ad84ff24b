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

  /// What follows `record` and is no kind: this command is the one that is meant where no other is named.
  @Argument(parsing: .allUnrecognized, help: .hidden)
  var others: [String] = []

  func run() async throws {
    if let other = others.first { throw Self.unknown(other) }
    guard let file = try EnvironmentVariables.value(of: "file", given: file) else {
      throw Failure(
        "what is to be recorded? Name a kind, or a file of JSON lines with --file; see `release-ledger record --help`",
        code: .usage
      )
    }
    try await LineImport(path: file, policy: keepGoing.map { .setAside($0) } ?? .refuseWhole).run(ledgerOptions)
  }

  private static func unknown(_ word: String) -> Failure {
    guard !word.hasPrefix("-") else {
      return Failure(
        "--file takes no \(Terminal.safe(word)); a kind's fields come after the kind: see `release-ledger record --help`",
        code: .usage
      )
    }
    let kinds = RecordCommand.configuration.subcommands.compactMap { $0.configuration.commandName }
    let hint = NearestName.suggestion(for: word, among: kinds)
    return Failure(
      "there is no kind '\(Terminal.safe(word))' to record\(hint)\nsee `release-ledger record --help`",
      code: .usage
    )
  }
}
