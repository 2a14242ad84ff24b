internal import Synchronization

/// The result that a statement of a pipeline will have.
public struct PipelinedResult {
  /// Where the connection puts it.
  final class Slot: Sendable {
    private struct State {
      var outcome: Result<QueryResult, PostgresError>?
      var isSeen = false
    }

    private let state = Mutex(State())

    func fill(_ outcome: Result<QueryResult, PostgresError>) { state.withLock { $0.outcome = outcome } }

    var isFilled: Bool { state.withLock { $0.outcome != nil } }

    /// The outcome, for someone who will not overlook a failure.
    func take() -> Result<QueryResult, PostgresError>? {
      state.withLock { state in
        state.isSeen = state.outcome != nil
        return state.outcome
      }
    }

    /// The failure that nobody has seen.
    var unseenFailure: PostgresError? {
      state.withLock { state in
        if case .failure(let error) = state.outcome, !state.isSeen { return error }
        return nil
      }
    }
  }

  let slot: Slot
  let pipeline: Pipeline

  /// The statement's result. Synchronizes the pipeline when it has not come yet.
  public nonisolated(nonsending) func result() async throws -> QueryResult {
    if let outcome = slot.take() { return try outcome.get() }
    try await pipeline.synchronize()
    guard let outcome = slot.take() else { throw PostgresError.misuse("the pipeline it belongs to is closed") }
    return try outcome.get()
  }
}
