/// Takes statements that are sent without waiting for the results of those before them.
public final class Pipeline {
  private let connection: PostgresConnection
  private var unsent: [PostgresConnection.PipelinedStatement] = []
  /// Those whose failure might go unseen.
  private var unchecked: [PipelinedResult.Slot] = []

  /// How many statements are collected before they are sent.
  private static let batchSize = 256

  init(connection: PostgresConnection) { self.connection = connection }

  /// Adds a statement. Its result may be asked for, or left: then only its failure is told, when the pipeline ends.
  @discardableResult
  public nonisolated(nonsending) func send(_ sql: SQL) async throws -> PipelinedResult {
    if let failure = sql.parameters.failure { throw failure }
    let slot = PipelinedResult.Slot()
    unsent.append(PostgresConnection.PipelinedStatement(sql: sql, slot: slot))
    unchecked.append(slot)
    if unsent.count >= Self.batchSize { try await flush() }
    return PipelinedResult(slot: slot, pipeline: self)
  }

  /// Waits for the results of all statements so far, and commits them unless a transaction is open.
  ///
  /// When one has failed, those that follow it up to here are passed over, and those before it, outside of a
  /// transaction, undone.
  public nonisolated(nonsending) func synchronize() async throws {
    try await flush()
    try await connection.synchronizePipeline()
    dropChecked(keeping: 0)
  }

  private nonisolated(nonsending) func flush() async throws {
    let statements = unsent
    unsent = []
    try await connection.send(statements)
    dropChecked(keeping: 4 * Self.batchSize)
  }

  /// Lets go of the results that nobody holds, so that a long pipeline does not collect them.
  private func dropChecked(keeping count: Int) {
    guard unchecked.count > count else { return }
    unchecked.removeAll { $0.isFilled && $0.unseenFailure == nil }
  }

  /// The first failure that nobody has seen.
  var unseenFailure: PostgresError? {
    unchecked.lazy.compactMap(\.unseenFailure).first
  }
}
