import TransparencyLog

/// A log as a database keeps it, to be tampered with.
struct StoredLog {
  var records: [(index: Int, leaf: [UInt8])]
  var tiles: [Tile: (hashes: [Hash], root: Hash)] = [:]
  let head: Frontier

  /// The first records of a tree, with everything that is kept of it.
  init(_ tree: ReferenceTree, size: Int) throws {
    records = tree.records.prefix(size).enumerated().map { ($0.offset, $0.element) }
    var frontier = Frontier()
    frontier.append(contentsOf: tree.leaves.prefix(size))
    head = frontier
    for tile in Tile.all(treeSize: size) where tile.isFull {
      let below = (0..<256).compactMap { Tile(level: tile.level - 1, index: tile.index * 256 + $0) }
      let hashes = tile.level == 0 ? Array(tree.leaves[tile.leaves]) : below.compactMap { tiles[$0]?.root }
      var subtree = Frontier()
      subtree.append(contentsOf: hashes)
      tiles[tile] = (hashes, subtree.root)
    }
  }

  func leafHashes(_ range: Range<Int>) -> [Hash] {
    records[range].map { Hash.leaf($0.leaf) }
  }

  func root(_ size: Int) -> Hash {
    var frontier = Frontier()
    frontier.append(contentsOf: leafHashes(0..<size))
    return frontier.root
  }

  func checkpoint(size: Int) throws -> ExpectedRoot {
    ExpectedRoot(try Checkpoint(origin: "ledger.example", size: size, root: root(size)), source: "checkpoint \(size)")
  }

  func verifier(checkpoints: [ExpectedRoot] = [], comparesTiles: Bool = true) -> StreamingVerifier {
    verified(checkpoints: checkpoints, comparesTiles: comparesTiles).verifier
  }

  func verify(
    checkpoints: [ExpectedRoot] = [],
    comparesTiles: Bool = true
  ) -> (findings: [VerificationFinding], frontier: Frontier?) {
    let (verifier, frontier) = verified(checkpoints: checkpoints, comparesTiles: comparesTiles)
    return (verifier.findings, frontier)
  }

  private func verified(
    checkpoints: [ExpectedRoot],
    comparesTiles: Bool
  ) -> (verifier: StreamingVerifier, frontier: Frontier?) {
    var verifier = StreamingVerifier(head: head, checkpoints: checkpoints, comparesTiles: comparesTiles)
    for (tile, kept) in tiles { verifier.expect(kept.hashes, in: tile, root: kept.root) }
    for record in records {
      record.leaf.withUnsafeBytes { verifier.append($0, at: record.index) }
    }
    let frontier = verifier.finish()
    return (verifier, frontier)
  }
}
