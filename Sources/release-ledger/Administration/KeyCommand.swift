internal import ArgumentParser
internal import LedgerStore
internal import TransparencyLog

/// `release-ledger key`: the keys that sign checkpoints.
struct KeyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "key",
    abstract: "Make the key that signs checkpoints, and show its public part.",
    subcommands: [Generate.self, Show.self]
  )

  struct Generate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Make a new Ed25519 key in a file that only you can read, and print its public part.",
      discussion: "Give the public part to whoever checks the log, and keep the file away from the database."
    )

    @OptionGroup var keyOptions: KeyOptions
    @OptionGroup var ledgerOptions: LedgerOptions

    func run() async throws {
      let path = try keyOptions.path()
      guard !Files.exists(path) else {
        throw Failure("\(path) is there already; keep it, or name another file with --key", code: .badData)
      }
      let origin = try await ledgerOptions.withLedger { try await $0.head().origin }
      let signer = try NoteSigner.generate(name: origin)
      if let slash = path.lastIndex(of: "/") { try Files.makeFolder(String(path[..<slash])) }
      try Files.write((signer.privateKeyText + "\n").utf8, to: path, mode: 0o600)
      Terminal.writeError("the private key is in \(path)")
      Terminal.write(signer.verifier.description)
    }
  }

  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Print the public part of the key.")

    @OptionGroup var keyOptions: KeyOptions

    func run() throws {
      Terminal.write(try keyOptions.signer().verifier.description)
    }
  }
}

/// Where the signing key is.
struct KeyOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The file of the private key that signs checkpoints; ~/.config/release-ledger/checkpoint.key unless given.",
      valueName: "file"
    )
  )
  var key: String?

  func path() throws -> String {
    try EnvironmentVariables.value(of: "key", given: key) ?? Folders.configuration() + "/checkpoint.key"
  }

  func signer() throws -> NoteSigner {
    let path = try path()
    guard Files.exists(path) else {
      throw Failure("there is no key in \(path); make one by `release-ledger key generate`", code: .badData)
    }
    let text = String(decoding: try Files.read(path), as: UTF8.self)
    do {
      return try NoteSigner(text.split(separator: "\n").first.map(String.init) ?? "")
    } catch {
      throw Failure("\(path): \(error)", code: .badData)
    }
  }
}
