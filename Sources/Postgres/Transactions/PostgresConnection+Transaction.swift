extension PostgresConnection {
  /// Runs `body` in a transaction: committed when it returns, rolled back when it throws.
  ///
  /// ```swift
  /// try await connection.transaction {
  ///   try await connection.execute("insert into service (name) values (\(name))")
  /// }
  /// ```
  /// Within a transaction it sets a savepoint instead, so that a part of the work can fail by itself; `isolation` and
  /// `isReadOnly` are then refused.
  ///
  /// - Throws: what `body` threw; ``PostgresError/misuse(_:)`` when a statement failed and `body` returned all the same.
  public nonisolated(nonsending) func transaction<T>(
    isolation: IsolationLevel? = nil,
    isReadOnly: Bool = false,
    _ body: nonisolated(nonsending) () async throws -> T
  ) async throws -> T {
    let depth = try await beginTransaction(isolation, isReadOnly)
    do {
      let result = try await body()
      try await commit(depth)
      return result
    } catch {
      await rollBack(depth)
      throw error
    }
  }

  private func beginTransaction(_ isolation: IsolationLevel?, _ isReadOnly: Bool) async throws -> Int {
    let depth = transactionDepth
    if depth == 0 {
      guard transactionStatus == .idle || mode == .closed else {
        throw PostgresError.misuse("a transaction was begun on it by a statement of its own")
      }
      var begin = "begin"
      if let isolation { begin += " isolation level \(isolation.rawValue)" }
      if isReadOnly { begin += " read only" }
      try await execute(SQL(stringLiteral: begin))
    } else {
      guard isolation == nil, !isReadOnly else {
        throw PostgresError.misuse("a transaction within another is of the same kind as that")
      }
      try await execute("savepoint \(identifier: Self.savepoint(depth))")
    }
    transactionDepth = depth + 1
    return depth
  }

  private func commit(_ depth: Int) async throws {
    guard depth == 0 else {
      try await execute("release savepoint \(identifier: Self.savepoint(depth))")
      transactionDepth = depth
      return
    }
    let result = try await query("commit")
    transactionDepth = 0
    // The server answers a commit of a failed transaction with a rollback, and calls that a success.
    guard result.commandTag == "COMMIT" else {
      throw PostgresError.misuse("a statement of a transaction failed, and the transaction was to be committed")
    }
  }

  /// Undoes the transaction, cancelled task or not. A failure is a lost connection, which undoes it as well.
  private func rollBack(_ depth: Int) async {
    guard transactionDepth > depth else { return }
    transactionDepth = depth
    guard mode != .closed else { return }
    if depth == 0 {
      _ = try? await operate(isShielded: true) { try run("rollback") }
    } else {
      _ = try? await operate(isShielded: true) {
        try run("rollback to savepoint \(identifier: Self.savepoint(depth))")
      }
      _ = try? await operate(isShielded: true) {
        try run("release savepoint \(identifier: Self.savepoint(depth))")
      }
    }
  }

  private static func savepoint(_ depth: Int) -> String { "savepoint_\(depth)" }
}
