package import ReleaseRecords

/// A commit, as far as it matters for releases.
package struct GitCommit: Hashable, Sendable {
  package let id: CommitID
  /// The first one is the line that was merged into.
  package let parents: [CommitID]
  /// `nil` where the source of the history leaves people out.
  package let author: GitPerson?
  /// From `Co-authored-by:` trailers.
  package let coAuthors: [GitPerson]
  package let authoredAt: Timestamp
  package let committedAt: Timestamp
  /// The first line of the message.
  package let subject: String

  package init(
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
