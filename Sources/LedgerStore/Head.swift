public import ReleaseRecords
public import TransparencyLog

/// Where a log stands: its name, its size and the right edge of its tree.
public struct Head: Hashable, Sendable {
  /// The log's name, which no other log has.
  public let origin: String
  /// The number of records.
  public let size: Int64
  /// The right edge of the tree over them, by the hashes that the log keeps; nil where some are missing or not their leaves'.
  public let frontier: Frontier?
  /// When the last record was recorded; nil where there is none.
  public let recordedAt: Timestamp?

  /// The root of the tree over them (RFC 6962 §2.1).
  ///
  /// - Throws: ``LedgerError/corrupt(sequence:_:)`` where the log does not keep all of its right edge.
  public var root: Hash {
    get throws(LedgerError) {
      guard let frontier else {
        throw .corrupt(sequence: nil, "of the last \(size % 256) records some are missing or altered")
      }
      return frontier.root
    }
  }
}
