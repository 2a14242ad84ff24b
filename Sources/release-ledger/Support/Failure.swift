internal import ArgumentParser
internal import DeliveryMetrics
internal import Evidence
internal import GitRepository
internal import Glibc
internal import LedgerStore
internal import Postgres
internal import PrivateServer
internal import ReleaseGovernance
internal import ReleasePolicy
internal import ReleaseRecords
internal import ReleaseReports
internal import Reporting
internal import TransparencyLog

/// Why the program ends without having done what was asked: a message for people and an exit code for programs.
struct Failure: Error {
  enum Code: Int32 {
    case notAllowed = 10
    case verificationFailed = 11
    case usage = 64
    case badData = 65
    case unavailable = 69
    case notWritten = 74
    case noPermission = 77
  }

  let message: String
  let code: Code

  init(_ message: String, code: Code) {
    self.message = message
    self.code = code
  }

  /// Writes the message to standard error, and ends the program.
  func exit() -> Never {
    for line in message.split(separator: "\n", omittingEmptySubsequences: false) {
      Terminal.writeError("error: \(line)")
    }
    Failure.end(code)
  }

  /// Ends the program with a code, after all that it wrote.
  static func end(_ code: Code) -> Never {
    Terminal.flush()
    Glibc.exit(code.rawValue)
  }
}

extension Failure {
  /// Whether an error is one that this program gives an exit code of its own.
  static func knows(_ error: any Error) -> Bool {
    switch error {
    case is LedgerError, is PostgresError, is RecordError, is PrivateServerError, is MalformedInput, is NoteError,
      is ProofError, is TileError, is CancellationError, is EvidenceError, is StatusPageError, is AtlasStateError,
      is ReportTemplateError, is ControlMappingError, is MetricsError, is GitRepositoryError, is GitHistoryError,
      is DocumentError, is GovernanceError:
      true
    default: false
    }
  }

  init(_ error: any Error) {
    let code: Code =
      switch error {
      case let error as LedgerError: Self.code(error)
      case let error as PostgresError: Self.code(error)
      case is PrivateServerError, is CancellationError: .unavailable
      case is NoteError, is ProofError, is TileError: .verificationFailed
      default: .badData
      }
    self.init("\(error)", code: code)
  }

  private static func code(_ error: LedgerError) -> Code {
    switch error {
    case .refused, .keyConflict, .noRecord, .file: .badData
    case .notPermitted: .noPermission
    case .unavailable, .tooEarly, .outcomeUnknown, .schema: .unavailable
    case .forked, .corrupt: .verificationFailed
    case .database(let error): code(error)
    }
  }

  private static func code(_ error: PostgresError) -> Code {
    switch error {
    case .configuration: .usage
    default:
      switch error.sqlState {
      case .invalidPassword, .invalidAuthorization, .insufficientPrivilege: .noPermission
      // data exceptions: what was asked cannot be, as a time zone that there is none of
      case let state? where state.rawValue.hasPrefix("22"): .badData
      default: .unavailable
      }
    }
  }
}
