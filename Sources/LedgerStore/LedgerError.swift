public import Postgres

/// Why the ledger did not do what was asked, sorted by what the caller can do about it.
public enum LedgerError: Error, Sendable {
  /// The ledger does not take a record; nothing was appended. Correct it, and try again.
  case refused(String, detail: String?, hint: String?)
  /// An idempotency key stands for another record already; nothing was appended.
  case keyConflict(String, detail: String?, hint: String?)
  /// The database user may not do this.
  case notPermitted(String, hint: String?)
  /// The database cannot be reached or used just now. What was asked may be asked again.
  case unavailable(String, hint: String?)
  /// Records came before the one that they were to come after; nothing was appended. Send them again when it is there.
  case tooEarly(String)
  /// The connection broke while a record without an idempotency key was appended: nobody knows whether it was.
  case outcomeUnknown(String)
  /// The database's schema is not the one this program works with.
  case schema(SchemaProblem)
  /// The log in the database is not a continuation of the one seen before.
  case forked(ForkProblem)
  /// There is no such record.
  case noRecord(sequence: Int64, size: Int64)
  /// What the database holds cannot be read as a ledger.
  case corrupt(sequence: Int64?, String)
  /// A file beside the database, such as a key, cannot be used.
  case file(path: String, String)
  /// Anything else that the database said.
  case database(PostgresError)
}

extension LedgerError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .refused(let message, let detail, let hint), .keyConflict(let message, let detail, let hint):
      [message, detail, hint].compactMap(\.self).joined(separator: "; ")
    case .notPermitted(let message, let hint), .unavailable(let message, let hint):
      [message, hint].compactMap(\.self).joined(separator: "; ")
    case .tooEarly(let message): message
    case .outcomeUnknown(let message):
      "\(message); whether the record was appended is not known: look it up before you record it again"
    case .schema(let problem): problem.description
    case .forked(let problem): problem.description
    case .noRecord(let sequence, let size):
      size == 0
        ? "there is no record \(sequence): the ledger is empty"
        : "there is no record \(sequence): the ledger has records 0 to \(size - 1)"
    case .corrupt(let sequence, let message):
      "the ledger is damaged\(sequence.map { " at record \($0)" } ?? ""): \(message); run `audit verify`"
    case .file(let path, let message): "\(path): \(message)"
    case .database(let error): error.description
    }
  }
}

extension LedgerError {
  /// What an error of the database means to somebody who uses the ledger.
  init(_ error: PostgresError) {
    let server = error.serverError
    switch error.sqlState {
    case "RL001": self = .keyConflict(server?.message ?? "", detail: server?.detail, hint: server?.hint)
    case "RL002", .notNullViolation, .checkViolation, .invalidText:
      self = .refused(server?.message ?? "", detail: server?.detail, hint: server?.hint)
    case "RL003", "RL004": self = .notPermitted(server?.message ?? "", hint: server?.hint)
    case "RL005": self = .tooEarly(server?.message ?? "")
    case "RL006": self = .corrupt(sequence: nil, server?.message ?? "")
    case .insufficientPrivilege:
      self = .notPermitted(
        server?.message ?? "",
        hint: "grant the user one of the ledger's roles: see `release-ledger database roles`"
      )
    case .readOnlyTransaction:
      self = .unavailable(
        "this database only reads: it is a standby or set to read-only",
        hint: "name the primary, or all hosts with target_session_attrs=read-write"
      )
    case .diskFull:
      self = .unavailable(
        "the database's disk is full: \(server?.message ?? "")",
        hint: "nothing was appended; make room and try again"
      )
    default:
      if case .decoding(let failure) = error {
        self = .corrupt(sequence: nil, failure.description)
        return
      }
      self = error.isRetryable ? .unavailable(error.description, hint: nil) : .database(error)
    }
  }
}
