/// The place of a perfect subtree's root in a Merkle tree.
///
/// Level 0 has the leaves' hashes; the node at level *l* and index *i* spans the leaves from *i*·2^*l* up to, but not
/// including, (*i*+1)·2^*l*. Such a node never changes once its leaves are there.
public struct NodeCoordinate: Hashable, Sendable, CustomStringConvertible {
  /// The height above the leaves, from 0 to 62.
  public let level: Int

  /// The position among the nodes of its level, from 0.
  public let index: Int

  /// The place at this level and index.
  public init(level: Int, index: Int) {
    self.level = level
    self.index = index
  }

  /// The indices of the leaves below it.
  public var leaves: Range<Int> {
    index << level..<(index + 1) << level
  }

  public var description: String {
    "node \(index) of level \(level)"
  }

  /// The fewest nodes that together span these leaves and no others, from left to right.
  ///
  /// Those of `0..<size` are the places of a ``Frontier``'s roots.
  public static func covering(_ leaves: Range<Int>) -> [NodeCoordinate] {
    var nodes: [NodeCoordinate] = []
    var start = leaves.lowerBound
    while start < leaves.upperBound {
      let length = leaves.upperBound - start
      let level = min(start == 0 ? Int.bitWidth : start.trailingZeroBitCount, length.log2)
      nodes.append(NodeCoordinate(level: level, index: start >> level))
      start += 1 << level
    }
    return nodes
  }
}

extension Int {
  /// The exponent of the largest power of two that is not larger than this positive number.
  var log2: Int {
    Int.bitWidth - 1 - leadingZeroBitCount
  }
}
