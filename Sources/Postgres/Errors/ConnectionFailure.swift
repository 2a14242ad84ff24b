/// Why there is no connection, or no more.
public struct ConnectionFailure: Error, Sendable, Hashable {
  /// When it happened, which tells whether a statement may have taken effect.
  public enum Stage: Sendable, Hashable {
    /// No server took us in.
    case connecting
    /// It was found broken, or had been closed, before a statement was sent.
    case idle
    /// It broke while a statement was under way: whether the statement took effect is not known.
    case underWay
  }

  public var stage: Stage
  public var reason: String
  /// What the server said before it ended the connection or refused it, if it said anything.
  public var server: ServerError?

  init(stage: Stage, reason: String, server: ServerError? = nil) {
    self.stage = stage
    self.reason = reason
    self.server = server
  }

  /// Whether to connect anew may help: false for a refused login or an unknown database.
  ///
  /// After ``Stage/underWay`` the work has to be safe to run twice, or to be looked up first.
  public var isRetryable: Bool {
    guard let state = server?.sqlState.rawValue else { return true }
    return !(state.hasPrefix("28") || state.hasPrefix("3D") || state.hasPrefix("42"))
  }
}

extension ConnectionFailure: CustomStringConvertible {
  public var description: String {
    switch stage {
    case .connecting: "cannot connect to the database: \(reason)"
    case .idle: "the database connection is closed: \(reason)"
    case .underWay:
      "the database connection broke with a statement under way, so its outcome is not known: \(reason)"
    }
  }
}
