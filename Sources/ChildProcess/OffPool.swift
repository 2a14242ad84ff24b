internal import Dispatch

/// Runs blocking work on a thread that Swift's cooperative pool does not count on.
package func offPool<Result: Sendable>(_ work: @escaping @Sendable () throws -> Result) async throws -> Result {
  try await withCheckedThrowingContinuation { continuation in
    DispatchQueue.global(qos: .userInitiated).async {
      continuation.resume(with: Swift.Result(catching: work))
    }
  }
}
