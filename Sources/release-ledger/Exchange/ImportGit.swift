internal import ArgumentParser
internal import Evidence
internal import GitRepository
internal import LedgerStore
internal import ReleaseRecords

/// `import git`.
struct ImportGit: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "git",
    abstract: "Record the releases of a Git repository: its SemVer tags, and the commits that each contains.",
    discussion: """
        release-ledger import git ../kops --service kops
        release-ledger import git . --service checkout --published-to production

      A second run adds only what is new. A history that is not at hand as a repository may be given as two files of \
      JSON lines, with --commits and --tags.
      """
  )

  @Argument(help: ArgumentHelp("The repository: a checkout or a bare one.", valueName: "repository"))
  var repository: String?

  @Option(help: "The service whose releases they are.")
  var service: String?

  @Option(
    help: ArgumentHelp("Only the tags of this component of the repository, such as api/v1.2.3.", valueName: "name")
  )
  var component: String?

  @Flag(help: "Count every commit that a release brings; unless given only those on the line of first parents.")
  var allCommits = false

  @Flag(help: "Leave out prereleases: what they contain counts to the release after them.")
  var withoutPrereleases = false

  @Option(
    help: ArgumentHelp(
      "Count the publication of a release as its deployment to this environment.",
      valueName: "environment"
    )
  )
  var publishedTo: String?

  @Option(help: ArgumentHelp("A file of commits, in place of a repository.", valueName: "file"))
  var commits: String?

  @Option(help: ArgumentHelp("A file of tags, in place of a repository.", valueName: "file"))
  var tags: String?

  @OptionGroup(title: "Ledger") var ledgerOptions: LedgerOptions

  func validate() throws {
    guard (repository == nil) == (commits != nil), (commits == nil) == (tags == nil) else {
      throw ValidationError("Give a repository, or both --commits and --tags.")
    }
  }

  func run() async throws {
    guard let service = try EnvironmentVariables.value(of: "service", given: service) else {
      throw Failure("whose releases are they? Name the service with --service", code: .usage)
    }
    let releases = ReleaseHistory(
      of: try await history(),
      service: service,
      naming: component.map { .component($0) } ?? .version,
      contents: allCommits ? .all : .firstParent,
      includesPrereleases: !withoutPrereleases
    )
    if repository != nil, let cut = releases.releases.first(where: { $0.remarks.contains(.historyCut) }) {
      throw Failure(
        "the clone is shallow: older commits of \(cut.version) are missing, and what is recorded stays as it is; "
          + "run `git fetch --unshallow` first",
        code: .badData
      )
    }
    tell(releases)
    try await ledgerOptions.withLedger { ledger in
      try await send(releases, to: ledger)
    }
  }

  private func history() async throws -> GitHistory {
    if let commits, let tags {
      return try GitHistory(
        commitLines: try Files.read(commits, atMost: 1 << 30),
        tagLines: try Files.read(tags, atMost: 1 << 30),
        isFirstParentOnly: !allCommits
      )
    }
    let progress = ProgressBar("reading", unit: "commits")
    defer { progress.finish() }
    let reading = try await GitRepository(path: repository ?? ".").read(isFirstParentOnly: !allCommits) {
      progress.update(items: $0)
    }
    if !reading.otherTags.isEmpty {
      let names = reading.otherTags.prefix(3).joined(separator: ", ") + (reading.otherTags.count > 3 ? ", …" : "")
      Terminal.writeError("\(reading.otherTags.count) tags lead to no commit and are left out: \(names)")
    }
    return reading.history
  }

  /// Says what was found that the reader should know, before anything is recorded.
  private func tell(_ releases: ReleaseHistory) {
    let changes = releases.releases.reduce(0) { $0 + $1.changes.count }
    Terminal.writeError(
      "\(releases.releases.count) releases with \(changes) commits; \(releases.unreleasedCount) commits are in none yet"
    )
    let skipped = releases.skippedTags
    guard !skipped.isEmpty else { return }
    let shown = ledgerOptions.verbose ? skipped.count : 3
    Terminal.writeError("\(skipped.count) tags are no releases:")
    for tag in skipped.prefix(shown) { Terminal.writeError("  \(tag)") }
    if skipped.count > shown { Terminal.writeError("  … --verbose lists them all") }
  }

  private func send(_ releases: ReleaseHistory, to ledger: Ledger) async throws {
    let publications = publishedTo == nil ? 0 : releases.releases.count { !$0.version.isPrerelease }
    let total = releases.releases.reduce(releases.releases.count + publications) { $0 + $1.changes.count }
    let progress = ProgressBar("recording", totalItems: total)
    let validator = RecordValidator(now: .now)
    var sender = BatchSender(ledger: ledger)
    for release in releases.releases {
      for record in releases.records(of: release, publishedTo: publishedTo) {
        do throws(RecordError) {
          sender.add(try validator.validated(record))
        } catch {
          throw Failure("release \(release.version): \(error)", code: .badData)
        }
        if sender.isFull {
          try await sender.send()
          progress.update(items: sender.sent)
        }
      }
    }
    try await sender.finish()
    progress.finish()
    Terminal.writeError("recorded \(sender.sent - sender.repeated); \(sender.repeated) were there already")
  }
}
