internal import ArgumentParser
internal import LedgerStore
internal import ReleaseGovernance
internal import ReleaseRecords
internal import ReleaseReports

/// `import atlas-state`.
struct ImportAtlasState: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "atlas-state",
    abstract: "Record what a release state document of Atlas says, or with --configuration a release configuration."
  )

  @Argument(help: "The document; - is standard input.")
  var file: String

  @Option(help: "The service that it is about.")
  var service: String

  @Option(help: "The commit that is released, in full: the document does not have it.")
  var commit: String?

  @Option(
    help: ArgumentHelp("An artifact's digest, as name=sha256:…; once for each artifact.", valueName: "name=digest")
  )
  var digest: [String] = []

  @Flag(help: "The document is a release configuration.")
  var configuration = false

  @OptionGroup(title: "Ledger") var ledgerOptions: LedgerOptions

  func run() async throws {
    let bytes = try Files.read(file)
    let digests = try digest.map { pair in
      let parts = pair.split(separator: "=", maxSplits: 1).map(String.init)
      guard parts.count == 2 else {
        throw Failure("--digest \(Terminal.safe(pair)) is not name=sha256:…", code: .usage)
      }
      return (parts[0], parts[1])
    }
    try await ledgerOptions.withLedger { ledger in
      let records: [Record]
      if configuration {
        let evidence = try await Governance(ledger).evidence(service: service, size: ledger.head().size)
        records = try AtlasConfiguration(parsing: bytes).records(service: service, replacing: evidence.records)
      } else {
        guard let commit else {
          throw Failure("--commit is missing: the document does not say what was released", code: .usage)
        }
        records = try AtlasState(parsing: bytes)
          .records(service: service, commit: commit, digests: Dictionary(digests) { first, _ in first })
      }
      let receipts = try await ledger.append(records)
      for (receipt, record) in zip(receipts, records) { Terminal.write(ReceiptFormat.table.text(receipt, record)) }
    }
  }
}

/// `export atlas-state`.
struct ExportAtlasState: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "atlas-state",
    abstract: "Write a release's state as Atlas keeps it, or with --configuration the release configuration."
  )

  @Option(help: "The service.")
  var service: String

  @Option(name: .customLong("version"), help: "The version.")
  var version: String?

  @Flag(help: "Write the release configuration.")
  var configuration = false

  @OptionGroup(title: "Ledger") var ledgerOptions: LedgerOptions

  func run() async throws {
    try await ledgerOptions.withLedger { ledger in
      let size = try await ledger.head().size
      let evidence = try await Governance(ledger).evidence(service: service, size: size)
      if configuration {
        return Terminal.write(raw: try AtlasConfiguration(of: service, in: evidence.records).document)
      }
      guard let version = version.flatMap({ SemanticVersion($0) }) else {
        throw Failure("--version is missing, or no version as SemVer 2.0.0 has it", code: .usage)
      }
      let records = RecordsOfRelease(of: service, version, in: evidence.records, logSize: size)
      Terminal.write(raw: try AtlasState(of: records).document)
    }
  }
}
