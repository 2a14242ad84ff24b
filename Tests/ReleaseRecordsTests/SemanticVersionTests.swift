import ReleaseRecords
import Testing

@Suite("Semantic versions")
struct SemanticVersionTests {
  @Test(arguments: [
    "0.0.4", "1.2.3", "1.1.2-prerelease+meta", "1.1.2+meta-valid", "1.0.0-alpha.0valid", "1.0.0-rc.1+build.1",
    "1.2.3----RC-SNAPSHOT.12.9.1--.12+788", "1.0.0-0A.is.legal", "1.0.0+0.build.1-rc.10000aaa-kk-0.1",
    "99999999999999999999999.999999999999999999.99999999999999999",
  ])
  func accepts(_ text: String) throws {
    #expect(try #require(SemanticVersion(text)).description == text)
  }

  @Test(arguments: [
    "", "1", "1.2", "1.2.3.4", "v1.2.3", "01.1.1", "1.01.1", "1.1.01", "1.2.3-0123", "1.2.3-01.x", "1.0.0-alpha..1",
    "1.0.0-", "1.0.0+", "1.0.0+a+b", "1.0.0-alpha_beta", "1.2.3 ", " 1.2.3", "1.2.3\n", "1.2.é", "١.٢.٣", "1.-2.3",
  ])
  func refuses(_ text: String) {
    #expect(SemanticVersion(text) == nil)
  }

  @Test(arguments: [
    ["1.0.0", "2.0.0", "2.1.0", "2.1.1", "2.1.10", "2.10.0", "18446744073709551616.0.0"],
    [
      "1.0.0-1", "1.0.0-2", "1.0.0-11", "1.0.0-99999999999999999999", "1.0.0-alpha", "1.0.0-alpha.1",
      "1.0.0-alpha.beta", "1.0.0-beta", "1.0.0-beta.2", "1.0.0-beta.11", "1.0.0-rc.1", "1.0.0",
    ],
  ])
  func ordersByPrecedence(_ chain: [String]) throws {
    let versions = try chain.map { try #require(SemanticVersion($0)) }
    for (i, a) in versions.enumerated() {
      for (j, b) in versions.enumerated() {
        #expect(a.precedes(b) == (i < j), "\(a) against \(b)")
      }
    }
  }

  @Test func buildMetadataHasNoPrecedence() throws {
    let (a, b) = try (#require(SemanticVersion("1.0.0+a")), #require(SemanticVersion("1.0.0+b")))
    #expect(!a.precedes(b) && !b.precedes(a) && a != b)
  }

  @Test func tellsItsParts() throws {
    let version = try #require(SemanticVersion("12.0.3-rc.1-x.0a+build-7.01"))
    #expect((version.major, version.minor, version.patch) == ("12", "0", "3"))
    #expect(version.prerelease == ["rc", "1-x", "0a"] && version.build == ["build-7", "01"] && version.isPrerelease)
    let release = try #require(SemanticVersion("1.2.3+a-b"))
    #expect(release.prerelease.isEmpty && release.build == ["a-b"] && !release.isPrerelease)
  }

  @Test("follows the list of semver.org", .enabled(if: Corpus.isPresent, "corpus not present"))
  func corpus() throws {
    let list = try JSONValue(parsing: try Corpus.bytes("semver/semver-org-list.json"))
    let valid = (list["valid"]?.array ?? []).compactMap(\.string)
    let invalid = (list["invalid"]?.array ?? []).compactMap(\.string)
    #expect(valid.count == 31 && invalid.count == 40)
    for text in valid { #expect(SemanticVersion(text)?.text == text, "\(text)") }
    for text in invalid { #expect(SemanticVersion(text) == nil, "\(text)") }
  }
}
