import Testing

@testable import ReleasePolicy

@Suite("Sequence numbers")
struct SequenceNumbersTests {
  @Test(
    "stand in ascending order, each once, in whatever order they come",
    arguments: [
      ([], []), ([3], [3]), ([1, 2, 3], [1, 2, 3]), ([3, 2, 1], [1, 2, 3]), ([2, 2, 1, 2, 1], [1, 2]),
      ([5, 9, 7, 9, 5, 6], [5, 6, 7, 9]),
    ] as [([Int64], [Int64])]
  )
  func order(given: [Int64], expected: [Int64]) {
    #expect(SequenceNumbers(given).ascending == expected)
    #expect(SequenceNumbers(given).isEmpty == expected.isEmpty)
  }

  @Test("are the same as a set of them, put together from parts")
  func union() {
    var random = SplitMix(seed: 7)
    for _ in 0..<200 {
      let parts = (0..<3).map { _ in
        (0..<Int.random(in: 0..<8, using: &random)).map { _ in Int64.random(in: 0..<20, using: &random) }
      }
      let whole = parts.reduce(SequenceNumbers()) { $0.union(SequenceNumbers($1)) }
      #expect(whole.ascending == Set(parts.joined()).sorted())
    }
  }
}
