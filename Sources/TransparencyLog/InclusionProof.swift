/// The proof that a leaf is in a tree at a position: the hashes beside its path to the root.
///
/// ```swift
/// let proof = try await InclusionProof.prove(index: 6, size: 7) { nodes in try await store.hashes(of: nodes) }
/// try proof.verify(leafHash: Hash.leaf(record), root: checkpoint.root)
/// ```
///
/// The hashes stand from the leaf's sibling up to the root's child (RFC 6962 §2.1.1, RFC 9162 §2.1.3).
public struct InclusionProof: Hashable, Sendable {
  /// The leaf's position, from 0.
  public let index: Int

  /// The tree's size.
  public let size: Int

  /// The hashes, from the leaf's sibling up to the root's child.
  public let hashes: [Hash]

  /// A proof as somebody gave it, which proves nothing before it is verified.
  public init(index: Int, size: Int, hashes: [Hash]) {
    self.index = index
    self.size = size
    self.hashes = hashes
  }

  /// The nodes that the proof for this leaf is made of.
  ///
  /// Throws ``ProofError/indexOutsideTree(index:size:)``.
  public static func plan(index: Int, size: Int) throws(ProofError) -> ProofPlan {
    guard index >= 0, index < size else { throw .indexOutsideTree(index: index, size: size) }
    var siblings: [Range<Int>] = []
    var subtree = 0..<size
    while subtree.count > 1 {
      let (left, right) = subtree.split
      siblings.append(left.contains(index) ? right : left)
      subtree = left.contains(index) ? left : right
    }
    return ProofPlan(subtrees: siblings.reversed())
  }

  /// Makes the proof for a leaf from the hashes of nodes, which it asks for once and all together.
  ///
  /// Throws ``ProofError/indexOutsideTree(index:size:)``, and what `hashes` throws.
  public static func prove(
    index: Int,
    size: Int,
    isolation: isolated (any Actor)? = #isolation,
    hashes: ([NodeCoordinate]) async throws -> [Hash]
  ) async throws -> InclusionProof {
    let plan = try plan(index: index, size: size)
    return InclusionProof(index: index, size: size, hashes: try plan.assemble(await hashes(plan.nodes)))
  }

  /// The root that the proof leads to from a leaf's hash (RFC 9162 §2.1.3.2).
  ///
  /// Throws ``ProofError/indexOutsideTree(index:size:)`` and ``ProofError/hashCount(expected:found:)``.
  public func root(leafHash: Hash) throws(ProofError) -> Hash {
    let plan = try InclusionProof.plan(index: index, size: size)
    guard hashes.count == plan.hashCount else { throw .hashCount(expected: plan.hashCount, found: hashes.count) }
    var root = leafHash
    // The position of the path's node in its level, and that of the level's last node.
    var node = index
    var last = size - 1
    for hash in hashes {
      if node & 1 == 1 || node == last {
        root = .node(hash, root)
        // A node at the right edge without a sibling is its own parent.
        while node & 1 == 0, node != 0 {
          node >>= 1
          last >>= 1
        }
      } else {
        root = .node(root, hash)
      }
      node >>= 1
      last >>= 1
    }
    return root
  }

  /// Checks that the leaf with this hash is at ``index`` in the tree of ``size`` leaves with this root.
  ///
  /// Throws ``ProofError/rootMismatch(size:expected:computed:)`` where it is not, and what ``root(leafHash:)`` throws.
  public func verify(leafHash: Hash, root: Hash) throws(ProofError) {
    let computed = try self.root(leafHash: leafHash)
    guard computed == root else { throw .rootMismatch(size: size, expected: root, computed: computed) }
  }
}

extension Range<Int> {
  /// The leaves of the left and the right child of the root of a tree over these leaves, of which there are at least two
  /// (RFC 6962 §2.1).
  var split: (left: Range<Int>, right: Range<Int>) {
    let middle = lowerBound + 1 << (count - 1).log2
    return (lowerBound..<middle, middle..<upperBound)
  }
}
