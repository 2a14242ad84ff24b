/// A five-character code of a failure, as PostgreSQL's appendix A lists them.
///
/// ```swift
/// catch PostgresError.server(let error) where error.sqlState == .uniqueViolation { … }
/// ```
public struct SQLState: RawRepresentable, Hashable, Sendable, ExpressibleByStringLiteral {
  public var rawValue: String

  public init(rawValue: String) { self.rawValue = rawValue }
  public init(stringLiteral value: String) { rawValue = value }

  public static let connectionException: SQLState = "08000"
  public static let featureNotSupported: SQLState = "0A000"
  public static let invalidCopyData: SQLState = "22P04"
  public static let invalidParameterValue: SQLState = "22023"
  public static let invalidText: SQLState = "22P02"
  public static let notNullViolation: SQLState = "23502"
  public static let foreignKeyViolation: SQLState = "23503"
  public static let uniqueViolation: SQLState = "23505"
  public static let checkViolation: SQLState = "23514"
  public static let readOnlyTransaction: SQLState = "25006"
  public static let failedTransaction: SQLState = "25P02"
  public static let invalidStatementName: SQLState = "26000"
  public static let invalidAuthorization: SQLState = "28000"
  public static let invalidPassword: SQLState = "28P01"
  public static let unknownDatabase: SQLState = "3D000"
  public static let serializationFailure: SQLState = "40001"
  public static let deadlockDetected: SQLState = "40P01"
  public static let syntaxError: SQLState = "42601"
  public static let insufficientPrivilege: SQLState = "42501"
  public static let undefinedFunction: SQLState = "42883"
  public static let undefinedTable: SQLState = "42P01"
  public static let diskFull: SQLState = "53100"
  public static let tooManyConnections: SQLState = "53300"
  public static let lockNotAvailable: SQLState = "55P03"
  public static let queryCanceled: SQLState = "57014"
  public static let adminShutdown: SQLState = "57P01"
  public static let crashShutdown: SQLState = "57P02"
  public static let cannotConnectNow: SQLState = "57P03"
  public static let raisedException: SQLState = "P0001"
}

extension SQLState: CustomStringConvertible {
  public var description: String { rawValue }
}
