internal import ReleaseRecords

/// The releases that the tags of a history stand for, in the order of version control, and what each contains.
///
///     let history = ReleaseHistory(of: git, service: "kops")
///     for release in history.releases {
///       print(release.version, release.size, release.changes.count)
///     }
///
/// A release contains the commits that its tag reaches and no earlier release's does; so every commit belongs to the
/// first release that has it, and to the first prerelease where that came before. Earlier means: an ancestor, else the
/// older commit, else by precedence of versions.
package struct ReleaseHistory: Sendable {
  /// Which commits count as the changes of a release.
  package enum Contents: Hashable, Sendable {
    /// Those on the line of first parents: with a merge for each pull request, one change a pull request.
    case firstParent
    case all
  }

  package let history: GitHistory
  package let service: String
  package let releases: [GitRelease]
  /// The tags that are no releases, in the order of their names.
  package let skippedTags: [SkippedTag]
  /// How many commits of the main line are in no release yet.
  package let unreleasedCount: Int

  /// - Parameters:
  ///   - service: the service's name in the records.
  ///   - naming: how the tags of its releases are named.
  ///   - contents: which commits count as changes; a history of first parents has only those.
  ///   - includesPrereleases: whether versions such as `1.0.0-rc.1` are releases, with contents of their own.
  package init(
    of history: GitHistory,
    service: String,
    naming: TagNaming = .version,
    contents: Contents = .firstParent,
    includesPrereleases: Bool = true
  ) {
    self.history = history
    self.service = service
    let selection = TagSelection(history.tags, naming: naming, includesPrereleases: includesPrereleases)
    skippedTags = selection.skipped
    let order = CommitOrder(history)
    let tagged = selection.releases.map { release in
      let position = history.position(of: release.tag.commit)
      return (release: release, position: position, time: position.map { order.times[$0] } ?? release.tag.createdAt)
    }.sorted { a, b in
      if a.time != b.time { return a.time < b.time }
      if a.release.version.precedes(b.release.version) { return true }
      if b.release.version.precedes(a.release.version) { return false }
      return a.release.version.text < b.release.version.text
    }
    // What a prerelease brings is part of the release that it leads to, too.
    var walk = ReleaseWalk(history, order: order, contents: contents)
    var releasesOnly = walk
    var earlier = EarlierVersions()
    var sharing: [CommitID: SemanticVersion] = [:]
    var releases: [GitRelease] = []
    for (release, position, _) in tagged {
      let version = release.version
      var remarks: [GitRelease.Remark] = []
      var changes: [Int32] = []
      if let position {
        if !walk.mainLine[position] { remarks.append(.offMainLine) }
        let any = walk.collect(from: position)
        let step = version.isPrerelease ? any : releasesOnly.collect(from: position)
        changes = step.changes
        if step.reachedCut { remarks.append(.historyCut) }
        let commit = history.commits[position]
        if release.tag.createdAt < commit.committedAt { remarks.append(.timeBeforeCommit(commit)) }
      } else {
        remarks.append(.commitMissing)
      }
      if let other = sharing.updateValue(version, forKey: release.tag.commit) { remarks.append(.sameCommit(as: other)) }
      let previous = earlier.insert(version)
      releases.append(
        GitRelease(
          tag: release.tag,
          version: version,
          previous: previous,
          size: GitRelease.size(of: version, after: previous),
          changes: changes,
          remarks: remarks
        )
      )
    }
    self.releases = releases
    unreleasedCount =
      history.head.flatMap { history.position(of: $0) }.map { walk.collect(from: $0).changes.count } ?? 0
  }
}

/// Sorts the tags into releases and others.
private struct TagSelection {
  var releases: [(tag: GitTag, version: SemanticVersion)] = []
  var skipped: [SkippedTag] = []

  init(_ tags: [GitTag], naming: TagNaming, includesPrereleases: Bool) {
    var taken: [String: GitTag] = [:]
    // By name, so that which of two tags is the version does not depend on the order of reading.
    for tag in tags.sorted(by: { $0.name < $1.name }) {
      switch naming.version(in: tag.name) {
      case .failure(let reason):
        skipped.append(SkippedTag(tag: tag, reason: reason))
      case .success(let version) where version.isPrerelease && !includesPrereleases:
        skipped.append(SkippedTag(tag: tag, reason: .prerelease))
      case .success(let version):
        if let other = taken[version.text] {
          skipped.append(SkippedTag(tag: tag, reason: .sameVersion(as: other)))
        } else {
          taken[version.text] = tag
          releases.append((tag, version))
        }
      }
    }
  }
}
