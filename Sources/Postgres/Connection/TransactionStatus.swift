internal import CLibpq

/// Where a connection stands with transactions.
public enum TransactionStatus: Sendable, Hashable {
  /// No transaction is open.
  case idle
  /// One is open and well.
  case open
  /// One is open and failed; it can only be rolled back.
  case failed
  /// A statement is under way.
  case active
  /// There is no connection.
  case unknown

  init(_ status: PGTransactionStatusType) {
    self =
      switch status {
      case PQTRANS_IDLE: .idle
      case PQTRANS_INTRANS: .open
      case PQTRANS_INERROR: .failed
      case PQTRANS_ACTIVE: .active
      default: .unknown
      }
  }
}
