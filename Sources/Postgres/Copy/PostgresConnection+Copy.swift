internal import CLibpq

// What COPY does on the connection's thread.
extension PostgresConnection {
  /// Begins a COPY of the wanted direction, and returns whether it is a binary one.
  func beginCopy(_ sql: SQL, _ wanted: Mode) async throws -> Bool {
    try await operate {
      try require(.idle)
      let text = try sql.textWithLiterals()
      try willSend()
      try sent(handle.send(text, Parameters()))
      try flush()
      guard let result = try nextResult() else { throw lose() }
      let (status, isBinary) = (result.status, result.isBinaryCopy)
      switch (status, wanted) {
      case (PGRES_COPY_IN, .copyIn), (PGRES_COPY_OUT, .copyOut):
        thread.endWatch()
        mode = wanted
        return isBinary
      case (PGRES_COPY_IN, _):
        _ = handle.putCopyEnd(failure: "the other direction was expected")
      case (PGRES_COPY_OUT, _), (PGRES_COPY_BOTH, _):
        try discardCopy()
      case (PGRES_FATAL_ERROR, _):
        let failure = failure(of: result)
        _ = try? receive()
        throw failure
      default: break
      }
      _ = try? receive()
      throw PostgresError.misuse("a COPY \(wanted == .copyIn ? "FROM STDIN" : "TO STDOUT") was expected")
    }
  }

  // MARK: Out

  /// Passes messages to `body` until it returns false. Returns false once the COPY is over.
  func takeCopyMessages(_ body: (UnsafeRawBufferPointer) throws -> Bool) throws -> Bool {
    var goesOn = true
    while goesOn {
      switch try handle.takeCopyData({ goesOn = try body($0) }) {
      case .data: continue
      case .wouldBlock:
        try wait(for: .read)
        guard handle.consumeInput() else { throw lose() }
      case .finished:
        try finishCopyOut()
        return false
      case .failed: throw lose()
      }
    }
    return true
  }

  private func finishCopyOut() throws {
    defer { becomeIdle() }
    _ = try receive()
  }

  /// Ends a COPY before its time, by cancelling it.
  func abandonCopyOut() async {
    guard mode == .copyOut else { return }
    _ = try? await operate(isShielded: true) {
      // A failure here is a lost connection, which the next statement tells.
      try willSend()
      interruption.cancelCurrent()
      try discardCopy()
      try finishCopyOut()
    }
  }

  /// Takes a COPY's messages for nothing, up to its end.
  func discardCopy() throws(PostgresError) {
    while true {
      switch handle.takeCopyData({ _ in }) {
      case .data: continue
      case .wouldBlock:
        try wait(for: .read)
        guard handle.consumeInput() else { throw lose() }
      case .finished: return
      case .failed: throw lose()
      }
    }
  }

  // MARK: In

  /// Sends `bytes`, and returns when the system has taken them: the caller is held to the server's pace.
  func sendCopyData(_ bytes: [UInt8]) async throws {
    try await operate {
      try require(.copyIn)
      try willSend()
      try bytes.withUnsafeBytes { bytes in
        // In parts, because libpq holds a whole copy of what it is given.
        var rest = bytes[...]
        while !rest.isEmpty {
          let part = UnsafeRawBufferPointer(rebasing: rest.prefix(Self.copyPartSize))
          rest = rest.dropFirst(part.count)
          guard handle.putCopyData(part) == 1 else { throw copyInFailure() }
          try flush()
        }
      }
    }
  }

  private static var copyPartSize: Int { 256 * 1024 }

  /// What made the server leave the COPY.
  private func copyInFailure() -> PostgresError {
    do throws(PostgresError) {
      _ = try receive()
    } catch {
      becomeIdle()
      return error
    }
    becomeIdle()
    return .protocolViolation("the server ended a COPY before its data")
  }

  /// Ends the COPY, with success and the number of rows, or with the failure that is told to the server.
  func endCopyIn(failure: String? = nil) async throws -> Int {
    try await operate(isShielded: failure != nil) {
      guard mode == .copyIn else { return 0 }
      if failure == nil { try willSend() }
      defer { becomeIdle() }
      guard handle.putCopyEnd(failure: failure) == 1 else { throw copyInFailure() }
      return try receive().affectedRows ?? 0
    }
  }
}
