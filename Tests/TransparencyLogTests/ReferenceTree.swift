import TransparencyLog

/// The Merkle tree of RFC 6962 §2.1, written down as the standard's recursive definitions, with no cleverness.
struct ReferenceTree {
  let records: [[UInt8]]
  let leaves: [Hash]

  /// A tree of as many different records, up to 66,000.
  init(size: Int) {
    records = Array(ReferenceTree.longest.records.prefix(size))
    leaves = Array(ReferenceTree.longest.leaves.prefix(size))
  }

  // Long enough for a full tile of level 1; its leaves are hashed but once for all tests.
  private static let longest = ReferenceTree(records: (0..<66_000).map { Array("record \($0)".utf8) })

  init(records: [[UInt8]]) {
    self.records = records
    leaves = records.map { Hash.leaf($0) }
  }

  /// MTH(D[range])
  func root(_ range: Range<Int>) -> Hash {
    guard range.count > 1 else { return range.isEmpty ? .empty : leaves[range.lowerBound] }
    let middle = middle(range)
    return .node(root(range.lowerBound..<middle), root(middle..<range.upperBound))
  }

  /// PATH(index, D[range]), with the index counted from the range's first
  func path(_ index: Int, _ range: Range<Int>) -> [Hash] {
    guard range.count > 1 else { return [] }
    let middle = middle(range)
    return index < middle - range.lowerBound
      ? path(index, range.lowerBound..<middle) + [root(middle..<range.upperBound)]
      : path(index - (middle - range.lowerBound), middle..<range.upperBound) + [root(range.lowerBound..<middle)]
  }

  /// SUBPROOF(size, D[range], known), with the size counted from the range's first
  func subproof(_ size: Int, _ range: Range<Int>, known: Bool = true) -> [Hash] {
    guard size < range.count else { return known ? [] : [root(range)] }
    let middle = middle(range)
    let left = middle - range.lowerBound
    return size <= left
      ? subproof(size, range.lowerBound..<middle, known: known) + [root(middle..<range.upperBound)]
      : subproof(size - left, middle..<range.upperBound, known: false) + [root(range.lowerBound..<middle)]
  }

  /// The hashes of perfect subtrees, as a store returns them.
  func hashes(of nodes: [NodeCoordinate]) -> [Hash] {
    nodes.map { root($0.leaves) }
  }

  private func middle(_ range: Range<Int>) -> Int {
    var left = 1
    while left * 2 < range.count { left *= 2 }
    return range.lowerBound + left
  }
}
