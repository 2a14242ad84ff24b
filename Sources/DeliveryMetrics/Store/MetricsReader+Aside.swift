internal import Postgres

extension MetricsReader {
  /// What `body` reads on another connection while this one is at work; `nil` where there is none to be had, or where
  /// it knows less of the log: of several hosts another may have taken it in.
  ///
  /// The two need no snapshot in common. Whatever is asked about a size of the log has the same answer in every snapshot
  /// in which so much is noted: rows count by their sequence numbers, and so does what supersedes them. What has none
  /// (names, and which versions are scattered and which commits repeated) changes how rows are found, not which.
  func aside<Result: Sendable>(
    _ size: Int64,
    _ body: @Sendable (PostgresConnection) async throws -> Result
  ) async throws -> Result? {
    guard let other = try? await another?() else { return nil }
    let result: Result?
    do {
      let reader = MetricsReader(other)
      result = try await reader.isolated {
        guard try await reader.noted() >= size else { return nil }
        return try await body(other)
      }
    } catch {
      await other.close()
      throw error
    }
    await other.close()
    return result
  }
}
