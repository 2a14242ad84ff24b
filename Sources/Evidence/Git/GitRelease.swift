package import ReleaseRecords

/// A release as a tag tells of it.
package struct GitRelease: Sendable {
  /// What SemVer says of a version, compared with the release before it.
  package enum Size: String, Hashable, Sendable {
    case major, minor, patch, prerelease
  }

  /// What a reader of the release should know about how it was found.
  package enum Remark: Hashable, Sendable {
    /// The tag's commit is not on the line of first parents of the main branch, but on a release branch, say.
    case offMainLine
    /// The tag's commit is not in the history given, so what the release contains is unknown.
    case commitMissing
    /// Older commits of the release are missing, the history being shallow.
    case historyCut
    /// The tag claims an earlier time than its own commit does.
    case timeBeforeCommit(GitCommit)
    /// Another release has the same commit, so this one contains nothing of its own.
    case sameCommit(as: SemanticVersion)
  }

  package let tag: GitTag
  package let version: SemanticVersion
  /// The release before this one by precedence, among those before it in version control. For a release proper it is
  /// a release proper. `nil` for the first.
  package let previous: SemanticVersion?
  package let size: Size
  /// Where the commits lie in the history's `commits` that are in this release and in none before it, oldest first.
  package let changes: [Int32]
  package let remarks: [Remark]

  /// When it was released: the time of an annotated tag; else the time of the commit, a lightweight tag having none.
  package var releasedAt: Timestamp { tag.createdAt }

  static func size(of version: SemanticVersion, after previous: SemanticVersion?) -> Size {
    if version.isPrerelease { return .prerelease }
    guard let previous else { return version.patch != "0" ? .patch : version.minor != "0" ? .minor : .major }
    return version.major != previous.major ? .major : version.minor != previous.minor ? .minor : .patch
  }
}
