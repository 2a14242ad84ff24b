/// What the server still owes a pipeline, in the order it will come.
struct PipelineQueue {
  enum Expected {
    /// A statement's preparation, which the statement that follows depends on.
    case preparation(StatementCache.Key)
    case statement(PipelinedResult.Slot, StatementCache.Key)
    case synchronization
  }

  private var expected: [Expected] = []
  private var head = 0
  /// What the results since the last end of a statement brought.
  var outcome: Result<QueryResult, PostgresError>?
  /// The failure that made the server pass over what came after it.
  var cause: ServerError?
  /// Why the last preparation failed, for the statement it was made for.
  var preparationFailure: PostgresError?

  var isEmpty: Bool { head == expected.count }

  mutating func append(_ next: Expected) { expected.append(next) }

  mutating func takeFirst() -> Expected? {
    guard head < expected.count else { return nil }
    defer {
      head += 1
      if head == expected.count {
        expected.removeAll(keepingCapacity: true)
        head = 0
      }
    }
    return expected[head]
  }
}
