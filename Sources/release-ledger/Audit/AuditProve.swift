internal import ArgumentParser
internal import LedgerStore
internal import TransparencyLog

/// `audit prove`.
struct AuditProve: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "prove",
    abstract: "Print the proof that a record is in the log (a C2SP tlog-proof), to be checked without this database.",
    discussion: """
      The proof belongs to the last checkpoint that covers the record, or to a new one where the key is at hand. Together \
      with the record's bytes (`show record N --leaf`) and the log's public key it can be checked offline, by `audit check` \
      or another tool.
      """
  )

  @Argument(help: "The record's sequence number.")
  var sequence: Int64

  @OptionGroup var keyOptions: KeyOptions

  @Option(name: .shortAndLong, help: ArgumentHelp("Write it to a file.", valueName: "file"))
  var output: String?

  @OptionGroup(title: "Ledger") var ledgerOptions: LedgerOptions

  func run() async throws {
    let proof = try await ledgerOptions.withLedger { ledger in
      let origin = try await ledger.head().origin
      // The key at hand may be of another log.
      let verifier = (try? keyOptions.signer().verifier).flatMap { $0.key.name == origin ? $0 : nil }
      let published = try await ledger.publishedCheckpoints().last { published in
        let isOurs = verifier.map { (try? published.verify(origin: origin, verifiers: [$0])) != nil } ?? true
        return isOurs && published.checkpoint.size > Int(sequence)
      }
      if let published { return try await ledger.receipt(of: sequence, in: published) }
      return try await ledger.receipt(of: sequence, in: ledger.signCheckpoint(try keyOptions.signer()))
    }
    if let output {
      try Files.write(proof.description.utf8, to: output)
    } else {
      Terminal.write(raw: proof.description)
    }
  }
}
