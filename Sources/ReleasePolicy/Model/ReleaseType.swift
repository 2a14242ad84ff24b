/// A type of release and how it is recognised.
public struct ReleaseType: Hashable, Sendable {
  public var title: String?
  /// Other words in `release.type` that mean this type.
  public var aliases: [String] = []
  /// The part of the version that such a release raises; `nil` where any will do.
  public var bump: VersionBump?
}

/// The part of a semantic version that a release raises against the one before it.
public enum VersionBump: String, CaseIterable, Hashable, Sendable {
  case major, minor, patch
}
