public import ReleaseRecords
public import TransparencyLog

/// Where a log stands: its name, its size and the right edge of its tree.
public struct Head: Hashable, Sendable {
  /// The log's name, which no other log has.
  public let origin: String
  /// The number of records, and the roots of the perfect subtrees over them.
  public let frontier: Frontier
  /// When the last record was recorded; nil where there is none.
  public let recordedAt: Timestamp?

  /// The number of records.
  public var size: Int64 { Int64(frontier.size) }

  /// The root of the tree over them (RFC 6962 §2.1).
  public var root: Hash { frontier.root }
}
