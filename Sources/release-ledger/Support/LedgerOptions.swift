internal import ArgumentParser
internal import Glibc
internal import LedgerStore
internal import Postgres
internal import PrivateServer

/// Which ledger is meant.
struct LedgerOptions: ParsableArguments {
  @Option(
    name: .customLong("database-url"),
    help: ArgumentHelp(
      "The PostgreSQL database, as a libpq URL or keywords; its private server unless given.",
      discussion: "Put a password into PGPASSWORD or a passfile, not here: others see the arguments of a program.",
      valueName: "url"
    )
  )
  var databaseURL: String?

  @Option(
    help: ArgumentHelp(
      "Where the private server keeps its data; ~/.local/share/release-ledger/postgresql unless given, and for root "
        + "/var/lib/release-ledger/postgresql.",
      valueName: "folder"
    )
  )
  var dataFolder: String?

  @Flag(help: "Say on standard error what is done, and what was detected.")
  var verbose = false

  /// The private server; nil where a database is named.
  func server() throws -> PrivateServer? {
    let url = try EnvironmentVariables.value(of: "database-url", given: databaseURL)
    return url == nil ? try privateServer() : nil
  }

  func privateServer() throws -> PrivateServer {
    let folder = try EnvironmentVariables.value(of: "data-folder", given: dataFolder) ?? Folders.data()
    return PrivateServer(folder: folder)
  }

  /// How to connect. Starts the private server where no database is named.
  func configuration() async throws -> ConnectionConfiguration {
    var configuration: ConnectionConfiguration
    if let url = try EnvironmentVariables.value(of: "database-url", given: databaseURL) {
      configuration = try ConnectionConfiguration(url)
    } else {
      let server = try privateServer()
      if verbose { Terminal.writeError("private server in \(server.folder)") }
      configuration = try await LocalLedger.start(server)
    }
    if configuration["application_name"] == nil { configuration["application_name"] = "release-ledger" }
    return configuration
  }

  /// What this machine remembers of logs; `nil` where it has no home to keep it in.
  static func memory() throws -> HeadMemory? { try Folders.state().map { HeadMemory(folder: $0 + "/heads") } }

  /// Opens the ledger.
  func open() async throws -> Ledger {
    let memory = try Self.memory()
    guard let server = try server() else { return try await Ledger.open(configuration(), memory: memory) }
    if verbose { Terminal.writeError("private server in \(server.folder)") }
    return try await LocalLedger.open(server, memory: memory)
  }

  /// Lends the ledger, and notes where its log stands afterwards.
  func withLedger<Result>(_ body: (Ledger) async throws -> Result) async throws -> Result {
    let ledger = try await open()
    let result = try await body(ledger)
    await ledger.rememberHead()
    if let problem = await ledger.memoryProblem {
      let hint = try Self.memory() == nil ? "; set HOME" : ""
      Terminal.writeError(
        "warning: a log that is shortened or rewritten will not be noticed from here: \(problem)\(hint)"
      )
    }
    await ledger.close()
    return result
  }
}
