import Evidence
import ReleaseRecords
import Testing

@Suite("A history of releases")
struct ReleaseHistoryTests {
  typealias Fixture = GitFixture

  static let tags = [
    Fixture.tag("v1.1.1", "f", at: 66, isAnnotated: true),
    Fixture.tag("v1.0.0", "a", at: 10),
    Fixture.tag("v1.1.0", "e", at: 50),
    Fixture.tag("nightly", "7", at: 70),
  ]

  @Test("gives every commit to the first release that has it", arguments: [true, false])
  func contents(isFirstParent: Bool) {
    let git = GitHistory(commits: Fixture.branched, tags: Self.tags)
    let history = ReleaseHistory(of: git, service: "s", contents: isFirstParent ? .firstParent : .all)
    let expected =
      isFirstParent ? ["1.0.0: a", "1.1.0: d e", "1.1.1: f"] : ["1.0.0: a", "1.1.0: b c d e", "1.1.1: f"]
    #expect(history.summary == expected)
    #expect(history.unreleasedCount == 1)
    #expect(history["1.1.1"]?.remarks == [.offMainLine])
    #expect(history["1.1.0"]?.remarks == [])
    #expect(history["1.1.1"]?.previous?.text == "1.1.0")
    #expect(history.skippedTags.map(\.description) == ["nightly: not a semantic version"])
  }

  @Test("does not depend on the order in which commits and tags were read")
  func order() {
    let git = GitHistory(
      commits: Fixture.branched.reversed(),
      tags: Self.tags.reversed(),
      head: Fixture.id("7")
    )
    #expect(ReleaseHistory(of: git, service: "s").summary == ["1.0.0: a", "1.1.0: d e", "1.1.1: f"])
  }

  @Test("follows descent, not clocks")
  func clocks() {
    let commits = [Fixture.commit("c", "b", at: 5), Fixture.commit("b", "a", at: 900), Fixture.commit("a", at: 100)]
    let tags = [
      Fixture.tag("1.0.0", "a", at: 100), Fixture.tag("1.1.0", "b", at: 900),
      Fixture.tag("1.2.0", "c", at: 4, isAnnotated: true),
    ]
    let history = ReleaseHistory(of: GitHistory(commits: commits, tags: tags), service: "s")
    #expect(history.summary == ["1.0.0: a", "1.1.0: b", "1.2.0: c"])
    #expect(history["1.2.0"]?.remarks == [.timeBeforeCommit(commits[0])])
    #expect(history["1.2.0"]?.releasedAt == Fixture.time(4))
  }

