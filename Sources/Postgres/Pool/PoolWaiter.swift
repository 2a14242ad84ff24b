/// A caller that waits for a pool's connection.
struct PoolWaiter {
  /// What a caller that waited gets.
  enum Turn: Sendable {
    case connection(PostgresConnection)
    /// The right to open one.
    case opening
  }

  let id: UInt64
  let continuation: CheckedContinuation<Turn, any Error>
  /// Ends the wait when it takes too long.
  let timer: Task<Void, Never>

  func finish(_ outcome: Result<Turn, any Error>) {
    timer.cancel()
    continuation.resume(with: outcome)
  }
}
