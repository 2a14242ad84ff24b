/// Which nodes a proof is made of, and how they become its hashes.
///
/// Ask for ``nodes`` wherever they are kept, all at once, then hand their hashes to ``assemble(_:)``. ``InclusionProof``
/// and ``ConsistencyProof`` do both in one call.
public struct ProofPlan: Hashable, Sendable {
  // For each hash of the proof the nodes that make it up: one for a perfect subtree, several at the right edge.
  private let parts: [[NodeCoordinate]]

  /// The hashes' subtrees, given as the leaves below them.
  init(subtrees: some Sequence<Range<Int>>) {
    parts = subtrees.map { NodeCoordinate.covering($0) }
  }

  /// The nodes whose hashes are needed.
  public var nodes: [NodeCoordinate] {
    parts.flatMap(\.self)
  }

  /// The number of hashes in the proof.
  public var hashCount: Int {
    parts.count
  }

  /// The proof's hashes, made of those of ``nodes`` in the same order.
  ///
  /// Throws ``ProofError/nodeCount(expected:found:)`` where there are more or fewer.
  public func assemble(_ hashes: [Hash]) throws(ProofError) -> [Hash] {
    let expected = parts.reduce(0) { $0 + $1.count }
    guard hashes.count == expected else { throw .nodeCount(expected: expected, found: hashes.count) }
    var rest = hashes[...]
    return parts.compactMap { part in
      defer { rest = rest.dropFirst(part.count) }
      return Hash.joining(rest.prefix(part.count))
    }
  }
}
