/// A type of release and how it is recognised.
package struct ReleaseType: Hashable, Sendable {
  package var title: String?
  /// Other words in `release.type` that mean this type.
  package var aliases: [String] = []
  /// The part of the version that such a release raises; `nil` where any will do.
  package var bump: VersionBump?
}

/// The part of a semantic version that a release raises against the one before it.
package enum VersionBump: String, CaseIterable, Hashable, Sendable {
  case major, minor, patch
}
