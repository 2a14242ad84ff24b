import Evidence
import ReleaseRecords
import Testing

@Suite("The records of a git history")
struct ReleaseRecordsOfHistoryTests {
  typealias Fixture = GitFixture

  static let ada = GitPerson(name: "Ada", email: "ada@example.org")
  static let bob = GitPerson(name: "Bob", email: "")

  static let history = ReleaseHistory(
    of: GitHistory(
      commits: [
        Fixture.commit("c", "b", at: 30, author: ada, coAuthors: [bob, ada], subject: "feat(api)!: Drop v1 (#12)"),
        Fixture.commit("b", "a", at: 20, author: bob, subject: "Merge pull request #7 from x/y\u{7}"),
        Fixture.commit("a", at: 10, subject: "fix: it"),
      ],
      tags: [Fixture.tag("v1.0.0-rc.1", "a", at: 10), Fixture.tag("v1.0.0", "c", at: 40, isAnnotated: true)]
    ),
    service: "shop"
  )

  @Test("are a release, its changes and its publication, in order")
  func kinds() {
    let records = Array(Self.history.records(publishedTo: "production"))
    #expect(
      records.map { $0.key ?? "" } == [
        "git:shop:release:1.0.0-rc.1", "git:shop:change:1.0.0-rc.1:" + Fixture.id("a").description,
        "git:shop:release:1.0.0", "git:shop:change:1.0.0:" + Fixture.id("a").description,
        "git:shop:change:1.0.0:" + Fixture.id("b").description,
        "git:shop:change:1.0.0:" + Fixture.id("c").description, "git:shop:deployment:production:1.0.0",
      ]
    )
    #expect(records.map(\.kind) == [.release, .change, .release, .change, .change, .change, .deployment])
    #expect(Array(Self.history.records()).count == 6)
  }

  @Test("say what git says")
  func content() throws {
    let records = Array(Self.history.records(publishedTo: "production"))
    let commit = JSONValue.string(Fixture.id("c").description)
    #expect(
      records[2]
        == Record(
          .release,
          service: "shop",
          version: SemanticVersion("1.0.0"),
          occurredAt: Fixture.time(40),
          source: ["adapter": "git", "time_of": "tag"],
          data: ["type": "major", "commit": commit, "tag": "v1.0.0", "labels": ["breaking"]],
          key: "git:shop:release:1.0.0"
        )
    )
    #expect(
      records[5].data == [
        "commit": commit, "authored_at": "1970-01-01T00:00:30Z", "committed_at": "1970-01-01T00:00:30Z",
        "author": "ada@example.org", "co_authors": ["Bob"], "pull_request": "12",
        "merged_at": "1970-01-01T00:00:30Z", "category": "breaking",
      ]
    )
    #expect(records[4].text == ["subject": "Merge pull request #7 from x/y"])
    #expect(records[1].data["category"] == "fix")
    #expect(records[6].environment == "production")
    #expect(records[6].data == ["deployment": "publication-1.0.0", "status": "succeeded", "commit": commit])
  }

  @Test("are valid, whatever stands in a commit")
  func validity() throws {
    let long = String(repeating: "é", count: 20_000)
    let odd = GitPerson(name: "\u{0}\u{1b}[31m", email: " \n")
    let commits = [
      Fixture.commit("b", "a", at: 20, author: odd, coAuthors: [odd], subject: "\u{2028}" + long),
      Fixture.commit("a", at: 10, author: GitPerson(name: "", email: long), subject: "Merge pull request #" + "1"),
    ]
    let tags = [
      Fixture.tag("v1.0.0", "b", at: 20), Fixture.tag("0.1.0+" + String(repeating: "x", count: 150), "a", at: 1),
    ]
    let history = ReleaseHistory(of: GitHistory(commits: commits, tags: tags), service: "shop")
    let validator = RecordValidator(now: Fixture.time(1000))
    for record in history.records(publishedTo: "production") {
      #expect(throws: Never.self) { try validator.validated(record) }
    }
  }

  @Test("do not change when newer tags are added")
  func stable() {
    let git = GitHistory(commits: Fixture.branched, tags: ReleaseHistoryTests.tags)
    let all = Set(ReleaseHistory(of: git, service: "s").records(publishedTo: "production"))
    let fewer = GitHistory(
      commits: Fixture.branched.filter { $0.committedAt < Fixture.time(60) },
      tags: ReleaseHistoryTests.tags.filter { $0.createdAt < Fixture.time(60) }
    )
    let earlier = Array(ReleaseHistory(of: fewer, service: "s").records(publishedTo: "production"))
    #expect(earlier.count == 7)
    #expect(earlier.allSatisfy(all.contains))
  }
}
