package import ReleaseRecords

extension ReleaseHistory {
  /// The records of all releases in order: each release, then its changes, then its publication where asked for.
  ///
  /// Every record has a key that stays the same from run to run, so that a ledger takes only what is new.
  ///
  /// - Parameter environment: counts the publication of a release proper as its deployment to this environment.
  package func records(publishedTo environment: String? = nil) -> some Sequence<Record> {
    releases.lazy.flatMap { records(of: $0, publishedTo: environment) }
  }

  /// The records of one release.
  package func records(of release: GitRelease, publishedTo environment: String? = nil) -> [Record] {
    var records: [Record] = []
    records.reserveCapacity(release.changes.count + 2)
    records.append(releaseRecord(release))
    for position in release.changes {
      records.append(changeRecord(history.commits[Int(position)], in: release))
    }
    if let environment, !release.version.isPrerelease {
      records.append(deploymentRecord(release, environment: environment))
    }
    return records
  }

  private func releaseRecord(_ release: GitRelease) -> Record {
    var data: JSONObject = [
      "type": .string(release.size.rawValue),
      "commit": .string(release.tag.commit.description),
    ]
    data["previous_version"] = release.previous.map { .string($0.text) }
    data["tag"] = release.tag.name.asWord.map { .string($0) }
    if isBreaking(release) { data["labels"] = ["breaking"] }
    return Record(
      .release,
      service: service,
      version: release.version,
      occurredAt: release.releasedAt,
      source: source(of: release),
      data: data,
      key: key("release", release.version.text)
    )
  }

  private func changeRecord(_ commit: GitCommit, in release: GitRelease) -> Record {
    var data: JSONObject = [
      "commit": .string(commit.id.description),
      "authored_at": .string(commit.authoredAt.description),
      "committed_at": .string(commit.committedAt.description),
    ]
    let authorIdentity = commit.author?.identity?.asWord
    data["author"] = authorIdentity.map { .string($0) }
    let coAuthors = commit.coAuthors.compactMap { $0.identity?.asWord }.filter { $0 != authorIdentity }
    if !coAuthors.isEmpty {
      data["co_authors"] = .array(coAuthors.prefix(RecordLimits.listElements).map { .string($0) })
    }
    if let pullRequest = SubjectLine.pullRequest(in: commit.subject)?.asWord {
      data["pull_request"] = .string(pullRequest)
      data["merged_at"] = .string(commit.committedAt.description)
    }
    data["category"] = SubjectLine.convention(in: commit.subject).category.map { .string($0) }
    let subject = commit.subject.asText
    return Record(
      .change,
      service: service,
      version: release.version,
      occurredAt: commit.committedAt,
      source: ["adapter": "git"],
      data: data,
      text: subject.isEmpty ? [:] : ["subject": subject],
      // A tag set later on an older commit makes that commit part of an earlier release, too: both stay on record.
      key: key("change", "\(release.version.text):\(commit.id)")
    )
  }

  private func deploymentRecord(_ release: GitRelease, environment: String) -> Record {
    Record(
      .deployment,
      service: service,
      version: release.version,
      environment: environment,
      occurredAt: release.releasedAt,
      source: source(of: release),
      data: [
        "deployment": .string("publication-\(release.version.text)".asWord ?? release.tag.commit.description),
        "status": "succeeded",
        "commit": .string(release.tag.commit.description),
      ],
      key: key("deployment", "\(environment):\(release.version.text)")
    )
  }

  /// Says whose clock the time is: a lightweight tag has only its commit's.
  private func source(of release: GitRelease) -> JSONObject {
    ["adapter": "git", "time_of": release.tag.isAnnotated ? "tag" : "commit"]
  }

  private func isBreaking(_ release: GitRelease) -> Bool {
    (release.size == .major && release.previous != nil)
      || release.changes.contains { SubjectLine.convention(in: history.commits[Int($0)].subject).isBreaking }
  }

  private func key(_ kind: String, _ name: String) -> String {
    "git:\(service):\(kind):\(name)"
  }
}

extension String {
  /// The text in the form of a word: one line, nothing invisible, as long as a word may be; `nil` if nothing is left.
  fileprivate var asWord: String? {
    var word = visible.unicodeScalars.filter(\.isPrintable)[...]
    word = word.drop { $0.properties.isWhitespace }.prefix(RecordLimits.wordCharacters)
    while word.last?.properties.isWhitespace == true { word.removeLast() }
    return word.isEmpty ? nil : String(String.UnicodeScalarView(word))
  }

  /// The text without control characters, as long as a text may be.
  fileprivate var asText: String {
    let text = String(String.UnicodeScalarView(unicodeScalars.filter(\.isPrintable)))
    guard text.utf8.count > RecordLimits.textBytes else { return text }
    // Four bytes a scalar are the most that UTF-8 takes.
    return String(String.UnicodeScalarView(text.unicodeScalars.prefix(RecordLimits.textBytes / 4)))
  }
}

extension Unicode.Scalar {
  fileprivate var isPrintable: Bool {
    !(value < 0x20 || (0x7F...0x9F).contains(value) || value == 0x2028 || value == 0x2029)
  }
}
