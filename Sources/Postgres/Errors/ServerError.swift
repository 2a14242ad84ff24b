/// What the server said of a failure or a notice, with all its fields.
public struct ServerError: Error, Sendable, Hashable {
  /// `ERROR`, `FATAL`, `PANIC`, or for a notice `WARNING`, `NOTICE`, `INFO`, …; never translated.
  public var severity: String
  /// Five characters, as listed in PostgreSQL's appendix A.
  public var sqlState: SQLState
  public var message: String
  public var detail: String?
  public var hint: String?
  /// Where in the statement, counted in characters from 1.
  public var position: Int?
  /// The functions the server was in, innermost first.
  public var context: String?
  public var schema: String?
  public var table: String?
  public var column: String?
  public var dataType: String?
  public var constraint: String?

  /// Whether the server ended the connection over it.
  public var isFatal: Bool { severity == "FATAL" || severity == "PANIC" }

  /// Whether the same transaction may well succeed when it is run again from its start.
  public var isRetryable: Bool {
    switch sqlState {
    case .serializationFailure, .deadlockDetected, .tooManyConnections, .cannotConnectNow, .lockNotAvailable,
      .adminShutdown, .crashShutdown:
      true
    default: false
    }
  }
}

extension ServerError: CustomStringConvertible {
  public var description: String {
    var text = "\(severity) \(sqlState): \(message)"
    if let detail { text += "\ndetail: \(detail)" }
    if let hint { text += "\nhint: \(hint)" }
    if let position { text += "\nat character \(position) of the statement" }
    if let context { text += "\ncontext: \(context)" }
    return text
  }
}
