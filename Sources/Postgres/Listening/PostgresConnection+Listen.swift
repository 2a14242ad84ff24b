extension PostgresConnection {
  /// Listens on `channel` while `body` runs.
  ///
  /// ```swift
  /// try await connection.listen(to: "appended") { notifications in
  ///   for try await notification in notifications { print(notification.payload) }
  /// }
  /// ```
  /// The connection stays free for statements meanwhile, by `body` too. The sequence throws when the connection breaks,
  /// and when 65,536 notifications wait untaken.
  public nonisolated(nonsending) func listen<T>(
    to channel: String,
    _ body: nonisolated(nonsending) (AsyncThrowingStream<Notification, any Error>) async throws -> T
  ) async throws -> T {
    let (id, stream) = try await startListening(channel)
    do {
      let result = try await body(stream)
      try await stopListening(id, channel)
      return result
    } catch {
      // What `body` threw says more than a failure to tidy up after it.
      try? await stopListening(id, channel)
      throw error
    }
  }

  private func startListening(_ channel: String) async throws -> (id: Int, stream: Listeners.Stream) {
    try await execute("listen \(identifier: channel)")
    return listeners.add(channel)
  }

  private func stopListening(_ id: Int, _ channel: String) async throws {
    guard listeners.remove(id), mode == .idle else { return }
    _ = try await operate(isShielded: true) { try run("unlisten \(identifier: channel)") }
  }

  /// Sends `payload`, of less than 8,000 bytes, to whoever listens on `channel` once the transaction commits.
  public func notify(_ channel: String, _ payload: String = "") async throws {
    try await execute("select pg_notify(\(channel), \(payload))")
  }
}
