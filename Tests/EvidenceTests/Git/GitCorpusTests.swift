import ChildProcess
import Evidence
import Foundation
import ReleaseRecords
import Testing

@Suite("Real git histories", .enabled(if: Corpus.isPresent, "corpus not present"))
struct GitCorpusTests {
  static func history(_ name: String) throws -> GitHistory {
    let archive = Corpus.folder.appending(path: "history/\(name)-first-parent.jsonl.gz").path
    let unpacked = try Command("gzip", ["-dc", archive]).run()
    return try GitHistory(
      commitLines: unpacked.output,
      tagLines: try Corpus.bytes("history/\(name)-tags.jsonl"),
      isFirstParentOnly: true
    )
  }

  /// Counted by another program: lines of each file, and tags on the main line.
  @Test(
    "are read whole",
    arguments: [("kops", 9441, 275, 79), ("vapor", 1501, 630, 566)]
  )
  func whole(name: String, commits: Int, tags: Int, onMainLine: Int) throws {
    let git = try Self.history(name)
    #expect(git.commits.count == commits)
    #expect(git.tags.count == tags)
    #expect(git.cutAt == [])
    let history = ReleaseHistory(of: git, service: name)
    #expect(history.releases.count + history.skippedTags.count == tags)
    let missing = history.releases.filter { $0.remarks.contains(.commitMissing) }.count
    let skippedOnMainLine = history.skippedTags.filter { git.position(of: $0.tag.commit) != nil }.count
    #expect(history.releases.count - missing + skippedOnMainLine == onMainLine)
    // Every commit of the main line is in exactly one release, or in prereleases only, or in none yet; and in one
    // prerelease at the most.
    let released = history.releases.filter { !$0.version.isPrerelease }.flatMap(\.changes)
    let prereleased = history.releases.filter(\.version.isPrerelease).flatMap(\.changes)
    #expect(Set(released).count == released.count)
    #expect(Set(prereleased).count == prereleased.count)
    #expect(Set(released + prereleased).count + history.unreleasedCount == commits)
  }

  @Test("become valid records", arguments: ["kops", "vapor"])
  func valid(name: String) throws {
    let history = ReleaseHistory(of: try Self.history(name), service: name)
    let validator = RecordValidator(now: try #require(Timestamp("2026-11-21T00:00:00Z")))
    var keys: Set<String> = []
    var count = 0
    for record in history.records(publishedTo: "production") {
      _ = try validator.validated(record)
      keys.insert(try #require(record.key))
      count += 1
    }
    #expect(keys.count == count)
  }

  @Test("have tags that are no releases, each with its reason")
  func skipped() throws {
    let vapor = ReleaseHistory(of: try Self.history("vapor"), service: "vapor")
    #expect(vapor.skippedTags.contains { $0.description == "0.0.0.0: not a semantic version" })
    let last = try #require(vapor.releases.last)
    #expect(last.previous != nil)
  }

  @Test(
    "say which line is broken",
    arguments: [
      (#"{"sha":"12"}"#, "line 2: 'parents' has to be an array of commit hashes"),
      (#"{"parents":[]}"#, "line 2: 'sha' has to hold commit hashes of 40 or 64 hexadecimal digits"),
      ("[]", "line 2: not a JSON object"),
    ]
  )
  func broken(line: String, message: String) {
    let error = #expect(throws: GitHistoryError.self) {
      try GitHistory(commitLines: Array("\n\(line)\n".utf8), tagLines: [], isFirstParentOnly: true)
    }
    #expect(error?.description == message)
  }
}
