/// The right edge of a Merkle tree: the roots of its perfect subtrees, which is all that it takes to grow it.
///
/// ```swift
/// var frontier = Frontier()
/// frontier.append(Hash.leaf(record))
/// print(frontier.size, frontier.root)
/// ```
///
/// That of an earlier size is made of the nodes of a grown tree:
///
/// ```swift
/// let nodes = NodeCoordinate.covering(0..<size)
/// let earlier = try Frontier(size: size, roots: try await store.hashes(of: nodes))
/// ```
///
/// A tree of `size` leaves has as many such subtrees as its size has binary ones, at most 63. The tree is that of
/// RFC 6962 §2.1. Appending costs one node's hash on average.
public struct Frontier: Hashable, Sendable {
  /// The number of leaves.
  public private(set) var size: Int

  /// The roots of the perfect subtrees that make up the tree, from the largest, which is the leftmost, to the smallest.
  public private(set) var roots: [Hash]

  /// The frontier of a tree without leaves.
  public init() {
    size = 0
    roots = []
  }

  /// The frontier of a tree of this size, with the roots from the largest to the smallest subtree.
  ///
  /// Throws ``MalformedInput`` where there are more or fewer roots than a tree of this size has.
  public init(size: Int, roots: [Hash]) throws(MalformedInput) {
    guard size >= 0, roots.count == size.nonzeroBitCount else {
      throw MalformedInput(
        format: "frontier",
        problem: "a tree of size \(size) has \(max(size, 0).nonzeroBitCount) perfect subtrees, not \(roots.count)"
      )
    }
    self.size = size
    self.roots = roots
  }

  /// The frontier of a tree of this size, with the roots as ``bytes`` has them.
  ///
  /// Throws ``MalformedInput`` where the bytes are not as many hashes as a tree of this size has perfect subtrees.
  public init(size: Int, bytes: some Collection<UInt8>) throws(MalformedInput) {
    guard let roots = Hash.list(bytes) else {
      throw MalformedInput(format: "frontier", problem: "\(bytes.count) bytes are no whole number of hashes")
    }
    try self.init(size: size, roots: roots)
  }

  /// The roots' bytes, 32 for each, from the largest to the smallest subtree.
  public var bytes: [UInt8] {
    roots.bytes
  }

  /// The tree's root (RFC 6962 §2.1); ``Hash/empty`` where it has no leaves.
  public var root: Hash {
    Hash.joining(roots) ?? .empty
  }

  /// Adds a leaf's hash at the right.
  public mutating func append(_ leafHash: Hash) {
    var node = leafHash
    var position = size
    while position & 1 == 1 {
      node = .node(roots.removeLast(), node)
      position >>= 1
    }
    roots.append(node)
    size += 1
  }

  /// Adds leaves' hashes at the right, in their order.
  public mutating func append(contentsOf leafHashes: some Sequence<Hash>) {
    for leafHash in leafHashes { append(leafHash) }
  }
}
