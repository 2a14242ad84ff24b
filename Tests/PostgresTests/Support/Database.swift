import Postgres
import PostgresTestServer

/// What the tests of this folder share.
enum Database {
  /// A connection to the shared server, for tests that write to temporary tables at most.
  nonisolated(nonsending) static func connection(
    _ configure: (inout ConnectionConfiguration) throws -> Void = { _ in }
  ) async throws -> PostgresConnection {
    var configuration = try ConnectionConfiguration(try await TestServer.shared().url())
    try configure(&configuration)
    return try await PostgresConnection.connect(configuration)
  }

  /// Lends a connection to the shared server, and closes it.
  nonisolated(nonsending) static func withConnection<T>(
    _ configure: (inout ConnectionConfiguration) throws -> Void = { _ in },
    _ body: nonisolated(nonsending) (PostgresConnection) async throws -> T
  ) async throws -> T {
    let connection = try await connection(configure)
    do {
      let result = try await body(connection)
      await connection.close()
      return result
    } catch {
      await connection.close()
      throw error
    }
  }
}

/// The ``PostgresError`` that `body` throws; nil when it returns or throws something else.
nonisolated(nonsending) func failure<T>(of body: nonisolated(nonsending) () async throws -> T) async -> PostgresError? {
  do {
    _ = try await body()
    return nil
  } catch {
    return error as? PostgresError
  }
}

extension PostgresError {
  /// How the connection was lost, or not made.
  var connectionFailure: ConnectionFailure? {
    if case .connection(let failure) = self { return failure }
    return nil
  }
}

/// Waits for something that another process or task brings about. Returns false when it does not within a minute.
nonisolated(nonsending) func eventually(_ condition: nonisolated(nonsending) () async throws -> Bool) async rethrows
  -> Bool
{
  for _ in 0..<6000 {
    if try await condition() { return true }
    try? await Task.sleep(for: .milliseconds(10))
  }
  return false
}
