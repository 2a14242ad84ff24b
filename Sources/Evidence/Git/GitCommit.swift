public import ReleaseRecords

/// A commit, as far as it matters for releases.
public struct GitCommit: Hashable, Sendable {
  public let id: CommitID
  /// The first one is the line that was merged into.
  public let parents: [CommitID]
  /// `nil` where the source of the history leaves people out.
  public let author: GitPerson?
  /// From `Co-authored-by:` trailers.
  public let coAuthors: [GitPerson]
  public let authoredAt: Timestamp
  public let committedAt: Timestamp
  /// The first line of the message.
  public let subject: String

  public init(
    id: CommitID,
    parents: [CommitID],
    author: GitPerson? = nil,
    coAuthors: [GitPerson] = [],
    authoredAt: Timestamp,
    committedAt: Timestamp,
    subject: String = ""
  ) {
    self.id = id
    self.parents = parents
    self.author = author
    self.coAuthors = coAuthors
    self.authoredAt = authoredAt
    self.committedAt = committedAt
    self.subject = subject
  }
}
