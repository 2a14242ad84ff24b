import Testing
import TransparencyLog

@Suite("Proofs")
struct ProofTests {
  static let tree = ReferenceTree(size: 300)

  @Test(arguments: [1, 2, 3, 4, 5, 6, 7, 8, 9, 15, 16, 17, 64, 65, 100, 128, 129, 257])
  func ofInclusionAreTheStandardsForEveryLeaf(size: Int) async throws {
    let tree = Self.tree
    let root = tree.root(0..<size)
    for index in 0..<size {
      let proof = try await InclusionProof.prove(index: index, size: size) { tree.hashes(of: $0) }
      #expect(proof.hashes == tree.path(index, 0..<size))
      try proof.verify(leafHash: tree.leaves[index], root: root)
    }
  }

  @Test func ofConsistencyAreTheStandardsForEveryPairOfSizes() async throws {
    let tree = Self.tree
    let roots = (0...70).map { tree.root(0..<$0) }
    for new in 1...70 {
      for old in 1...new {
        let proof = try await ConsistencyProof.prove(from: old, to: new) { tree.hashes(of: $0) }
        #expect(proof.hashes == tree.subproof(old, 0..<new))
        try proof.verify(oldRoot: roots[old], newRoot: roots[new])
      }
    }
  }

  @Test func ofConsistencyHoldOverRandomHistories() async throws {
    let tree = Self.tree
    for _ in 0..<200 {
      let new = Int.random(in: 1...300)
      let old = Int.random(in: 1...new)
      let proof = try await ConsistencyProof.prove(from: old, to: new) { tree.hashes(of: $0) }
      #expect(proof.hashes == tree.subproof(old, 0..<new))
      try proof.verify(oldRoot: tree.root(0..<old), newRoot: tree.root(0..<new))
    }
  }

  @Test func ofInclusionFailWhenAnythingIsAltered() async throws {
    let tree = Self.tree
    for _ in 0..<200 {
      let size = Int.random(in: 2...300)
      let index = Int.random(in: 0..<size)
      let root = tree.root(0..<size)
      let proof = try await InclusionProof.prove(index: index, size: size) { tree.hashes(of: $0) }
      let leaf = tree.leaves[index]

      for hashes in mutations(of: proof.hashes) {
        let altered = InclusionProof(index: index, size: size, hashes: hashes)
        #expect(throws: ProofError.self) { try altered.verify(leafHash: leaf, root: root) }
      }
      let other = Int.random(in: 0..<size - 1)
      let moved = InclusionProof(index: other < index ? other : other + 1, size: size, hashes: proof.hashes)
      #expect(throws: ProofError.self) { try moved.verify(leafHash: leaf, root: root) }
      #expect(throws: ProofError.self) { try proof.verify(leafHash: flipped(leaf), root: root) }
      #expect(throws: ProofError.self) { try proof.verify(leafHash: leaf, root: flipped(root)) }
    }
  }

  @Test func ofConsistencyFailWhenAnythingIsAltered() async throws {
    let tree = Self.tree
    for _ in 0..<200 {
      let new = Int.random(in: 2...300)
      let old = Int.random(in: 1..<new)
      let (oldRoot, newRoot) = (tree.root(0..<old), tree.root(0..<new))
      let proof = try await ConsistencyProof.prove(from: old, to: new) { tree.hashes(of: $0) }

      for hashes in mutations(of: proof.hashes) {
        let altered = ConsistencyProof(oldSize: old, newSize: new, hashes: hashes)
        #expect(throws: ProofError.self) { try altered.verify(oldRoot: oldRoot, newRoot: newRoot) }
      }
      #expect(throws: ProofError.self) { try proof.verify(oldRoot: flipped(oldRoot), newRoot: newRoot) }
      #expect(throws: ProofError.self) { try proof.verify(oldRoot: oldRoot, newRoot: flipped(newRoot)) }
    }
  }

  @Test(arguments: [(0, 0), (1, 1), (5, 4), (-1, 4), (0, -1), (.max, 4), (.max, .max), (.min, .max)])
  func ofInclusionAreRefusedOutsideTheTree(index: Int, size: Int) {
    #expect(throws: ProofError.indexOutsideTree(index: index, size: size)) {
      try InclusionProof.plan(index: index, size: size)
    }
  }

  @Test(arguments: [(0, 1), (2, 1), (-1, 0), (-1, 4), (-2, -1), (.max, .min), (-1, -1)])
  func ofConsistencyAreRefusedForSizesThatNoTreeGrewThrough(old: Int, new: Int) {
    #expect(throws: ProofError.sizesOutOfOrder(old: old, new: new)) {
      try ConsistencyProof.plan(from: old, to: new)
    }
  }

  @Test func sayWhatDidNotMatch() throws {
    let proof = InclusionProof(index: 0, size: 2, hashes: [Self.tree.leaves[1]])
    let expected = ProofError.rootMismatch(size: 2, expected: .empty, computed: Self.tree.root(0..<2))
    #expect(throws: expected) { try proof.verify(leafHash: Self.tree.leaves[0], root: .empty) }
    #expect(expected.description.contains(Hash.empty.base64))
  }

  @Test func areRefusedWhenTheStoreReturnsTooFewHashes() async {
    await #expect(throws: ProofError.nodeCount(expected: 3, found: 2)) {
      try await InclusionProof.prove(index: 0, size: 8) { nodes in Self.tree.hashes(of: nodes.dropLast()) }
    }
  }

  @Test func planForTheLargestTree() throws {
    #expect(try InclusionProof.plan(index: .max - 1, size: .max).hashCount == 62)
    #expect(try ConsistencyProof.plan(from: .max - 1, to: .max).nodes.count == 63)
  }

  private func mutations(of hashes: [Hash]) -> [[Hash]] {
    let place = Int.random(in: hashes.indices)
    var changed = hashes
    changed[place] = flipped(hashes[place])
    var results = [changed, hashes + [.empty], [.empty] + hashes, Array(hashes.dropLast()), Array(hashes.dropFirst())]
    if hashes.count > 1 { results.append(Array(hashes.dropFirst()) + hashes.prefix(1)) }
    return results
  }

  private func flipped(_ hash: Hash) -> Hash {
    var bytes = hash.bytes
    bytes[Int.random(in: bytes.indices)] ^= 1 << UInt8.random(in: 0..<8)
    return Hash(bytes) ?? .empty
  }
}
