extension PostgresConnection {
  /// Folds the messages of a COPY TO STDOUT, as fast as they come and without a copy of their bytes.
  ///
  /// ```swift
  /// let size = try await connection.copyOut("copy leaf to stdout", into: 0) { size, row in size += row.count }
  /// ```
  /// In the text and CSV formats each message is one row with its line end. `update` runs on the connection's thread
  /// and must not keep the bytes. When it throws, the COPY is cancelled and the error passed on.
  ///
  /// COPY takes no parameters: what is interpolated is written into the text as a literal of its type.
  public func copyOut<State: Sendable>(
    _ sql: SQL,
    into initial: State,
    _ update: @Sendable (inout State, UnsafeRawBufferPointer) throws -> Void
  ) async throws -> State {
    _ = try await beginCopy(sql, .copyOut)
    return try await foldCopy(into: initial, update)
  }

  /// Folds the rows of a binary COPY TO STDOUT, without a copy of their bytes.
  ///
  /// ```swift
  /// let sql: SQL = "copy (select seq, leaf from leaf where seq >= \(first) order by seq) to stdout (format binary)"
  /// let tree = try await connection.copyRows(sql, into: Tree()) { tree, row in tree.append(try row.bytes(1)) }
  /// ```
  public func copyRows<State: Sendable>(
    _ sql: SQL,
    into initial: State,
    _ update: @Sendable (inout State, BinaryRow) throws -> Void
  ) async throws -> State {
    guard try await beginCopy(sql, .copyOut) else {
      await abandonCopyOut()
      throw PostgresError.misuse("only a COPY with (format binary) can be read row by row")
    }
    return try await foldCopy(into: RowFold(state: initial)) { fold, message in
      try fold.reader.read(message) { try update(&fold.state, $0) }
    }.state
  }

  private struct RowFold<State> {
    var state: State
    var reader = BinaryCopyReader()
  }

  private func foldCopy<State>(
    into initial: State,
    _ update: (inout State, UnsafeRawBufferPointer) throws -> Void
  ) async throws -> State {
    do {
      return try await operate {
        try willSend()
        var state = initial
        while try takeCopyMessages({ message in
          try update(&state, message)
          return true
        }) {}
        return state
      }
    } catch {
      await abandonCopyOut()
      throw error
    }
  }

  /// Runs a COPY TO STDOUT while `body` takes its data, chunk by chunk and no faster than it wants them.
  ///
  /// ```swift
  /// try await connection.copyOut("copy release to stdout (format csv)") { chunks in
  ///   for try await chunk in chunks { try file.write(chunk) }
  /// }
  /// ```
  /// A chunk is of some 64 KiB, and of whole messages. When `body` leaves before the end, the COPY is cancelled.
  public nonisolated(nonsending) func copyOut<T>(
    _ sql: SQL,
    _ body: nonisolated(nonsending) (CopyChunks) async throws -> T
  ) async throws -> T {
    _ = try await beginCopy(sql, .copyOut)
    do {
      let result = try await body(CopyChunks(connection: self))
      await abandonCopyOut()
      return result
    } catch {
      await abandonCopyOut()
      throw error
    }
  }

  /// The next messages of the COPY together, nil at its end.
  func nextCopyChunk() async throws -> [UInt8]? {
    if mode == .idle { return nil }
    return try await operate {
      try require(.copyOut)
      try willSend()
      var chunk: [UInt8] = []
      chunk.reserveCapacity(CopyChunks.size)
      _ = try takeCopyMessages { message in
        chunk.append(contentsOf: message)
        return chunk.count < CopyChunks.size
      }
      return chunk.isEmpty ? nil : chunk
    }
  }
}
