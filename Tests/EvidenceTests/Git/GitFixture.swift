import Evidence
import ReleaseRecords

/// Small histories written by hand: a commit is named by one hexadecimal digit.
enum GitFixture {
  static func id(_ letter: Character) -> CommitID {
    CommitID(String(repeating: letter, count: 40))!
  }

  static func time(_ seconds: Int64) -> Timestamp {
    Timestamp(microseconds: seconds * 1_000_000)
  }

  static func commit(
    _ letter: Character,
    _ parents: String = "",
    at seconds: Int64,
    author: GitPerson? = nil,
    coAuthors: [GitPerson] = [],
    subject: String = ""
  ) -> GitCommit {
    GitCommit(
      id: id(letter),
      parents: parents.map { id($0) },
      author: author,
      coAuthors: coAuthors,
      authoredAt: time(seconds),
      committedAt: time(seconds),
      subject: subject
    )
  }

  static func tag(_ name: String, _ letter: Character, at seconds: Int64, isAnnotated: Bool = false) -> GitTag {
    GitTag(name: name, commit: id(letter), createdAt: time(seconds), isAnnotated: isAnnotated)
  }

  /// A pull request (b, c) and a release branch (f) beside the main line a ← d ← e ← 7:
  ///
  ///     a ── d ── e ── 7     d merges c, e is the point where the release branch leaves
  ///      \  /      \
  ///     b ─ c       f
  static let branched: [GitCommit] = [
    commit("7", "e", at: 70),
    commit("f", "e", at: 65),
    commit("e", "d", at: 50),
    commit("d", "ac", at: 40),
    commit("c", "b", at: 30),
    commit("b", "a", at: 20),
    commit("a", at: 10),
  ]
}

extension ReleaseHistory {
  /// "1.0.0: a b c" for each release.
  var summary: [String] {
    releases.map { release in
      let letters = release.changes.map { String(history.commits[Int($0)].id.description.prefix(1)) }
      return "\(release.version): \(letters.joined(separator: " "))"
    }
  }

  subscript(_ version: String) -> GitRelease? {
    releases.first { $0.version.text == version }
  }
}
