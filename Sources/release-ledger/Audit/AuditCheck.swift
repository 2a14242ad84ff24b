internal import ArgumentParser
internal import TransparencyLog

/// `audit check`: needs no database.
struct AuditCheck: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Check a proof against a record's bytes and the log's public key, without any database.",
    discussion: """
        release-ledger show record 42 --leaf > 42.json
        release-ledger audit prove 42 --output 42.tlog-proof
        release-ledger audit check 42.tlog-proof --leaf 42.json --verifier log.pub
      """
  )

  @Argument(help: "The proof's file.")
  var proof: String

  @Option(help: ArgumentHelp("The file with the record's exact bytes.", valueName: "file"))
  var leaf: String

  @Option(help: ArgumentHelp("The log's public key, or a file with it.", valueName: "key"))
  var verifier: String

  func run() throws {
    let verifier = try CheckpointFile.verifier(verifier)
    let receipt: TransparencyLogProof
    do {
      receipt = try TransparencyLogProof(parsing: try Files.read(proof))
    } catch let error as MalformedInput {
      throw Failure("\(proof): \(error)", code: .badData)
    }
    let checkpoint = try receipt.verify(
      leafHash: .leaf(try Files.read(leaf)),
      origin: verifier.key.name,
      verifiers: [verifier]
    )
    Terminal.write(
      "the record is number \(receipt.index) of the \(checkpoint.size) that \(Terminal.safe(checkpoint.origin)) had"
    )
  }
}
