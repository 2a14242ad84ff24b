public import ReleaseRecords

/// A tag and the commit it names.
public struct GitTag: Hashable, Sendable {
  /// The name below `refs/tags/`.
  public let name: String
  public let commit: CommitID
  /// When the tag was made where it is annotated; a lightweight tag has no time of its own, and this is its commit's.
  public let createdAt: Timestamp
  public let isAnnotated: Bool

  public init(name: String, commit: CommitID, createdAt: Timestamp, isAnnotated: Bool) {
    self.name = name
    self.commit = commit
    self.createdAt = createdAt
    self.isAnnotated = isAnnotated
  }
}
