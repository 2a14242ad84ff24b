import Evidence
import ReleaseRecords
import Testing

@Suite("What git prints")
struct GitParserTests {
  static let first = String(repeating: "1a", count: 20)
  static let second = String(repeating: "2b", count: 20)
  static let long = String(repeating: "3c", count: 32)

  static let log = [
    first, "\(second) \(long)", "Ada Łovelace", "ada@example.org", "1700000000", "1700000100",
    "Bob <bob@example.org>\nCarol", "Merge pull request #7 from ada/engine",
    long, "", "", "", "-1", "0", "", "",
  ].map { $0 + "\0" }.joined()

  @Test("is read as commits, in pieces of whatever size", arguments: [1, 2, 7, 64, 1_000_000])
  func commits(pieceSize: Int) throws {
    var parser = GitLogParser()
    try feed(Self.log, pieceSize: pieceSize) { try parser.consume($0) }
    let commits = try parser.finish()
    try #require(commits.count == 2)
    #expect(commits[0].id.description == Self.first)
    #expect(commits[0].parents.map(\.description) == [Self.second, Self.long])
    #expect(commits[0].author == GitPerson(name: "Ada Łovelace", email: "ada@example.org"))
    #expect(
      commits[0].coAuthors == [
        GitPerson(name: "Bob", email: "bob@example.org"), GitPerson(name: "Carol", email: ""),
      ]
    )
    #expect(commits[0].authoredAt == Timestamp("2023-11-14T22:13:20Z"))
    #expect(commits[0].committedAt == Timestamp("2023-11-14T22:15:00Z"))
    #expect(commits[0].subject == "Merge pull request #7 from ada/engine")
    #expect(commits[1].id.description == Self.long)
    #expect(commits[1].author == nil)
    #expect(commits[1].authoredAt == Timestamp("1969-12-31T23:59:59Z"))
  }

  @Test("is read as tags, in pieces of whatever size", arguments: [1, 3, 50, 1_000_000])
  func tags(pieceSize: Int) throws {
    let output =
      "v1.0.0\0commit\0\(Self.first)\0\0\01700000000\0\n"
      + "v1.1.0\0tag\0\(Self.long)\0commit\0\(Self.second)\01700000100\0\n"
      + "tree\0tree\0\(Self.first)\0\0\0\0\n"
      + "nested\0tag\0\(Self.long)\0tag\0\(Self.second)\01700000100\0\n"
    var parser = GitTagParser()
    try feed(output, pieceSize: pieceSize) { try parser.consume($0) }
    let tags = try parser.finish()
    #expect(tags.map(\.name) == ["v1.0.0", "v1.1.0"])
    #expect(tags.map(\.isAnnotated) == [false, true])
    #expect(tags.map(\.commit.description) == [Self.first, Self.second])
    #expect(parser.otherNames == ["tree", "nested"])
  }

  @Test(
    "is refused where it is not what was asked for",
    arguments: [
      (0, "1a1a", "commit hash"), (1, "\(first) zz", "parent's hash"),
      (4, "yesterday", "author's time"), (5, "99999999999999999999", "commit time"),
    ]
  )
  func malformed(field: Int, value: String, name: String) throws {
    var fields = [Self.first, "", "Ada", "ada@example.org", "0", "0", "", "subject"]
    fields[field] = value
    let output = fields.map { $0 + "\0" }.joined()
    let wrong = value.split(separator: " ").last.map(String.init) ?? value
    var parser = GitLogParser()
    #expect(throws: GitHistoryError.malformed(what: "commit", record: 1, field: name, value: wrong)) {
      try feed(output, pieceSize: 100) { try parser.consume($0) }
    }
  }

  @Test("is refused where it ends inside a commit", arguments: 1..<40)
  func truncated(cut: Int) throws {
    var parser = GitLogParser()
    try feed(String(Self.log.dropLast(cut)), pieceSize: 100) { try parser.consume($0) }
    #expect(throws: GitHistoryError.truncated(what: "commit", record: 2)) { try parser.finish() }
  }

  @Test("is asked for without running what a repository's settings name")
  func arguments() {
    let arguments = GitLogParser.arguments(head: "main", isFirstParentOnly: true)
    #expect(arguments.contains("--no-show-signature"))
    #expect(arguments.contains("--first-parent"))
    #expect(arguments.suffix(3) == ["--end-of-options", "main", "--"])
    #expect(!GitLogParser.arguments(head: "main", isFirstParentOnly: false).contains("--first-parent"))
  }

  @Test(
    "as a person's trailer has a name and an address",
    arguments: [
      ("Ada <ada@example.org>", "Ada", "ada@example.org"), ("  Ada  ", "Ada", ""),
      ("<ada@example.org>", "", "ada@example.org"), ("Ada <x> <ada@example.org>", "Ada <x>", "ada@example.org"),
      (">Ada<", ">Ada<", ""), ("", "", ""),
    ]
  )
  func people(trailer: String, name: String, email: String) {
    #expect(GitPerson(trailer: trailer) == GitPerson(name: name, email: email))
  }

  @Test("as a commit's name is 40 or 64 hexadecimal digits")
  func commitIDs() {
    #expect(CommitID(Self.first.uppercased())?.description == Self.first)
    #expect(CommitID(Self.long)?.description == Self.long)
    #expect(CommitID("") == nil)
    #expect(CommitID(String(repeating: "g", count: 40)) == nil)
    #expect(CommitID(Self.first + "0") == nil)
    #expect(CommitID(Self.first + String(repeating: "0", count: 24)) != CommitID(Self.first))
  }

  private func feed(_ text: String, pieceSize: Int, _ consume: (UnsafeRawBufferPointer) throws -> Void) throws {
    let bytes = Array(text.utf8)
    for start in stride(from: 0, to: bytes.count, by: pieceSize) {
      try bytes[start..<min(start + pieceSize, bytes.count)].withUnsafeBytes(consume)
    }
  }
}
