internal import CLibpq

/// Takes a connection's notices on the connection's thread.
///
/// What the server says last before it ends a connection comes as a notice too, and is kept: it is the reason.
final class NoticeSink {
  private let handler: (@Sendable (ServerError) -> Void)?
  private(set) var lastFatal: ServerError?

  init(handler: (@Sendable (ServerError) -> Void)?) {
    self.handler = handler
  }

  func take(_ notice: ServerError) {
    if notice.isFatal { lastFatal = notice }
    handler?(notice)
  }
}
