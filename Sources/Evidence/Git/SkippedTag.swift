internal import ReleaseRecords

/// A tag that is no release, and why.
package struct SkippedTag: Hashable, Sendable {
  package enum Reason: Error, Hashable, Sendable {
    /// The name is not a version of SemVer 2.0.0.
    case notSemanticVersion
    /// It names another component, or none.
    case otherComponent
    /// Prereleases were not asked for.
    case prerelease
    /// Another tag is this version already.
    case sameVersion(as: GitTag)
  }

  package let tag: GitTag
  package let reason: Reason
}

extension SkippedTag: CustomStringConvertible {
  package var description: String {
    switch reason {
    case .notSemanticVersion: "\(tag.name): not a semantic version"
    case .otherComponent: "\(tag.name): of another component"
    case .prerelease: "\(tag.name): a prerelease"
    case .sameVersion(let other):
      "\(tag.name): the tag \(other.name) is this version already"
        + (other.commit == tag.commit ? "" : ", and it is another commit")
    }
  }
}
