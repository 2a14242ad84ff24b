internal import ArgumentParser

/// `release-ledger import`: history in bulk.
struct ImportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Record history in bulk: from a Git repository, JSON lines or CSV.",
    subcommands: [ImportGit.self, ImportLines.self, ImportCSV.self, ImportStatusPage.self, ImportAtlasState.self]
  )
}

/// `import jsonl`.
struct ImportLines: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "jsonl",
    abstract: "Record the lines of a JSON-lines file.",
    discussion: """
      A line without a key is known by its content afterwards, so that a file may be given again: what is there already \
      is not recorded twice. `schema KIND` prints what a line may have.
      """
  )

  @Argument(help: "The file; - is standard input.")
  var file: String

  @Option(
    help: ArgumentHelp("Take the good lines, and write the others with their faults to this file.", valueName: "file")
  )
  var keepGoing: String?

  @OptionGroup(title: "Ledger") var ledgerOptions: LedgerOptions

  func run() async throws {
    try await LineImport(path: file, policy: keepGoing.map { .setAside($0) } ?? .stopAtFault).run(ledgerOptions)
  }
}
