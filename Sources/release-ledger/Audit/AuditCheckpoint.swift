internal import ArgumentParser
internal import LedgerStore
internal import TransparencyLog

/// `audit checkpoint`.
struct AuditCheckpoint: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "checkpoint",
    abstract: "Sign where the log stands, and print the checkpoint (a C2SP signed note).",
    discussion: """
      Keep checkpoints where the database's administrators cannot change them: with your auditor, in your ticket, in \
      another team's storage. `audit verify --checkpoint FILE` then shows any later change of what they cover.
      """
  )

  @OptionGroup var keyOptions: KeyOptions

  @Option(name: .shortAndLong, help: ArgumentHelp("Write it to a file.", valueName: "file"))
  var output: String?

  @OptionGroup(title: "Ledger") var ledgerOptions: LedgerOptions

  func run() async throws {
    let signer = try keyOptions.signer()
    let signed = try await ledgerOptions.withLedger { try await $0.signCheckpoint(signer) }
    if let output {
      try Files.write(signed.description.utf8, to: output)
    } else {
      Terminal.write(raw: signed.description)
    }
  }
}
