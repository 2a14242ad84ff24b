internal import ReleaseRecords

/// Reads the commits from what `git` prints for ``arguments(head:isFirstParentOnly:)``, piece by piece.
///
///     var parser = GitLogParser()
///     for piece in pieces { try parser.consume(piece) }
///     let commits = try parser.finish()
package struct GitLogParser {
  /// Every field ends in NUL. People are taken as the commit names them, without `.mailmap`: a commit never changes,
  /// a map of aliases does. Times are seconds since 1970, since commits exist whose time zone no other reader takes.
  private static let format =
    "%H%x00%P%x00%an%x00%ae%x00%at%x00%ct%x00"
    + "%(trailers:key=Co-authored-by,valueonly=true,unfold=true,separator=%x0A)%x00%s"

  /// What to run `git` with: the history of `head` and of every tag.
  package static func arguments(head: String, isFirstParentOnly: Bool) -> [String] {
    var arguments = ["log", "-z", "--format=tformat:\(format)", "--encoding=UTF-8", "--topo-order"]
    // A repository's settings could ask for signatures, and name the program that checks them.
    arguments += ["--no-show-signature", "--no-color", "--no-patch"]
    if isFirstParentOnly { arguments.append("--first-parent") }
    return arguments + ["--tags", "--end-of-options", head, "--"]
  }

  private var fields = NULFields(fieldsPerRecord: 8)
  private var commits: [GitCommit] = []

  package init() {}

  /// The number of commits read so far.
  package var count: Int { commits.count }

  package mutating func consume(_ piece: UnsafeRawBufferPointer) throws(GitHistoryError) {
    var read = commits
    commits = []
    try fields.consume(piece) { number, fields throws(GitHistoryError) in
      read.append(try Self.commit(number: number, fields: fields))
    }
    commits = read
  }

  package func finish() throws(GitHistoryError) -> [GitCommit] {
    guard fields.isBetweenRecords else {
      throw .truncated(what: "commit", record: fields.recordCount + 1)
    }
    return commits
  }

  private static func commit(number: Int, fields: [ArraySlice<UInt8>]) throws(GitHistoryError) -> GitCommit {
    func text(_ index: Int) -> String { String(decoding: fields[index], as: UTF8.self) }
    func malformed(_ field: String, _ value: ArraySlice<UInt8>) -> GitHistoryError {
      .malformed(what: "commit", record: number, field: field, value: String(decoding: value, as: UTF8.self))
    }
    guard let id = CommitID(digits: fields[0]) else { throw malformed("commit hash", fields[0]) }
    var parents: [CommitID] = []
    for digits in fields[1].split(separator: UInt8(ascii: " ")) {
      guard let parent = CommitID(digits: digits) else { throw malformed("parent's hash", digits) }
      parents.append(parent)
    }
    guard let authoredAt = Timestamp(unixSeconds: fields[4]) else { throw malformed("author's time", fields[4]) }
    guard let committedAt = Timestamp(unixSeconds: fields[5]) else { throw malformed("commit time", fields[5]) }
    let author = GitPerson(name: text(2), email: text(3))
    let coAuthors = fields[6].isEmpty ? [] : text(6).split(separator: "\n").map { GitPerson(trailer: $0) }
    return GitCommit(
      id: id,
      parents: parents,
      author: author.identity == nil ? nil : author,
      coAuthors: coAuthors.filter { $0.identity != nil },
      authoredAt: authoredAt,
      committedAt: committedAt,
      subject: text(7)
    )
  }
}

extension Timestamp {
  /// Seconds since 1970 in decimal digits, up to the year 9999.
  init?(unixSeconds digits: ArraySlice<UInt8>) {
    guard let seconds = Int64(String(decoding: digits, as: UTF8.self)), seconds.magnitude < 253_402_300_800 else {
      return nil
    }
    self.init(microseconds: seconds * Timestamp.microsecondsPerSecond)
  }
}
