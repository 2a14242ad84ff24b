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
    try await server.start()
    let configuration = try ConnectionConfiguration(url(server))
    do {
      let ledger = try await Ledger.open(configuration)
      await ledger.close()
    } catch LedgerError.schema(.absent), LedgerError.schema(.tooOld) {
      try await Ledger.migrate(configuration)
    } catch LedgerError.database(let error) where error.sqlState == .unknownDatabase {
      try await createDatabase(server)
      try await Ledger.migrate(configuration)
    }
    return configuration
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
