internal import Synchronization

/// Brings the cancellation of a task to the statement it waits for, and to no other.
///
/// A request to cancel names a connection, not a statement: so the next statement waits until a request under way has
/// been delivered.
final class Interruption: Sendable {
  /// What the request needs, kept apart from the connection, which may be gone by then.
  private final class Request: Sendable {
    let handle: CancelHandle

    init(_ handle: consuming CancelHandle) { self.handle = handle }
  }

  private struct State {
    var request: Request?
    var current: UInt64 = 0
    var isActive = false
    var isCancelled = false
    var isSent = false
    var isDelivering = false
  }

  private let state = Mutex(State())
  private let thread: ConnectionThread

  init(thread: ConnectionThread) { self.thread = thread }

  func connect(_ handle: consuming CancelHandle?) {
    guard let handle else { return }
    let request = Request(handle)
    state.withLock { $0.request = request }
  }

  /// Begins an operation, and returns its number.
  func begin() -> UInt64 {
    state.withLock { state in
      state.current += 1
      state.isActive = true
      state.isCancelled = false
      state.isSent = false
      return state.current
    }
  }

  func end() {
    state.withLock { $0.isActive = false }
  }

  /// Notes that the server is about to get a statement. Returns false when it must not be sent any more.
  func willSend() -> Bool {
    state.withLock { state in
      if state.isActive && state.isCancelled { return false }
      state.isSent = true
      return true
    }
  }

  var isCancelled: Bool { state.withLock { $0.isActive && $0.isCancelled } }
  var isDelivering: Bool { state.withLock(\.isDelivering) }

  /// Cancels the operation that goes on.
  func cancelCurrent() {
    cancel(state.withLock(\.current))
  }

  /// Cancels the operation of that number, if it still goes on. Returns at once.
  func cancel(_ operation: UInt64) {
    let request = state.withLock { state -> Request? in
      guard state.isActive, state.current == operation, !state.isCancelled else { return nil }
      state.isCancelled = true
      guard state.isSent, let request = state.request else { return nil }
      state.isDelivering = true
      return request
    }
    thread.wakeup.signal()
    if let request { deliver(request) }
  }

  /// Asks once more, for a server that was asked before it had begun with the statement has done nothing.
  func cancelAgain() {
    let request = state.withLock { state -> Request? in
      guard state.isActive, state.isCancelled, !state.isDelivering, let request = state.request else { return nil }
      state.isDelivering = true
      return request
    }
    if let request { deliver(request) }
  }

  /// Takes the request to the server, which blocks, on a thread for it alone.
  private func deliver(_ request: Request) {
    let deliver: @Sendable () -> Void = { [self] in
      request.handle.request()
      state.withLock { $0.isDelivering = false }
      thread.wakeup.signal()
    }
    if !DetachedThread.start(deliver) { deliver() }
  }
}
