internal import Synchronization

// What comes from the server while nothing is asked of it.
extension PostgresConnection {
  /// Has the thread look out, while idle, for notifications and for the end of the connection.
  func watch() {
    guard mode == .idle else { return }
    thread.watch(handle.socket) { [weak self] in
      Task { await self?.receiveUnasked() }
    }
  }

  /// Whether there is something to read; for a connection that is idle, so that it is either a notification or the end.
  nonisolated var hasNews: Bool {
    ConnectionThread.isReadable(socket.load(ordering: .relaxed))
  }

  /// Takes in notifications, or the end of the connection.
  func receiveUnasked() {
    guard mode == .idle else { return }
    let isReadable = handle.consumeInput()
    // Reads the server's last words too.
    deliverNotifications()
    guard isReadable, handle.isOpen, notices.lastFatal == nil else {
      var failure = lossByLibrary()
      failure.stage = .idle
      _ = lose(failure)
      return
    }
    watch()
  }

  /// Hands what came with other answers to the listeners.
  func deliverNotifications() {
    while let notification = handle.nextNotification() { listeners.deliver(notification) }
  }

  /// Leaves a COPY or a pipeline.
  func becomeIdle() {
    guard mode != .closed else { return }
    mode = .idle
    watch()
  }
}
