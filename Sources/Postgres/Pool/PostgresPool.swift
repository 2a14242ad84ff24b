/// Lends connections to one database, and opens them as they are needed.
///
/// ```swift
/// let pool = PostgresPool(try ConnectionConfiguration("postgresql://localhost/releases"))
/// let names = try await pool.withConnection { connection in
///   try await connection.query("select name from service").decode(as: String.self)
/// }
/// await pool.close()
/// ```
/// A connection that broke is replaced by another. Once one has been open, a server that is away is waited for, as long
/// as ``PoolLimits/patience``, so that a failover passes unnoticed between two pieces of work; before, it is an error.
public actor PostgresPool {
  private struct Idle {
    var connection: PostgresConnection
    var since: ContinuousClock.Instant
  }

  public nonisolated let configuration: ConnectionConfiguration
  public nonisolated let limits: PoolLimits

  private var idle: [Idle] = []
  private var waiters: [PoolWaiter] = []
  private var births: [ObjectIdentifier: ContinuousClock.Instant] = [:]
  /// Those lent, idle, and about to be opened.
  private var count = 0
  private var nextWaiter: UInt64 = 0
  private var hasBeenConnected = false
  private var isClosed = false

  public init(_ configuration: ConnectionConfiguration, limits: PoolLimits = PoolLimits()) {
    self.configuration = configuration
    self.limits = limits
  }

  /// Lends a connection to `body`, for as long as it runs.
  ///
  /// A transaction that `body` leaves open is rolled back. What it sets for the session stays set.
  ///
  /// - Throws: what `body` threw; ``PostgresError/pool(_:)``; ``PostgresError/connection(_:)``.
  public nonisolated(nonsending) func withConnection<T>(
    _ body: nonisolated(nonsending) (PostgresConnection) async throws -> T
  ) async throws -> T {
    let connection = try await acquire()
    do {
      let result = try await body(connection)
      await release(connection)
      return result
    } catch {
      await release(connection)
      throw error
    }
  }

  /// Closes the idle connections now and the lent ones when they come back. Whoever waits is refused.
  public func close() async {
    isClosed = true
    let (idle, waiters) = (idle, waiters)
    (self.idle, self.waiters) = ([], [])
    for waiter in waiters { waiter.finish(.failure(PostgresError.pool(.closed))) }
    for entry in idle { await discard(entry.connection) }
  }

  /// How many connections are open or being opened, and how many of them are idle.
  public var census: (open: Int, idle: Int, waiting: Int) { (count, idle.count, waiters.count) }

  // MARK: Lending

  private func acquire() async throws -> PostgresConnection {
    guard !isClosed else { throw PostgresError.pool(.closed) }
    while let entry = idle.popLast() {
      if await isFit(entry) { return entry.connection }
      await discard(entry.connection)
    }
    if count < limits.connections {
      count += 1
      return try await open()
    }
    switch try await wait() {
    case .connection(let connection): return connection
    case .opening: return try await open()
    }
  }

  private func isFit(_ entry: Idle) async -> Bool {
    if entry.connection.hasNews { await entry.connection.receiveUnasked() }
    guard entry.connection.isAlive, !isTooOld(entry.connection) else { return false }
    guard .now - entry.since > limits.trust else { return true }
    return await entry.connection.answers(within: .seconds(5))
  }

  private func isTooOld(_ connection: PostgresConnection) -> Bool {
    births[ObjectIdentifier(connection)].map { .now - $0 > limits.age } ?? true
  }

  /// Opens a connection whose place is counted already, and gives the place back when it cannot.
  private func open() async throws -> PostgresConnection {
    let deadline = ContinuousClock.now + limits.patience
    var pause = Duration.milliseconds(50)
    while true {
      do {
        guard !isClosed else { throw PostgresError.pool(.closed) }
        let connection = try await PostgresConnection.connect(configuration)
        births[ObjectIdentifier(connection)] = .now
        hasBeenConnected = true
        return connection
      } catch {
        guard hasBeenConnected, error.mayPass, .now + pause < deadline, !Task.isCancelled else {
          vacate()
          throw error
        }
        // A cancelled sleep is told by the next attempt.
        try? await Task.sleep(for: pause)
        pause = min(pause * 2, .seconds(1))
      }
    }
  }

  private func release(_ connection: PostgresConnection) async {
    var isReusable = !isClosed && connection.isAlive && !isTooOld(connection)
    // Only what is not clean takes a way to the connection's thread.
    if isReusable, !connection.isClean { isReusable = await connection.makeReusable() }
    guard isReusable else { return await discard(connection) }
    if waiters.isEmpty {
      idle.append(Idle(connection: connection, since: .now))
    } else {
      waiters.removeFirst().finish(.success(.connection(connection)))
    }
  }

  private func discard(_ connection: PostgresConnection) async {
    births[ObjectIdentifier(connection)] = nil
    vacate()
    await connection.close()
  }

  /// Passes the place of a connection on to the next who waits.
  private func vacate() {
    if waiters.isEmpty {
      count -= 1
    } else {
      waiters.removeFirst().finish(.success(.opening))
    }
  }

  // MARK: Waiting

  private func wait() async throws -> PoolWaiter.Turn {
    guard waiters.count < limits.waiting else { throw PostgresError.pool(.tooManyWaiting(limit: limits.waiting)) }
    nextWaiter += 1
    let id = nextWaiter
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        guard !Task.isCancelled else { return continuation.resume(throwing: PostgresError.cancelled) }
        let timer = Task { [limits] in
          guard (try? await Task.sleep(for: limits.patience)) != nil else { return }
          self.refuse(id, .pool(.exhausted(connections: limits.connections, waited: limits.patience)))
        }
        waiters.append(PoolWaiter(id: id, continuation: continuation, timer: timer))
      }
    } onCancel: {
      Task { await self.refuse(id, .cancelled) }
    }
  }

  private func refuse(_ id: UInt64, _ error: PostgresError) {
    guard let index = waiters.firstIndex(where: { $0.id == id }) else { return }
    waiters.remove(at: index).finish(.failure(error))
  }
}

extension Error {
  /// Whether a server may be on its way back.
  fileprivate var mayPass: Bool {
    if case .connection(let failure) = self as? PostgresError { return failure.isRetryable }
    return false
  }
}
