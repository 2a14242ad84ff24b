extension PostgresConnection {
  /// Runs `body` on the connection's own thread, as far as it is not isolated to an actor.
  ///
  /// ```swift
  /// try await connection.onOwnThread {
  ///   for name in names { try await connection.execute("insert into service (name) values (\(name))") }
  /// }
  /// ```
  /// A statement then costs no way from one thread to another and back, which takes as long as a small statement
  /// itself. What `body` does beside its statements holds the connection up, so it should be little.
  public nonisolated(nonsending) func onOwnThread<T>(_ body: nonisolated(nonsending) () async throws -> T)
    async rethrows -> T
  {
    try await withTaskExecutorPreference(thread) { try await body() }
  }
}
