public import ReleaseRecords

/// A migration, and when it was applied.
public struct MigrationStatus: Hashable, Sendable {
  /// Its number, from 1.
  public let number: Int
  public let name: String
  /// When it was applied; nil where it has not been.
  public let appliedAt: Timestamp?
}
