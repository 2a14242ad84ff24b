internal import CLibpq

extension PostgresConnection {
  /// Runs a statement and returns its rows.
  ///
  /// A statement that comes a second time is prepared, and from then on only its values are sent.
  public func query(_ sql: SQL) async throws -> QueryResult {
    try await operate { try run(sql) }
  }

  /// Runs a statement, and returns the number of rows it wrote or read, 0 for a command that has none.
  @discardableResult
  public func execute(_ sql: SQL) async throws -> Int {
    try await query(sql).affectedRows ?? 0
  }

  /// Runs several statements separated by semicolons, as one transaction unless they say otherwise.
  ///
  /// Meant for migrations: the text is taken as it is, so never put it together from input.
  public func execute(script: String) async throws {
    try await operate {
      try require(.idle)
      guard !script.utf8.contains(0) else { throw PostgresError.misuse("a script cannot hold a NUL character") }
      try willSend()
      try sent(handle.send(script: script))
      _ = try receive()
    }
  }

  // MARK: On the connection's thread

  /// Runs a statement and waits for its end.
  func run(_ sql: SQL) throws(PostgresError) -> QueryResult {
    try require(.idle)
    if let failure = sql.parameters.failure { throw failure }
    try willSend()
    let key = StatementCache.Key(text: sql.text, types: sql.parameters.types)
    let wasInTransaction = handle.transactionStatus != PQTRANS_IDLE
    do {
      return try runOnce(key, sql.parameters)
    } catch .server(let error) where error.isStaleStatement {
      // The tables changed under a prepared statement, or someone dropped it: it had no effect.
      statements.forget(key)
      if wasInTransaction { throw .server(error) }
      return try runOnce(key, sql.parameters)
    }
  }

  private func runOnce(_ key: StatementCache.Key, _ parameters: Parameters) throws(PostgresError) -> QueryResult {
    switch statements.use(key) {
    case .unprepared:
      try sent(handle.send(key.text, parameters))
    case .prepared(let name):
      try sent(handle.sendPrepared(name, parameters))
    case .prepare(let name):
      try dropEvictedStatements()
      do {
        try sent(handle.sendPrepare(name, key.text, key.types))
        _ = try receive()
      } catch {
        statements.forgetUnprepared(key)
        throw error
      }
      try willSend()
      try sent(handle.sendPrepared(name, parameters))
    }
    return try receive()
  }

  private func dropEvictedStatements() throws(PostgresError) {
    // In a failed transaction the server refuses even this; another time will do.
    guard handle.transactionStatus != PQTRANS_INERROR else { return }
    for name in statements.takeEvicted() {
      try sent(handle.send("deallocate \(name)", Parameters()))
      do {
        _ = try receive()
      } catch .server(let error) where error.sqlState == .invalidStatementName {
        continue
      }
    }
  }

  /// Takes in a statement's results up to their end, and returns the last, or throws what failed.
  func receive() throws(PostgresError) -> QueryResult {
    try flush()
    var last: QueryResult?
    var failure: PostgresError?
    while let handle = try nextResult() {
      let result = QueryResult(handle)
      switch result.status {
      case PGRES_COPY_IN:
        failure = failure ?? .misuse("COPY FROM STDIN goes through copyIn")
        _ = self.handle.putCopyEnd(failure: "no data")
        try flush()
      case PGRES_COPY_OUT, PGRES_COPY_BOTH:
        failure = failure ?? .misuse("COPY TO STDOUT goes through copyOut")
        try discardCopy()
      case PGRES_FATAL_ERROR, PGRES_BAD_RESPONSE, PGRES_NONFATAL_ERROR:
        let next = result.withHandle { self.failure(of: $0) }
        failure = failure ?? next
      default: last = result
      }
    }
    deliverNotifications()
    if let failure { throw failure }
    guard let last else { throw handle.isOpen ? .protocolViolation("a statement has no result") : lose() }
    return last
  }
}

extension ServerError {
  /// Whether a prepared statement may be of no use any more, while the statement itself is sound.
  var isStaleStatement: Bool {
    sqlState == .invalidStatementName || sqlState == .featureNotSupported
  }
}
