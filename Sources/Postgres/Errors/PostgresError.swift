/// What can go wrong with a database, sorted by what the caller can do about it.
///
/// No case and no description ever carries a password.
public enum PostgresError: Error, Sendable, Hashable {
  /// The server refused a statement; the connection lives on. Correct the statement, its values or its rights.
  case server(ServerError)
  /// There is no connection, or no more. ``ConnectionFailure/isRetryable`` says whether to try again.
  case connection(ConnectionFailure)
  /// A value did not have the type it was asked for as. Correct the Swift type or the statement.
  case decoding(DecodingFailure)
  /// A value cannot be sent: a text with a NUL, an array too long. `parameter` counts from 1.
  case encoding(parameter: Int, reason: String)
  /// The connection string or a setting is wrong.
  case configuration(String)
  /// The task was cancelled; the server was told to stop, and the statement had no effect.
  case cancelled
  /// The statement timeout passed; the server stopped the statement, which had no effect.
  case timedOut(after: Duration)
  /// A statement of a pipeline that the server passed over, because an earlier one failed.
  case skipped(because: ServerError?)
  /// The pool had no connection to lend.
  case pool(PoolFailure)
  /// The connection was used in a way its state does not allow.
  case misuse(String)
  /// The server sent what its protocol does not allow here.
  case protocolViolation(String)
}

extension PostgresError {
  /// What the server said, where it said something.
  public var serverError: ServerError? {
    switch self {
    case .server(let error): error
    case .connection(let failure): failure.server
    case .skipped(let cause): cause
    default: nil
    }
  }

  public var sqlState: SQLState? { serverError?.sqlState }

  /// Whether the same work may well succeed when it is begun again from its start.
  public var isRetryable: Bool {
    switch self {
    case .server(let error): error.isRetryable
    case .connection(let failure): failure.isRetryable
    case .pool(.exhausted): true
    default: false
    }
  }
}

extension PostgresError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .server(let error): "the database refused: \(error)"
    case .connection(let failure): failure.description
    case .decoding(let failure): failure.description
    case .encoding(let parameter, let reason): "parameter $\(parameter) cannot be sent: \(reason)"
    case .configuration(let reason): "the connection settings are wrong: \(reason)"
    case .cancelled: "the statement was cancelled"
    case .timedOut(let limit): "the statement took longer than its limit of \(limit), and was stopped"
    case .skipped(let cause):
      "the statement was passed over, because an earlier one of its pipeline failed"
        + (cause.map { ": \($0)" } ?? "")
    case .pool(let failure): failure.description
    case .misuse(let reason): "a database connection was misused: \(reason)"
    case .protocolViolation(let reason): "the database sent what was not expected: \(reason)"
    }
  }
}
