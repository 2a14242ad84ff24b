internal import CLibpq
internal import Synchronization

/// One connection to a database, for one task at a time.
///
/// ```swift
/// let connection = try await PostgresConnection.connect(try ConnectionConfiguration("postgresql://localhost/releases"))
/// let names = try await connection.query("select name from service where tier = \(tier)").decode(as: String.self)
/// await connection.close()
/// ```
/// Its calls block a thread of its own, never one of those that run tasks. Cancelling a task cancels its statement on
/// the server. Every method throws ``PostgresError``.
public actor PostgresConnection {
  enum Mode {
    case idle, copyOut, copyIn, pipeline, closed
  }

  nonisolated let thread: ConnectionThread
  nonisolated let interruption: Interruption
  nonisolated let configuration: ConnectionConfiguration
  private nonisolated let open = Atomic(false)
  private nonisolated let clean = Atomic(false)
  nonisolated let socket = Atomic<Int32>(-1)

  var handle = ConnectionHandle()
  var mode = Mode.closed
  var statements: StatementCache
  var transactionDepth = 0
  var listeners = Listeners()
  var pipelined = PipelineQueue()
  var isPipelineInTransaction = false
  let notices: NoticeSink
  /// Why the connection is gone.
  private var loss = ConnectionFailure(stage: .idle, reason: "it was never opened")
  /// When the current operation has to be given up, server or no server.
  private var deadline: ContinuousClock.Instant?
  /// When the server is to be asked again to cancel the current operation.
  private var nextCancellation: ContinuousClock.Instant?
  private var operationStart = ContinuousClock.now

  public nonisolated var unownedExecutor: UnownedSerialExecutor { thread.asUnownedSerialExecutor() }

  private init(_ configuration: ConnectionConfiguration) throws(PostgresError) {
    self.configuration = configuration
    thread = try ConnectionThread()
    interruption = Interruption(thread: thread)
    statements = StatementCache(limit: configuration.preparedStatementLimit)
    notices = NoticeSink(handler: configuration.noticeHandler)
  }

  deinit { thread.stop() }

  /// Connects to the first host that takes the connection in and is of the kind asked for.
  ///
  /// - Throws: ``PostgresError/connection(_:)``, after each host had its time.
  public static func connect(_ configuration: ConnectionConfiguration) async throws -> PostgresConnection {
    let connection = try PostgresConnection(configuration)
    try await connection.establish()
    return connection
  }

  private func establish() async throws {
    try await operate {
      do {
        handle = try Connector(configuration, thread, interruption).connect(notices)
      } catch {
        thread.stop()
        throw error
      }
    }
    interruption.connect(handle.makeCancelHandle())
    mode = .idle
    socket.store(handle.socket, ordering: .relaxed)
    open.store(true, ordering: .releasing)
    watch()
  }

  /// Closes the connection. Further calls throw; a second close does nothing.
  public func close() {
    guard mode != .closed else { return }
    _ = lose(ConnectionFailure(stage: .idle, reason: "it was closed"))
  }

  // MARK: State

  /// Whether the connection is open, as far as is known; never waits.
  public nonisolated var isAlive: Bool { open.load(ordering: .acquiring) }

  /// Whether a transaction is open.
  public var transactionStatus: TransactionStatus { TransactionStatus(handle.transactionStatus) }

  /// The major and minor version as one number: 150004 is 15.4.
  public var serverVersion: Int { handle.serverVersion }

  /// The number of the server's process, as `pg_stat_activity` shows it.
  public var processID: Int { handle.processID }

  public var usesTLS: Bool { handle.usesTLS }

  /// The host and port of the server that took the connection in.
  public var server: (host: String, port: String) { (handle.host, handle.port) }

  /// A setting that the server reports by itself: `server_version`, `in_hot_standby`, `TimeZone`; nil for any other.
  public func parameter(_ name: String) -> String? { handle.parameter(name) }

  // MARK: Operating

  /// Runs `body` as one operation, which the task's cancellation ends unless `isShielded`.
  ///
  /// A server that stays silent for longer than `limit` loses the connection.
  func operate<T>(
    isShielded: Bool = false,
    within limit: Duration? = nil,
    _ body: () throws -> T
  ) async throws -> T {
    let operation = interruption.begin()
    if let limit = limit ?? configuration.statementTimeout.map({ $0 + configuration.grace }) {
      operationStart = .now
      deadline = operationStart + limit
    }
    guard !isShielded else {
      defer { settle() }
      return try body()
    }
    return try await withTaskCancellationHandler {
      // Here, and not around it, because only a closure that uses the actor runs on the actor's thread.
      defer { settle() }
      return try body()
    } onCancel: { [interruption] in
      interruption.cancel(operation)
    }
  }

  /// Whether the last operation left no transaction, COPY or pipeline behind; never waits.
  nonisolated var isClean: Bool { clean.load(ordering: .acquiring) }

  /// Ends an operation. A cancellation on its way is waited for: later it would hit the next statement.
  private func settle() {
    deadline = nil
    nextCancellation = nil
    defer { clean.store(mode == .idle && handle.transactionStatus == PQTRANS_IDLE, ordering: .releasing) }
    if interruption.isDelivering, mode != .closed {
      let end = ContinuousClock.now + configuration.grace
      while interruption.isDelivering, .now < end {
        _ = thread.poll(socket: -1, for: .read, until: end)
      }
      if interruption.isDelivering {
        _ = lose(ConnectionFailure(stage: .idle, reason: "the server did not take note of a cancellation"))
      }
    }
    interruption.end()
  }

  func require(_ wanted: Mode) throws(PostgresError) {
    guard mode != wanted else { return }
    switch mode {
    case .closed: throw .connection(loss)
    case .copyIn, .copyOut: throw .misuse("a COPY is under way on it")
    case .pipeline: throw .misuse("a pipeline is open on it")
    case .idle: throw .misuse("no COPY or pipeline is under way on it")
    }
  }

  /// Notes that a statement is about to be sent, unless the task was cancelled.
  func willSend() throws(PostgresError) {
    guard interruption.willSend() else { throw .cancelled }
  }

  /// Throws unless libpq took a statement.
  func sent(_ success: Bool) throws(PostgresError) {
    guard success else { throw handle.isOpen ? .misuse(handle.errorText) : lose() }
  }

  /// When a wait ends at the latest.
  ///
  /// Under TLS the rest of a record may be with the library while the socket is silent. It cannot be asked, so it is
  /// read anew every so often.
  private var waitEnd: ContinuousClock.Instant? {
    let lookAgain = handle.usesTLS ? ContinuousClock.now + .milliseconds(20) : nil
    return [deadline, nextCancellation, lookAgain].compactMap(\.self).min()
  }

  /// Sees to it that a cancelled statement ends: the server is asked again and again, and at last given up.
  private func pursueCancellation() {
    let now = ContinuousClock.now
    if let next = nextCancellation {
      guard next <= now else { return }
      interruption.cancelAgain()
    } else {
      let end = now + configuration.grace
      deadline = deadline.map { min($0, end) } ?? end
    }
    nextCancellation = now + .milliseconds(100)
  }

  /// Waits until the socket may be ready, and gives the connection up when the server stays silent beyond all limits.
  func wait(for interest: ConnectionThread.Interest) throws(PostgresError) {
    if interruption.isCancelled { pursueCancellation() }
    let ready = thread.poll(socket: handle.socket, for: interest, until: waitEnd)
    if ready.socket { return }
    guard let deadline, deadline <= .now else { return }
    let wasCancelled = interruption.isCancelled
    let failure = lose(ConnectionFailure(stage: .underWay, reason: "the server does not answer"))
    throw wasCancelled ? .cancelled : failure
  }

  /// Sends what libpq holds, and takes in what comes meanwhile: a server may stop reading until it is read from.
  func flush() throws(PostgresError) {
    while true {
      switch handle.flush() {
      case 0: return
      case 1:
        try wait(for: [.read, .write])
        guard handle.consumeInput() else { throw lose() }
      default: throw lose()
      }
    }
  }

  /// Waits for the next result; nil at the end of a statement's results.
  func nextResult() throws(PostgresError) -> ResultHandle? {
    while handle.isBusy {
      try wait(for: .read)
      // A failure leaves a result that tells it, so there is nothing to do about it here.
      _ = handle.consumeInput()
    }
    return handle.nextResult()
  }

  /// What a result that tells of a failure means.
  func failure(of result: borrowing ResultHandle) -> PostgresError {
    guard let error = result.serverError else {
      return handle.isOpen ? .protocolViolation(result.errorText) : lose()
    }
    if error.isFatal { return lose(ConnectionFailure(stage: .underWay, reason: error.message, server: error)) }
    if error.sqlState == .queryCanceled {
      if interruption.isCancelled { return .cancelled }
      if let limit = configuration.statementTimeout, .now - operationStart >= limit { return .timedOut(after: limit) }
    }
    return .server(error)
  }

  /// Gives the connection up, and returns the error to throw.
  func lose(_ failure: ConnectionFailure? = nil) -> PostgresError {
    let failure = failure ?? lossByLibrary()
    if mode != .closed {
      loss = failure
      loss.stage = .idle
      mode = .closed
      open.store(false, ordering: .releasing)
      thread.endWatch()
      handle.finish()
      listeners.finish(throwing: .connection(loss))
      thread.stop()
    }
    return .connection(failure)
  }

  func lossByLibrary() -> ConnectionFailure {
    let text = configuration.redacted(handle.errorText.trimmed)
    let last = notices.lastFatal
    return ConnectionFailure(
      stage: .underWay,
      reason: last.map(\.message) ?? (text.isEmpty ? "it broke" : text),
      server: last
    )
  }
}
