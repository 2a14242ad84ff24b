// What a pool asks of a connection.
extension PostgresConnection {
  /// Ends what the last borrower left open. Returns false when the connection is of no further use.
  func makeReusable() async -> Bool {
    guard mode == .idle else { return false }
    if transactionStatus != .idle {
      transactionDepth = 0
      _ = try? await operate(isShielded: true) { try run("rollback") }
    }
    return isAlive && transactionStatus == .idle
  }

  /// Whether the server still answers.
  func answers(within limit: Duration) async -> Bool {
    let answer = try? await operate(isShielded: true, within: limit) { try run("select 1") }
    return answer != nil
  }
}