  @Test("tells a release's size from the release before it by precedence")
  func sizes() {
    let versions = [
      "0.1.0", "0.1.1", "1.0.0-rc.1", "1.0.0-rc.2", "1.0.0", "1.1.0", "2.0.0", "1.1.1", "2.0.1", "2.1.0-beta", "2.1.0",
    ]
    let letters = Array("0123456789a")
    let commits = zip(versions.indices, letters).map { index, letter in
      Fixture.commit(letter, index == 0 ? "" : String(letters[index - 1]), at: Int64(index))
    }
    let tags = zip(versions, letters).map { Fixture.tag($0, $1, at: 0) }
    let history = ReleaseHistory(of: GitHistory(commits: commits.reversed(), tags: tags), service: "s")
    #expect(
      history.releases.map { "\($0.previous?.text ?? "-") \($0.size) \($0.version)" } == [
        "- minor 0.1.0", "0.1.0 patch 0.1.1", "0.1.1 prerelease 1.0.0-rc.1", "1.0.0-rc.1 prerelease 1.0.0-rc.2",
        "0.1.1 major 1.0.0", "1.0.0 minor 1.1.0", "1.1.0 major 2.0.0", "1.1.0 patch 1.1.1", "2.0.0 patch 2.0.1",
        "2.0.1 prerelease 2.1.0-beta", "2.0.1 minor 2.1.0",
      ]
    )
    let proper = ReleaseHistory(
      of: GitHistory(commits: commits.reversed(), tags: tags),
      service: "s",
      includesPrereleases: false
    )
    #expect(proper.summary.contains("1.0.0: 2 3 4"))
    #expect(proper.skippedTags.map(\.reason) == [.prerelease, .prerelease, .prerelease])
  }

  @Test("keeps both of two tags on one commit, and one of two for the same version")
  func doubles() {
    let tags = [
      Fixture.tag("1.0.0", "a", at: 10), Fixture.tag("1.0.0-rc.1", "a", at: 10), Fixture.tag("v1.0.0", "e", at: 50),
    ]
    let history = ReleaseHistory(of: GitHistory(commits: Fixture.branched, tags: tags), service: "s")
    #expect(history.summary == ["1.0.0-rc.1: a", "1.0.0: a"])
    #expect(history["1.0.0"]?.remarks == [.sameCommit(as: SemanticVersion("1.0.0-rc.1")!)])
    #expect(
      history.skippedTags.map(\.description) == [
        "v1.0.0: the tag 1.0.0 is this version already, and it is another commit"
      ]
    )
  }

  @Test(
    "takes the tags of one component of several",
    arguments: [
      (TagNaming.component("api"), ["1.0.0", "1.1.0", "1.2.0", "1.3.0"]),
      (.component("@acme/api"), ["3.0.0"]),
      (.version, ["9.0.0"]),
    ]
  )
  func components(naming: TagNaming, versions: [String]) {
    let names = [
      "api/v1.0.0", "api-v1.1.0", "api@1.2.0", "api-1.3.0", "api-server-v2.0.0", "apiv2.0.0", "@acme/api@3.0.0",
      "v9.0.0", "web/v1.0.0",
    ]
    let git = GitHistory(commits: Fixture.branched, tags: names.map { Fixture.tag($0, "a", at: 10) })
    let history = ReleaseHistory(of: git, service: "s", naming: naming)
    #expect(history.releases.map(\.version.text) == versions)
    #expect(history.skippedTags.count == names.count - versions.count)
  }

  @Test("says where it is cut off, and which release lost commits by it")
  func shallow() {
    let tags = [
      Fixture.tag("1.0.0", "d", at: 40), Fixture.tag("1.1.0", "e", at: 50), Fixture.tag("0.9.0", "a", at: 10),
    ]
    let git = GitHistory(commits: Array(Fixture.branched.prefix(4)), tags: tags)
    #expect(git.cutAt == [Fixture.id("d")])
    let history = ReleaseHistory(of: git, service: "s")
    #expect(history["0.9.0"]?.remarks == [.commitMissing])
    #expect(history["1.0.0"]?.remarks == [.historyCut])
    #expect(history["1.1.0"]?.remarks == [])
    #expect(history.releases.first?.version.text == "0.9.0")
    // A shallow clone hides the parents themselves; git lists its ends beside.
    let clone = GitHistory(commits: [Fixture.commit("e", at: 50)], tags: tags, shallow: [Fixture.id("e")])
    #expect(ReleaseHistory(of: clone, service: "s")["1.1.0"]?.remarks == [.historyCut])
    #expect(GitHistory(commits: Fixture.branched, tags: []).cutAt == [])
  }

  @Test("ends even for a forged history that goes round in circles")
  func circle() {
    let commits = [Fixture.commit("a", "b", at: 1), Fixture.commit("b", "a", at: 2)]
    let history = ReleaseHistory(
      of: GitHistory(commits: commits, tags: [Fixture.tag("1.0.0", "a", at: 3)]),
      service: "s"
    )
    #expect(history.releases.first?.changes.count == 2)
  }

  @Test("of nothing is nothing")
  func empty() {
    let history = ReleaseHistory(of: GitHistory(commits: [], tags: []), service: "s")
    #expect(history.releases.isEmpty)
    #expect(history.unreleasedCount == 0)
  }
}
