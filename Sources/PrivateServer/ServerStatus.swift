/// What there is of a private server in its folder.
public enum ServerStatus: Equatable, Sendable {
  /// The folder holds no data yet.
  case absent
  /// There is data, and no server runs on it.
  case stopped
  /// A server has started and recovers; it takes no connections yet.
  case starting(processID: Int32)
  /// A server takes connections.
  case running(processID: Int32)
}
