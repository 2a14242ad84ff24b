extension PostgresConnection {
  /// Runs a COPY FROM STDIN while `body` writes its data, at the server's pace. Returns the number of rows.
  ///
  /// ```swift
  /// try await connection.copyIn("copy change (seq, commit) from stdin (format binary)") { copy in
  ///   for change in changes { try await copy.write(row: change.seq, change.commit) }
  /// }
  /// ```
  /// When `body` throws, nothing is written and the error is passed on.
  @discardableResult
  public nonisolated(nonsending) func copyIn(
    _ sql: SQL,
    _ body: nonisolated(nonsending) (CopyWriter) async throws -> Void
  ) async throws -> Int {
    let isBinary = try await beginCopy(sql, .copyIn)
    let writer = CopyWriter(connection: self, isBinary: isBinary)
    do {
      try await body(writer)
      try await writer.finish()
      return try await endCopyIn()
    } catch {
      _ = try? await endCopyIn(failure: "the client gave up")
      throw error
    }
  }

  /// Sends `chunks` through a COPY FROM STDIN, and takes the next only when the server has room. Returns the number of
  /// rows.
  @discardableResult
  public nonisolated(nonsending) func copyIn<Chunks: AsyncSequence>(
    _ sql: SQL,
    from chunks: Chunks
  ) async throws -> Int where Chunks.Element == [UInt8] {
    try await copyIn(sql) { copy in
      for try await chunk in chunks { try await copy.write(chunk) }
    }
  }
}
