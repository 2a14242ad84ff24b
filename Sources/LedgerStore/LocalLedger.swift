public import Postgres
public import PrivateServer

/// The ledger on a machine's private PostgreSQL server, which starts when it is needed.
public enum LocalLedger {
  /// The name of its database.
  static let database = "release_ledger"

  /// How other programs connect to the ledger: a URL for libpq.
  public static func url(_ server: PrivateServer) -> String {
    server.connectionURL(database: database)
  }

  /// Starts the server unless it runs, makes the ledger unless it is there, and returns how to connect to it.
  public static func start(_ server: PrivateServer) async throws -> ConnectionConfiguration {
    let ledger = try await open(server)
    await ledger.close()
    return ledger.configuration
  }

  /// Starts the server unless it runs, makes the ledger unless it is there, and opens it.
  ///
  /// - Parameter memory: as ``Ledger/open(_:memory:)`` takes it.
  public static func open(_ server: PrivateServer, memory: HeadMemory? = nil) async throws -> Ledger {
    try await server.start()
    var configuration = try ConnectionConfiguration(url(server))
    configuration["application_name"] = "release-ledger"
    do {
      return try await Ledger.open(configuration, memory: memory)
    } catch LedgerError.schema(.absent), LedgerError.schema(.tooOld) {
      try await Ledger.migrate(configuration)
    } catch LedgerError.database(let error) where error.sqlState == .unknownDatabase {
      try await createDatabase(server)
      try await Ledger.migrate(configuration)
    }
    return try await Ledger.open(configuration, memory: memory)
  }

  private static func createDatabase(_ server: PrivateServer) async throws {
    let connection = try await PostgresConnection.connect(try ConnectionConfiguration(server.connectionURL()))
    do {
      try await connection.execute("create database \(identifier: database)")
    } catch let error as PostgresError where error.sqlState == "42P04" || error.sqlState == .uniqueViolation {
      // Another process was quicker.
    }
    await connection.close()
  }
}
