import Testing
import TransparencyLog

@Suite("The frontier of a tree")
struct FrontierTests {
  @Test func hasTheRootOfTheStandardAtEverySize() {
    let tree = ReferenceTree(size: 300)
    var frontier = Frontier()
    #expect(frontier.root == .empty)
    for size in 1...300 {
      frontier.append(tree.leaves[size - 1])
      #expect(frontier.size == size)
      #expect(frontier.root == tree.root(0..<size))
      #expect(frontier.roots == tree.hashes(of: NodeCoordinate.covering(0..<size)))
    }
  }

  @Test func growsAlikeInAnyBatchesAndOverAnyInterruption() throws {
    let tree = ReferenceTree(size: 2000)
    for _ in 0..<20 {
      var frontier = Frontier()
      while frontier.size < 2000 {
        let batch = Int.random(in: 1...min(400, 2000 - frontier.size))
        frontier.append(contentsOf: tree.leaves[frontier.size..<frontier.size + batch])
        frontier = try Frontier(size: frontier.size, bytes: frontier.bytes)
      }
      #expect(frontier.root == tree.root(0..<2000))
    }
  }

  @Test(arguments: [(0, 32), (1, 0), (3, 32), (3, 63), (3, 96), (-1, 0), (-1, 32)])
  func isRefusedWhenItsBytesDoNotFitItsSize(size: Int, byteCount: Int) {
    #expect(throws: MalformedInput.self) {
      try Frontier(size: size, bytes: [UInt8](repeating: 7, count: byteCount))
    }
  }

  @Test func nodesCoverEveryRangeOfLeavesOnceAndWithNoOther() {
    for start in 0..<40 {
      for end in start..<80 {
        let nodes = NodeCoordinate.covering(start..<end)
        #expect(nodes.flatMap(\.leaves) == Array(start..<end))
      }
    }
    #expect(NodeCoordinate.covering(0..<Int.max).count == 63)
  }
}
