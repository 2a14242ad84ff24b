internal import Postgres

extension MetricsReader {
  /// How many records are noted at a time. What one transaction notes another waits for, and has to fit into memory.
  private static let recordsAtATime: Int64 = 100_000

  /// Has the database note what metrics need of the records up to a size of the log, a stretch at a time.
  ///
  /// Reports do so by themselves. Call it to say on a terminal how far it has come, or to learn how much of the log can
  /// be reported on: less than all of it where the database may only be read, as a standby, and nobody has noted the
  /// rest elsewhere.
  ///
  /// - Parameter progress: called with the number of records noted so far and of those to note.
  /// - Returns: how many of the log's records are noted now.
  @discardableResult
  public func catchUp(to size: Int64, progress: (_ noted: Int64, _ size: Int64) -> Void = { _, _ in }) async throws
    -> Int64
  {
    var noted = try await self.noted()
    while noted < size {
      progress(noted, size)
      guard let next = try await step(), next > noted else { break }
      noted = next
    }
    return noted
  }

  /// How many of the log's records are noted.
  func noted() async throws -> Int64 {
    try await connection.query("select size from metrics.noted").single(as: Int64.self)
  }

  /// Notes the next stretch; `nil` where this user may not.
  private func step() async throws -> Int64? {
    do {
      return try await connection.transaction(isolation: .readCommitted) {
        try await connection.query("select noted from metrics.catch_up(\(Self.recordsAtATime))").single(as: Int64.self)
      }
    } catch let error as PostgresError where error.sqlState == .insufficientPrivilege {
      return nil
    }
  }
}
