package import Postgres

extension Ledger {
  /// Makes a connection to the same database beside the ledger's own. Who asks closes it.
  package nonisolated func connectAnother() async throws -> PostgresConnection {
    try await Self.translatingErrors { try await PostgresConnection.connect(configuration) }
  }

  /// Opens the same ledger over a connection of its own, compared with the same memory before anything is appended.
  package func another() async throws -> Ledger {
    try await Ledger.open(configuration, memory: memory)
  }

  /// Lends the same ledger over connections of their own, for work that goes on side by side.
  ///
  /// - Parameter count: how many of them.
  package func withOthers<Result: Sendable>(
    _ count: Int,
    isolation: isolated (any Actor)? = #isolation,
    _ body: ([Ledger]) async throws -> Result
  ) async throws -> Result {
    var others: [Ledger] = []
    for _ in 0..<count { others.append(try await another()) }
    let result = try await body(others)
    for other in others { await other.close() }
    return result
  }
}
