import Testing

@testable import DeliveryMetrics

@Suite("Numbers of versions are read")
struct VersionRunsTests {
  @Test("in ranges where they lie close together, each once, and few that were not asked for")
  func runs() {
    #expect(VersionRuns([Int32]()) == VersionRuns([]))
    let few = VersionRuns([1, 2, 3])
    #expect(few.ranges.isEmpty && few.others == [1, 2, 3])
    let dense = VersionRuns(1...1000)
    #expect(dense.ranges == [1...1000] && dense.others.isEmpty)
    let ends = VersionRuns([Int32.min] + (0..<100) + [Int32.max])
    #expect(ends.ranges == [0...99] && ends.others == [.min, .max])

    var random = SeededGenerator(state: 5)
    for _ in 0..<200 {
      let step = Int32.random(in: 1...8, using: &random)
      let versions = Set((0..<500).map { _ in Int32.random(in: 0..<500 * step, using: &random) }).sorted()
      let runs = VersionRuns(versions)
      let inRanges = versions.filter { version in runs.ranges.contains { $0.contains(version) } }
      #expect((inRanges + runs.others).sorted() == versions)
      #expect(zip(runs.ranges, runs.ranges.dropFirst()).allSatisfy { $0.upperBound < $1.lowerBound })
      #expect(runs.ranges.reduce(0) { $0 + $1.count } <= 3 * inRanges.count)
    }
  }

  @Test("and how values are spread lies between two of them in proportion")
  func spread() throws {
    #expect(Sample([Int64]()) == nil && Sample([Double]()) == nil)
    let one = try #require(Sample([7 as Int64]))
    #expect(one.median == 7 && one.percentile90 == 7 && one.mean == 7 && one.maximum == 7 && one.count == 1)
    let ten = try #require(Sample((1...10).map { Int64($0) }.shuffled()))
    #expect(ten.median == 5.5 && abs(ten.percentile90 - 9.1) < 1e-12 && ten.mean == 5.5 && ten.maximum == 10)
    // A sum beyond 64 bits.
    #expect(Sample([Int64.max, .max, .max])?.mean == Double(Int64.max))
    #expect(Sample([0.25, 0.75])?.median == 0.5)
  }
}
