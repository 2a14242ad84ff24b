internal import Postgres
public import TransparencyLog

extension Ledger {
  /// The root of the tree over the first `size` records.
  public func root(size: Int64) async throws -> Hash {
    let roots = try await hashes(of: NodeCoordinate.covering(0..<Int(size)))
    do {
      return try Frontier(size: Int(size), roots: roots).root
    } catch {
      throw LedgerError.corrupt(sequence: nil, "\(error)")
    }
  }

  /// The hashes of nodes, from the tiles where they are full, else from the leaves and roots below them.
  public func hashes(of nodes: [NodeCoordinate]) async throws -> [Hash] {
    var hashes: [Hash] = []
    for node in nodes {
      let tileLevel = node.level / 8
      let shift = node.level % 8
      let entries = try await entries(level: tileLevel, first: node.index << shift, count: 1 << shift)
      hashes.append(Self.pairing(entries))
    }
    return hashes
  }

  /// Nodes at the height of a tile level, the first one at this index.
  private func entries(level: Int, first: Int, count: Int) async throws -> [Hash] {
    let entries: [Hash]? = try await withConnection { connection in
      if level > 0 {
        return try await connection.query(
          """
          select root from ledger.tile
          where level = \(level - 1) and tile_index >= \(first) and tile_index < \(first + count) order by tile_index
          """
        )
        .decode(as: [UInt8].self).compactMap { (root: [UInt8]) in Hash(root) }
      }
      let tile = try await connection.query(
        "select hashes from ledger.tile where level = 0 and tile_index = \(first / 256)"
      )
      .first(as: [UInt8].self)
      if let tile {
        return Hash.list(tile).map { Array($0.dropFirst(first % 256).prefix(count)) }
      }
      return try await connection.query(
        """
        select leaf from ledger.record where sequence >= \(first) and sequence < \(first + count) order by sequence
        """
      )
      .decode(as: [UInt8].self).map { (leaf: [UInt8]) in Hash.leaf(leaf) }
    }
    guard let entries, entries.count == count else {
      throw LedgerError.corrupt(
        sequence: nil,
        "the tree has no nodes \(first) to \(first + count - 1) of height \(8 * level)"
      )
    }
    return entries
  }

  /// The root over a power of two of adjacent nodes.
  private static func pairing(_ nodes: [Hash]) -> Hash {
    var frontier = Frontier()
    frontier.append(contentsOf: nodes)
    return frontier.root
  }
}
