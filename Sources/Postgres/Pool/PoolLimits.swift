/// What a pool allows.
public struct PoolLimits: Sendable, Hashable {
  /// How many connections may be open at a time; at least one.
  public var connections: Int
  /// How many callers may wait for one; a further one is refused at once.
  public var waiting: Int
  /// How long a caller waits for a connection, or for a lost server to come back.
  public var patience: Duration
  /// How long a connection may have been idle and still be lent without asking the server whether it is there.
  public var trust: Duration
  /// How old a connection may become before it is replaced, so that a cluster's load can settle anew.
  public var age: Duration

  public init(
    connections: Int = 8,
    waiting: Int = 1024,
    patience: Duration = .seconds(30),
    trust: Duration = .seconds(30),
    age: Duration = .seconds(3600)
  ) {
    self.connections = max(1, connections)
    self.waiting = max(0, waiting)
    self.patience = patience
    self.trust = trust
    self.age = age
  }
}
