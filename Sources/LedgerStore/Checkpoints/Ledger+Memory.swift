internal import TransparencyLog

extension Ledger {
  /// Refuses to go on where the log is no continuation of the one that this machine remembers. Once a connection.
  public func compareWithMemory() async throws {
    guard !isCompared else { return }
    guard let memory else {
      memoryProblem = "there is no folder to remember its head in"
      return
    }
    var head = try await head()
    let seen = try memory.remembered(origin: head.origin)
    if let seen {
      // Somebody else on this machine may have appended and remembered in between.
      if seen.size > head.size { head = try await self.head() }
      guard seen.size <= head.size else {
        throw LedgerError.forked(.shortened(seen: Int64(seen.size), found: head.size))
      }
      let root = seen.size == head.size ? try head.root : try await root(size: Int64(seen.size))
      guard root == seen.root else {
        throw LedgerError.forked(.rewritten(size: Int64(seen.size), seen: seen.root, found: root))
      }
    }
    // A log that has no root is damaged, whoever remembers it or cannot.
    _ = try head.root
    do {
      if seen?.size != Int(head.size) { try memory.remember(head) }
    } catch  where seen == nil {
      // A machine that never remembered anything, such as a container with a home it cannot write, loses nothing now.
      memoryProblem = "\(error)"
    }
    isCompared = true
  }

  /// Remembers where the log stands, for the next time it is written from this machine.
  ///
  /// What was appended stays appended where that fails; ``memoryProblem`` says why it did.
  public func rememberHead() async {
    guard let memory, isCompared, memoryProblem == nil else { return }
    do {
      try memory.remember(try await head())
    } catch {
      memoryProblem = "\(error)"
    }
  }
}
