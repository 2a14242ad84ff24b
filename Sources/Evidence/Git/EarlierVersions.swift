internal import ReleaseRecords

/// The versions met so far, in the order of precedence.
struct EarlierVersions {
  private var all: [SemanticVersion] = []
  private var proper: [SemanticVersion] = []

  /// Adds a version, and returns the one before it: for a release proper, the last release proper.
  mutating func insert(_ version: SemanticVersion) -> SemanticVersion? {
    let place = Self.place(of: version, in: all)
    let previous = place > 0 ? all[place - 1] : nil
    all.insert(version, at: place)
    guard !version.isPrerelease else { return previous }
    let properPlace = Self.place(of: version, in: proper)
    let previousProper = properPlace > 0 ? proper[properPlace - 1] : nil
    proper.insert(version, at: properPlace)
    return previousProper
  }

  /// How many of the sorted versions come before this one.
  private static func place(of version: SemanticVersion, in versions: [SemanticVersion]) -> Int {
    versions.partitioningIndex { !$0.precedes(version) }
  }
}
