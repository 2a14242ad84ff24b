/// The commits and tags of a repository.
package struct GitHistory: Sendable {
  /// Each commit once, in the order in which it was read.
  package let commits: [GitCommit]
  package let tags: [GitTag]
  /// The commit at the end of the main line: the branch whose history this is.
  package let head: CommitID?
  /// Whether only first parents were read; other parents are then unknown by intention.
  package let isFirstParentOnly: Bool
  /// The oldest commits known, where older ones are missing: the history is shallow. Empty when it is whole.
  package let cutAt: Set<CommitID>

  private let positions: [CommitID: Int]

  /// - Parameters:
  ///   - head: where unknown, the first commit read.
  ///   - shallow: commits that git was told to take for the first ones, although they have parents.
  package init(
    commits: [GitCommit],
    tags: [GitTag],
    head: CommitID? = nil,
    isFirstParentOnly: Bool = false,
    shallow: Set<CommitID> = []
  ) {
    var positions: [CommitID: Int] = [:]
    positions.reserveCapacity(commits.count)
    var distinct: [GitCommit] = []
    distinct.reserveCapacity(commits.count)
    for commit in commits where positions.updateValue(distinct.count, forKey: commit.id) == nil {
      distinct.append(commit)
    }
    if distinct.count != commits.count {
      positions = Dictionary(uniqueKeysWithValues: distinct.enumerated().map { ($1.id, $0) })
    }
    var cut = shallow.filter { positions[$0] != nil }
    for commit in distinct {
      let expected = isFirstParentOnly ? commit.parents.prefix(1) : commit.parents[...]
      if expected.contains(where: { positions[$0] == nil }) { cut.insert(commit.id) }
    }
    self.commits = distinct
    self.tags = tags
    self.head = head ?? distinct.first?.id
    self.isFirstParentOnly = isFirstParentOnly
    self.cutAt = cut
    self.positions = positions
  }

  /// Where a commit stands in ``commits``; `nil` when it is not part of this history.
  package func position(of commit: CommitID) -> Int? { positions[commit] }
}
