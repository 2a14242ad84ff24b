internal import ArgumentParser
internal import LedgerStore
internal import PrivateServer

/// `release-ledger local`: the private server.
struct LocalCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "local",
    abstract: "Start, stop and look at the private PostgreSQL server, which otherwise starts by itself.",
    subcommands: [Start.self, Stop.self, Status.self, Address.self]
  )

  struct Start: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Start the server, and make the ledger unless it is there."
    )

    @OptionGroup var ledgerOptions: LedgerOptions

    func run() async throws {
      let server = try ledgerOptions.privateServer()
      _ = try await LocalLedger.start(server)
      Terminal.write("running in \(server.folder)")
      Terminal.write("connect with: psql '\(LocalLedger.url(server))'")
    }
  }

  struct Stop: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Stop the server; what is recorded stays.")

    @OptionGroup var ledgerOptions: LedgerOptions

    func run() async throws {
      try await ledgerOptions.privateServer().stop()
      Terminal.write("stopped")
    }
  }

  struct Status: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Say whether the server runs, and how much is recorded. Exits with 69 when it does not run."
    )

    @OptionGroup var ledgerOptions: LedgerOptions

    func run() async throws {
      let server = try ledgerOptions.privateServer()
      switch server.status() {
      case .running(let processID):
        Terminal.write("running as process \(processID) in \(server.folder)")
        try await ledgerOptions.withLedger { ledger in
          let head = try await ledger.head()
          Terminal.write("log \(head.origin) with \(head.size) records")
        }
      case .starting(let processID):
        throw Failure("starting as process \(processID) in \(server.folder)", code: .unavailable)
      case .stopped:
        throw Failure("stopped; its data is in \(server.folder)", code: .unavailable)
      case .absent:
        throw Failure("there is none yet; it would be made in \(server.folder)", code: .unavailable)
      }
    }
  }

  struct Address: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "url",
      abstract: "Print the URL by which psql and other programs reach the ledger."
    )

    @OptionGroup var ledgerOptions: LedgerOptions

    func run() async throws {
      let server = try ledgerOptions.privateServer()
      _ = try await LocalLedger.start(server)
      Terminal.write(LocalLedger.url(server))
    }
  }
}
