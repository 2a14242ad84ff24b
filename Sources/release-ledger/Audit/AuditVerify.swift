internal import ArgumentParser
internal import LedgerStore
internal import TransparencyLog

/// `audit verify`.
struct AuditVerify: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract:
      "Check every record, the tree over them and the tables made from them. Exits with 11 when something is wrong.",
    discussion: """
      What the database holds can be consistent and still another history than it once was. Only a checkpoint kept \
      elsewhere shows that: give those you have with --checkpoint, and the log's public key with --verifier.
      """
  )

  @Option(help: ArgumentHelp("A checkpoint kept from earlier; may be given more than once.", valueName: "file"))
  var checkpoint: [String] = []

  @Option(
    help: ArgumentHelp(
      "The log's public key, or a file with it; the checkpoints' signatures are checked with it.",
      valueName: "key"
    )
  )
  var verifier: String?

  @OptionGroup(title: "Ledger") var ledgerOptions: LedgerOptions

  func run() async throws {
    let verifier = try EnvironmentVariables.value(of: "verifier", given: verifier).map {
      try CheckpointFile.verifier($0)
    }
    // Not as a writer: what this machine remembers is no reason to stop here, it is one of the things to check.
    let ledger = try await Ledger.open(ledgerOptions.configuration())
    let origin = try await ledger.head().origin
    var expected: [ExpectedRoot] = []
    if let seen = try LedgerOptions.memory()?.remembered(origin: origin) {
      expected.append(ExpectedRoot(seen, source: "what this machine remembers"))
    }
    for path in checkpoint {
      let signed = try CheckpointFile.read(path)
      guard signed.checkpoint.origin == origin else {
        throw Failure(
          "\(path) is a checkpoint of \(Terminal.safe(signed.checkpoint.origin)), and the log is \(Terminal.safe(origin))",
          code: .verificationFailed
        )
      }
      if let verifier { try check(signed, from: path, origin, verifier) }
      expected.append(ExpectedRoot(signed.checkpoint, source: path))
    }
    let progress = ProgressBar("verifying", totalItems: Int(try await ledger.head().size))
    let verification = try await ledger.verify(checkpoints: expected, verifier: verifier) { progress.update(items: $0) }
    progress.finish()
    await ledger.close()
    for finding in verification.findings { Terminal.write(Terminal.red("✗ ") + Terminal.safe(finding.description)) }
    if verification.furtherFindingCount > 0 {
      Terminal.write("… and \(verification.furtherFindingCount) more")
    }
    guard verification.findings.isEmpty else {
      let count = verification.findings.count + verification.furtherFindingCount
      throw Failure(
        "the ledger is not what was recorded: \(count) finding\(count == 1 ? "" : "s")",
        code: .verificationFailed
      )
    }
    Terminal.write(
      Terminal.green("✓ ")
        + "\(verification.size) records of \(Terminal.safe(origin)), root \(verification.root?.base64 ?? "unknown")"
    )
    for line in verification.checks { Terminal.write("  \(Terminal.safe(line))") }
  }

  private func check(
    _ signed: SignedCheckpoint,
    from path: String,
    _ origin: String,
    _ verifier: NoteVerifier
  ) throws(Failure) {
    do throws(NoteError) {
      try signed.verify(origin: origin, verifiers: [verifier])
    } catch {
      throw Failure("\(path): \(error)", code: .verificationFailed)
    }
  }
}
