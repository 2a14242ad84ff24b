/// The proof that a tree grew into another only by appending.
///
/// ```swift
/// let proof = try await ConsistencyProof.prove(from: 6, to: 8) { nodes in try await store.hashes(of: nodes) }
/// try proof.verify(oldRoot: lastYear.root, newRoot: today.root)
/// ```
///
/// The format is that of RFC 6962 §2.1.2 and RFC 9162 §2.1.4.
public struct ConsistencyProof: Hashable, Sendable {
  /// The size of the older tree.
  public let oldSize: Int

  /// The size of the newer tree.
  public let newSize: Int

  /// The hashes, from the lowest up to the root's child.
  public let hashes: [Hash]

  /// A proof as somebody gave it, which proves nothing before it is verified.
  public init(oldSize: Int, newSize: Int, hashes: [Hash]) {
    self.oldSize = oldSize
    self.newSize = newSize
    self.hashes = hashes
  }

  /// The nodes that the proof about trees of these sizes is made of; none where the sizes are the same.
  ///
  /// Throws ``ProofError/sizesOutOfOrder(old:new:)``, also where only the older tree is empty.
  public static func plan(from oldSize: Int, to newSize: Int) throws(ProofError) -> ProofPlan {
    guard oldSize <= newSize, oldSize > 0 || (oldSize, newSize) == (0, 0) else {
      throw .sizesOutOfOrder(old: oldSize, new: newSize)
    }
    guard oldSize < newSize else { return ProofPlan(subtrees: []) }
    var subtrees: [Range<Int>] = []
    var subtree = 0..<newSize
    while subtree.upperBound != oldSize {
      let (left, right) = subtree.split
      subtrees.append(oldSize <= left.upperBound ? right : left)
      subtree = oldSize <= left.upperBound ? left : right
    }
    // The verifier knows the older tree's root; only another subtree has to be told.
    if subtree.lowerBound > 0 { subtrees.append(subtree) }
    return ProofPlan(subtrees: subtrees.reversed())
  }

  /// Makes the proof from the hashes of nodes, which it asks for once and all together.
  ///
  /// Throws ``ProofError/sizesOutOfOrder(old:new:)``, and what `hashes` throws.
  public static func prove(
    from oldSize: Int,
    to newSize: Int,
    isolation: isolated (any Actor)? = #isolation,
    hashes: ([NodeCoordinate]) async throws -> [Hash]
  ) async throws -> ConsistencyProof {
    let plan = try plan(from: oldSize, to: newSize)
    let hashes = try plan.assemble(await hashes(plan.nodes))
    return ConsistencyProof(oldSize: oldSize, newSize: newSize, hashes: hashes)
  }

  /// Checks that the tree with the new root has that with the old root as its beginning (RFC 9162 §2.1.4.2).
  ///
  /// Throws ``ProofError/rootMismatch(size:expected:computed:)`` where it has not; ``ProofError/hashCount(expected:found:)``
  /// and ``ProofError/sizesOutOfOrder(old:new:)`` where the proof cannot be one.
  public func verify(oldRoot: Hash, newRoot: Hash) throws(ProofError) {
    let plan = try ConsistencyProof.plan(from: oldSize, to: newSize)
    guard hashes.count == plan.hashCount else { throw .hashCount(expected: plan.hashCount, found: hashes.count) }
    guard oldSize < newSize else {
      let expected = newSize == 0 ? Hash.empty : oldRoot
      for root in [oldRoot, newRoot] where root != expected {
        throw .rootMismatch(size: newSize, expected: expected, computed: root)
      }
      return
    }
    let isPerfect = oldSize.nonzeroBitCount == 1
    guard let start = isPerfect ? oldRoot : hashes.first else {
      throw .hashCount(expected: plan.hashCount, found: 0)
    }
    var (old, new) = (start, start)
    // The position of the older tree's last node in its level, and that of the newer tree's.
    var node = oldSize - 1
    var last = newSize - 1
    while node & 1 == 1 {
      node >>= 1
      last >>= 1
    }
    for hash in hashes.dropFirst(isPerfect ? 0 : 1) {
      if node & 1 == 1 || node == last {
        old = .node(hash, old)
        new = .node(hash, new)
        while node & 1 == 0, node != 0 {
          node >>= 1
          last >>= 1
        }
      } else {
        new = .node(new, hash)
      }
      node >>= 1
      last >>= 1
    }
    guard old == oldRoot else { throw .rootMismatch(size: oldSize, expected: oldRoot, computed: old) }
    guard new == newRoot else { throw .rootMismatch(size: newSize, expected: newRoot, computed: new) }
  }
}
