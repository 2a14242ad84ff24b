public import ReleaseRecords

/// What the ledger says of a record it has taken.
public struct Receipt: Hashable, Sendable {
  /// The record's position in the log, from 0.
  public let sequence: Int64
  /// When the ledger learned of it.
  public let recordedAt: Timestamp
  /// Whether the record was there already under the same idempotency key, so that nothing was appended now.
  public let isRepetition: Bool
}
