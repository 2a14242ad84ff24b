/// What another session said with NOTIFY.
public struct Notification: Sendable, Hashable {
  public var channel: String
  public var payload: String
  /// The server process of the session that said it.
  public var processID: Int
}
