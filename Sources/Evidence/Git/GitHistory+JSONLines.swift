internal import ReleaseRecords

extension GitHistory {
  /// Reads a history from two files of JSON lines.
  ///
  ///     {"sha":"2689…","parents":["301e…"],"authored_at":"2026-08-22T15:13:15Z","committed_at":"2026-08-22T15:13:15Z"}
  ///     {"tag":"v1.10.0","commit":"8b52…","created_at":"2018-08-15T20:11:32-04:00","annotated":false}
  ///
  /// The first commit is the head of the main line. Further members are ignored; `author`, `email` and `subject` are
  /// read where they stand in a commit.
  package init(
    commitLines: [UInt8],
    tagLines: [UInt8],
    isFirstParentOnly: Bool
  ) throws(GitHistoryError) {
    var commits: [GitCommit] = []
    try Self.forEachLine(of: commitLines) { line throws(GitHistoryError) in commits.append(try line.commit()) }
    var tags: [GitTag] = []
    try Self.forEachLine(of: tagLines) { line throws(GitHistoryError) in tags.append(try line.tag()) }
    self.init(commits: commits, tags: tags, isFirstParentOnly: isFirstParentOnly)
  }

  private static func forEachLine(
    of bytes: [UInt8],
    _ body: (Line) throws(GitHistoryError) -> Void
  ) throws(GitHistoryError) {
    var number = 0
    for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      number += 1
      guard !line.allSatisfy({ $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\r") }) else { continue }
      let value: JSONValue
      do {
        value = try JSONValue(parsing: Array(line))
      } catch {
        throw .line(number, reason: "\(error)")
      }
      guard case .object(let object) = value else { throw .line(number, reason: "not a JSON object") }
      try body(Line(number: number, object: object))
    }
  }

  private struct Line {
    let number: Int
    let object: JSONObject

    func commit() throws(GitHistoryError) -> GitCommit {
      guard let parents = object["parents"]?.array else {
        throw .line(number, reason: "'parents' has to be an array of commit hashes")
      }
      var parentIDs: [CommitID] = []
      for parent in parents { parentIDs.append(try commitID(parent, name: "parents")) }
      let person = GitPerson(name: object["author"]?.string ?? "", email: object["email"]?.string ?? "")
      return GitCommit(
        id: try commitID(object["sha"], name: "sha"),
        parents: parentIDs,
        author: person.identity == nil ? nil : person,
        authoredAt: try time("authored_at"),
        committedAt: try time("committed_at"),
        subject: object["subject"]?.string ?? ""
      )
    }

    func tag() throws(GitHistoryError) -> GitTag {
      guard let name = object["tag"]?.string, !name.isEmpty else {
        throw .line(number, reason: "'tag' has to be a tag's name")
      }
      return GitTag(
        name: name,
        commit: try commitID(object["commit"], name: "commit"),
        createdAt: try time("created_at"),
        isAnnotated: object["annotated"]?.boolean ?? false
      )
    }

    private func commitID(_ value: JSONValue?, name: String) throws(GitHistoryError) -> CommitID {
      guard let text = value?.string, let id = CommitID(text) else {
        throw .line(number, reason: "'\(name)' has to hold commit hashes of 40 or 64 hexadecimal digits")
      }
      return id
    }

    private func time(_ name: String) throws(GitHistoryError) -> Timestamp {
      guard let text = object[name]?.string, let time = Timestamp(text) else {
        throw .line(number, reason: "'\(name)' has to be a time as RFC 3339 writes it, such as 2026-08-22T15:13:15Z")
      }
      return time
    }
  }
}
