/// Who waits for which notifications on a connection.
struct Listeners {
  typealias Stream = AsyncThrowingStream<Notification, any Error>

  private struct Listener {
    var channel: String
    var continuation: Stream.Continuation
  }

  private var listeners: [Int: Listener] = [:]
  private var next = 0

  /// The number of notifications that may wait to be taken; one more ends the stream, for nothing may be lost unseen.
  static let limit = 65_536

  mutating func add(_ channel: String) -> (id: Int, stream: Stream) {
    let (stream, continuation) = Stream.makeStream(bufferingPolicy: .bufferingOldest(Self.limit))
    next += 1
    listeners[next] = Listener(channel: channel, continuation: continuation)
    return (next, stream)
  }

  /// Returns whether the channel has no listener left.
  mutating func remove(_ id: Int) -> Bool {
    guard let listener = listeners.removeValue(forKey: id) else { return false }
    listener.continuation.finish()
    return !listeners.values.contains { $0.channel == listener.channel }
  }

  mutating func deliver(_ notification: Notification) {
    for listener in listeners.values where listener.channel == notification.channel {
      if case .dropped = listener.continuation.yield(notification) {
        listener.continuation.finish(
          throwing: PostgresError.misuse("more than \(Self.limit) notifications were left untaken")
        )
      }
    }
  }

  mutating func finish(throwing error: PostgresError) {
    for listener in listeners.values { listener.continuation.finish(throwing: error) }
    listeners = [:]
  }
}
