/// Why a proof cannot be made, or does not prove what it should.
public enum ProofError: Error, Hashable, CustomStringConvertible {
  /// There is no leaf of this index in a tree of this size.
  case indexOutsideTree(index: Int, size: Int)

  /// The older tree is the larger one, or is empty, which every tree is consistent with and no proof is about.
  case sizesOutOfOrder(old: Int, new: Int)

  /// The proof has more or fewer hashes than one about trees of this size has.
  case hashCount(expected: Int, found: Int)

  /// Whoever was asked for the hashes of nodes returned more or fewer.
  case nodeCount(expected: Int, found: Int)

  /// The proof leads to another root than that of the tree of this size: it or what it is about was altered.
  case rootMismatch(size: Int, expected: Hash, computed: Hash)

  public var description: String {
    switch self {
    case .indexOutsideTree(let index, let size):
      "a tree of size \(size) has no leaf \(index)"
    case .sizesOutOfOrder(let old, let new):
      "no consistency proof leads from a tree of size \(old) to one of size \(new)"
    case .hashCount(let expected, let found):
      "the proof has \(found) hashes where it needs \(expected)"
    case .nodeCount(let expected, let found):
      "\(found) hashes were read where \(expected) nodes were asked for"
    case .rootMismatch(let size, let expected, let computed):
      "the proof leads to the root \(computed) for the tree of size \(size), which has the root \(expected)"
    }
  }
}
