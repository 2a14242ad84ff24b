extension PostgresPool {
  /// Runs a statement on a connection of the pool, and returns its rows.
  public nonisolated(nonsending) func query(_ sql: SQL) async throws -> QueryResult {
    try await withConnection { try await $0.query(sql) }
  }

  /// Runs a statement on a connection of the pool, and returns the number of rows it wrote or read.
  @discardableResult
  public nonisolated(nonsending) func execute(_ sql: SQL) async throws -> Int {
    try await withConnection { try await $0.execute(sql) }
  }

  /// Runs `body` in a transaction on a connection of the pool.
  public nonisolated(nonsending) func transaction<T>(
    isolation: IsolationLevel? = nil,
    isReadOnly: Bool = false,
    _ body: nonisolated(nonsending) (PostgresConnection) async throws -> T
  ) async throws -> T {
    try await withConnection { connection in
      try await connection.transaction(isolation: isolation, isReadOnly: isReadOnly) { try await body(connection) }
    }
  }
}
