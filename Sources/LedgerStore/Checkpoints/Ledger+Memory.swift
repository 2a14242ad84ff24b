internal import TransparencyLog

extension Ledger {
  /// Refuses to go on where the log is no continuation of the one that this machine remembers. Once a ledger.
  public func compareWithMemory() async throws {
    guard let memory, !isCompared else { return }
    let head = try await head()
    if let seen = try memory.remembered(origin: head.origin) {
      guard seen.size <= head.frontier.size else {
        throw LedgerError.forked(.shortened(seen: Int64(seen.size), found: head.size))
      }
      let root = try await root(size: Int64(seen.size))
      guard root == seen.root else {
        throw LedgerError.forked(.rewritten(size: Int64(seen.size), seen: seen.root, found: root))
      }
    }
    try memory.remember(head)
    isCompared = true
  }

  /// Remembers where the log stands, for the next time it is written from this machine.
  public func rememberHead() async throws {
    guard let memory, isCompared else { return }
    try memory.remember(try await head())
  }
}
