extension Ledger {
  /// Lends the same ledger over a connection of its own, for work in a transaction beside what goes on here.
  package func withAnother<Result: Sendable>(
    isolation: isolated (any Actor)? = #isolation,
    _ body: (Ledger) async throws -> Result
  ) async throws -> Result {
    let another = try await Ledger.open(configuration)
    let result = try await body(another)
    await another.close()
    return result
  }
}
