internal import CLibpq

extension PostgresConnection {
  /// Sends the statements of `body` without waiting for each one's result.
  ///
  /// ```swift
  /// let count = try await connection.pipeline { pipeline in
  ///   for name in names { try await pipeline.send("insert into service (name) values (\(name))") }
  ///   return try await pipeline.send("select count(*) from service").result()
  /// }
  /// ```
  /// All statements up to a ``Pipeline/synchronize()``, or up to the end, are one transaction unless one is open; when
  /// `body` throws they are undone, and an open transaction fails. A failure whose result nobody asked for is thrown at the end.
  public nonisolated(nonsending) func pipeline<T>(
    _ body: nonisolated(nonsending) (Pipeline) async throws -> T
  ) async throws -> T {
    try await enterPipeline()
    let pipeline = Pipeline(connection: self)
    do {
      let result = try await body(pipeline)
      try await pipeline.synchronize()
      try await leavePipeline()
      if let failure = pipeline.unseenFailure { throw failure }
      return result
    } catch {
      try? await leavePipeline(isAbandoned: true)
      throw error
    }
  }

  struct PipelinedStatement: Sendable {
    var sql: SQL
    var slot: PipelinedResult.Slot
  }

  private func enterPipeline() throws {
    try require(.idle)
    guard handle.enterPipeline() else { throw PostgresError.misuse(handle.errorText) }
    thread.endWatch()
    isPipelineInTransaction = handle.transactionStatus != PQTRANS_IDLE
    mode = .pipeline
    pipelined = PipelineQueue()
  }

  private func leavePipeline(isAbandoned: Bool = false) async throws {
    guard mode == .pipeline else { return }
    try await operate(isShielded: true) {
      if isAbandoned, !pipelined.isEmpty {
        // Nobody waits for what is still to come.
        try willSend()
        interruption.cancelCurrent()
      }
      if isAbandoned, !isPipelineInTransaction, !pipelined.isEmpty {
        // What fails last undoes all up to the synchronization, which would otherwise commit it.
        try send(PipelinedStatement(sql: "rollback_of_an_abandoned_pipeline", slot: PipelinedResult.Slot()))
      }
      if !pipelined.isEmpty { try synchronize() }
      guard handle.exitPipeline() else { throw lose() }
      becomeIdle()
    }
  }

  func send(_ statements: [PipelinedStatement]) async throws {
    try await operate {
      try require(.pipeline)
      try willSend()
      for statement in statements {
        try send(statement)
        try exchange()
      }
    }
  }

  func synchronizePipeline() async throws {
    try await operate {
      try require(.pipeline)
      try willSend()
      try synchronize()
    }
  }

  // MARK: On the connection's thread

  private func send(_ statement: PipelinedStatement) throws(PostgresError) {
    let parameters = statement.sql.parameters
    let key = StatementCache.Key(text: statement.sql.text, types: parameters.types)
    switch statements.use(key) {
    case .unprepared:
      try sent(handle.send(key.text, parameters))
    case .prepared(let name):
      try sent(handle.sendPrepared(name, parameters))
    case .prepare(let name):
      try sent(handle.sendPrepare(name, key.text, key.types))
      pipelined.append(.preparation(key))
      try sent(handle.sendPrepared(name, parameters))
    }
    pipelined.append(.statement(statement.slot, key))
  }

  /// Sends what there is room for, and takes in what has come: with both sides only sending, neither would go on.
  private func exchange() throws(PostgresError) {
    while true {
      switch handle.flush() {
      case 0: return
      case 1:
        try wait(for: [.read, .write])
        guard handle.consumeInput() else { throw lose() }
        try absorb(untilEmpty: false)
      default: throw lose()
      }
    }
  }

  private func synchronize() throws(PostgresError) {
    try sent(handle.sendPipelineSync())
    pipelined.append(.synchronization)
    try exchange()
    try absorb(untilEmpty: true)
    deliverNotifications()
  }

  /// Takes in results: those that have come, or all.
  private func absorb(untilEmpty: Bool) throws(PostgresError) {
    var endsInARow = 0
    while !pipelined.isEmpty {
      if handle.isBusy {
        guard untilEmpty else { return }
        try wait(for: .read)
        _ = handle.consumeInput()
        continue
      }
      if let result = handle.nextResult() {
        endsInARow = 0
        try take(result)
      } else if let outcome = pipelined.outcome {
        pipelined.outcome = nil
        finishStatement(outcome)
      } else {
        // An end without a result comes between two statements, but not twice.
        endsInARow += 1
        guard untilEmpty else { return }
        guard handle.isOpen, endsInARow < 3 else { throw lose() }
      }
    }
  }

  private func take(_ result: consuming ResultHandle) throws(PostgresError) {
    switch result.status {
    case PGRES_PIPELINE_SYNC:
      guard case .synchronization = pipelined.takeFirst() else {
        throw .protocolViolation("a pipeline was synchronized before its results had come")
      }
      pipelined.cause = nil
      pipelined.preparationFailure = nil
    case PGRES_PIPELINE_ABORTED:
      pipelined.outcome = .failure(.skipped(because: pipelined.cause))
    case PGRES_FATAL_ERROR, PGRES_BAD_RESPONSE, PGRES_NONFATAL_ERROR:
      let error = failure(of: result)
      if mode == .closed { throw error }
      pipelined.cause = pipelined.cause ?? error.serverError
      pipelined.outcome = .failure(error)
    case PGRES_COPY_IN, PGRES_COPY_OUT, PGRES_COPY_BOTH:
      // libpq has no way out of a COPY in a pipeline.
      _ = lose(ConnectionFailure(stage: .underWay, reason: "a COPY was sent in a pipeline"))
      throw .misuse("a pipeline takes no COPY")
    default:
      if pipelined.outcome == nil { pipelined.outcome = .success(QueryResult(result)) }
    }
  }

  private func finishStatement(_ outcome: Result<QueryResult, PostgresError>) {
    switch pipelined.takeFirst() {
    case .preparation(let key):
      if case .failure(let error) = outcome {
        statements.forgetUnprepared(key)
        pipelined.preparationFailure = error
      }
    case .statement(let slot, let key):
      var outcome = outcome
      if case .failure = outcome, let failure = pipelined.preparationFailure { outcome = .failure(failure) }
      pipelined.preparationFailure = nil
      if case .failure(.server(let error)) = outcome, error.isStaleStatement { statements.forget(key) }
      slot.fill(outcome)
    case .synchronization, nil: break
    }
  }
}
