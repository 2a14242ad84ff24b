package import ReleaseRecords

/// A tag and the commit it names.
package struct GitTag: Hashable, Sendable {
  /// The name below `refs/tags/`.
  package let name: String
  package let commit: CommitID
  /// When the tag was made where it is annotated; a lightweight tag has no time of its own, and this is its commit's.
  package let createdAt: Timestamp
  package let isAnnotated: Bool

  package init(name: String, commit: CommitID, createdAt: Timestamp, isAnnotated: Bool) {
    self.name = name
    self.commit = commit
    self.createdAt = createdAt
    self.isAnnotated = isAnnotated
  }
}
