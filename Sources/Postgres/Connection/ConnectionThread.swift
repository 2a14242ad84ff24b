internal import Glibc
internal import Synchronization

/// The one thread that a connection's libpq calls run and block on.
///
/// It is the connection's serial executor. It is a task executor too, so that a task can move onto it whole and spare
/// the way between two threads for each statement.
final class ConnectionThread: SerialExecutor, TaskExecutor {
  private struct State {
    var jobs: [UnownedJob] = []
    var isRunning = false
    var isAsleep = false
    var isStopped = false
    var watchedSocket: Int32 = -1
    var onReadable: (@Sendable () -> Void)?
  }

  private let state = Mutex(State())
  private let identity = Atomic<UInt>(0)
  /// Ends the sleep of an idle thread, and the wait of a busy one.
  let wakeup: Wakeup

  init() throws(PostgresError) {
    wakeup = try Wakeup()
  }

  // MARK: Executing

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    let (mustStart, mustWake) = state.withLock { state in
      state.jobs.append(job)
      let mustStart = !state.isRunning
      let mustWake = state.isAsleep
      state.isRunning = true
      state.isAsleep = false
      return (mustStart, mustWake)
    }
    // With no thread to be had the caller's does the work, and ends when it is done.
    if mustStart, !DetachedThread.start({ self.run() }) {
      stop()
      run()
    }
    if mustWake { wakeup.signal() }
  }

  func isIsolatingCurrentContext() -> Bool? {
    identity.load(ordering: .relaxed) == UInt(pthread_self())
  }

  /// Lets the thread end once it has nothing left to do. A job that comes later starts another.
  func stop() {
    let mustWake = state.withLock { state in
      state.isStopped = true
      state.watchedSocket = -1
      state.onReadable = nil
      defer { state.isAsleep = false }
      return state.isAsleep
    }
    if mustWake { wakeup.signal() }
  }

  // MARK: Watching

  /// Calls `onReadable` once, as soon as `socket` has something to read while the thread is idle.
  func watch(_ socket: Int32, _ onReadable: @escaping @Sendable () -> Void) {
    state.withLock { state in
      guard !state.isStopped else { return }
      state.watchedSocket = socket
      state.onReadable = onReadable
    }
  }

  func endWatch() {
    state.withLock { state in
      state.watchedSocket = -1
      state.onReadable = nil
    }
  }

  // MARK: The loop

  private enum Step {
    case work([UnownedJob])
    case sleep(watching: Int32)
    case end
  }

  private func run() {
    identity.store(UInt(pthread_self()), ordering: .relaxed)
    while true {
      switch nextStep() {
      case .work(let jobs):
        for job in jobs {
          job.runSynchronously(isolatedTo: asUnownedSerialExecutor(), taskExecutor: asUnownedTaskExecutor())
        }
      case .sleep(let socket): sleep(watching: socket)
      case .end: return
      }
    }
  }

  private func nextStep() -> Step {
    state.withLock { state in
      if !state.jobs.isEmpty {
        let jobs = state.jobs
        state.jobs.removeAll(keepingCapacity: false)
        return .work(jobs)
      }
      if state.isStopped {
        state.isRunning = false
        return .end
      }
      state.isAsleep = true
      return .sleep(watching: state.watchedSocket)
    }
  }

  private func sleep(watching socket: Int32) {
    let ready = poll(socket: socket, for: .read, until: nil)
    let onReadable = state.withLock { state -> (@Sendable () -> Void)? in
      state.isAsleep = false
      guard ready.socket, state.watchedSocket == socket else { return nil }
      state.watchedSocket = -1
      defer { state.onReadable = nil }
      return state.onReadable
    }
    onReadable?()
  }

  // MARK: Waiting

  struct Interest: OptionSet {
    let rawValue: Int16
    static let read = Interest(rawValue: Int16(POLLIN))
    static let write = Interest(rawValue: Int16(POLLOUT))
  }

  /// Whether `socket` has something to read, or its end, at this moment.
  static func isReadable(_ socket: Int32) -> Bool {
    var descriptor = pollfd(fd: socket, events: Int16(POLLIN), revents: 0)
    return Glibc.poll(&descriptor, 1, 0) > 0
  }

  /// Blocks until `socket` is ready, someone signals ``wakeup``, or the time is over.
  func poll(
    socket: Int32,
    for interest: Interest,
    until deadline: ContinuousClock.Instant?
  ) -> (socket: Bool, wakeup: Bool) {
    var milliseconds: Int32 = -1
    if let deadline {
      let left = deadline - .now
      let (seconds, attoseconds) = left.components
      // Rounded up, so that a wait of less than a millisecond does not become a busy loop.
      let wanted = seconds * 1000 + attoseconds / 1_000_000_000_000_000 + 1
      milliseconds = Int32(clamping: max(0, wanted))
    }
    return withUnsafeTemporaryAllocation(of: pollfd.self, capacity: 2) { descriptors in
      descriptors.initializeElement(at: 0, to: pollfd(fd: wakeup.descriptor, events: Int16(POLLIN), revents: 0))
      descriptors.initializeElement(at: 1, to: pollfd(fd: socket, events: interest.rawValue, revents: 0))
      guard Glibc.poll(descriptors.baseAddress, 2, milliseconds) > 0 else { return (false, false) }
      let wasWoken = descriptors[0].revents != 0
      if wasWoken { wakeup.clear() }
      return (descriptors[1].revents != 0, wasWoken)
    }
  }
}
