internal import CLibpq

/// Owns what libpq needs to ask a server to cancel a connection's statement, apart from the connection itself.
///
/// libpq allows its use from any thread.
struct CancelHandle: ~Copyable, @unchecked Sendable {
  private let pointer: OpaquePointer

  init?(owning pointer: OpaquePointer?) {
    guard let pointer else { return nil }
    self.pointer = pointer
  }

  deinit {
    PQfreeCancel(pointer)
  }

  /// Asks the server to cancel, and blocks until it has taken note.
  func request() {
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { reason in
      // Whether it failed shows in the connection itself: its statement goes on until the grace is over.
      _ = PQcancel(pointer, reason.baseAddress, Int32(reason.count))
    }
  }
}
