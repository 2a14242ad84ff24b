import Evidence
import GitRepository
import Testing

@Suite("Random git histories")
struct RandomHistoryTests {
  @Test("have the releases contain what git itself says they do", arguments: 0..<8)
  func contents(seed: UInt64) async throws {
    var generator = SplitMix64(state: seed)
    let sample = try SampleRepository(isBare: true)
    let tree = try sample.git("hash-object", "-t", "tree", "-w", "--stdin")
    var commits: [String] = []
    for number in 0..<40 {
      // Mostly along one line; sometimes from further back, sometimes a merge, seldom a second beginning.
      var parents: Set<String> = []
      if let last = commits.last, Int.random(in: 0..<40, using: &generator) > 0 {
        let isBranch = Int.random(in: 0..<4, using: &generator) == 0
        parents.insert(isBranch ? commits.suffix(8).randomElement(using: &generator) ?? last : last)
        if Int.random(in: 0..<3, using: &generator) == 0, let other = commits.randomElement(using: &generator) {
          parents.insert(other)
        }
      }
      // Clocks go wrong, too.
      let time = 1_000_000_000 + number * 10 + Int.random(in: -50...50, using: &generator)
      let arguments = ["commit-tree", tree, "-m", "\(number)"] + parents.sorted().flatMap { ["-p", $0] }
      commits.append(try SampleRepository.run(arguments, in: sample.path, time: "\(time) +0000"))
    }
    try sample.git("update-ref", "refs/heads/main", try #require(commits.last))
    for (number, commit) in commits.shuffled(using: &generator).prefix(10).enumerated() {
      try sample.git("tag", "v0.\(number).0", commit)
    }

    let git = try await GitRepository(path: sample.path).read().history
    let history = ReleaseHistory(of: git, service: "s", contents: .all)
    #expect(history.releases.count == 10)
    var earlier: [String] = []
    for release in history.releases {
      let arguments = ["rev-list", release.tag.commit.description] + earlier.map { "^\($0)" }
      let expected = try SampleRepository.run(arguments, in: sample.path).split(separator: "\n").map(String.init)
      let contained = release.changes.map { git.commits[Int($0)] }
      #expect(Set(contained.map(\.id.description)) == Set(expected))
      #expect(contained.count == expected.count)
      // An ancestor never comes after its descendant.
      #expect(expected.contains(release.tag.commit.description))
      for (index, commit) in contained.enumerated() {
        #expect(contained[..<index].allSatisfy { !$0.parents.contains(commit.id) })
      }
      earlier.append(release.tag.commit.description)
    }
    let count = try SampleRepository.run(["rev-list", "main", "--not", "--tags"], in: sample.path)
    #expect(history.unreleasedCount == count.split(separator: "\n").count)
  }
}

/// The same sequence for the same seed.
private struct SplitMix64: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}
