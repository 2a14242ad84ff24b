/// Why a pool lent no connection.
public enum PoolFailure: Error, Sendable, Hashable {
  /// All connections stayed in use for as long as the caller was ready to wait.
  case exhausted(connections: Int, waited: Duration)
  /// As many callers wait as the pool allows.
  case tooManyWaiting(limit: Int)
  case closed
}

extension PoolFailure: CustomStringConvertible {
  public var description: String {
    switch self {
    case .exhausted(let connections, let waited):
      "none of the pool's \(connections) database connections came free within \(waited); "
        + "allow more connections, or hold them for shorter"
    case .tooManyWaiting(let limit): "\(limit) callers already wait for a database connection"
    case .closed: "the pool of database connections is closed"
    }
  }
}
