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
    var tiles: [TilePlace: [Hash]] = [:]
    var hashes: [Hash] = []
    for node in nodes {
      let first = node.index << (node.level % 8)
      let count = 1 << (node.level % 8)
      let tile = TilePlace(level: node.level / 8, index: first / 256)
      let entries: [Hash]
      if let known = tiles[tile] { entries = known } else { entries = try await self.entries(of: tile) }
      tiles[tile] = entries
      guard first % 256 + count <= entries.count else {
        throw LedgerError.corrupt(sequence: nil, "the tree has no node \(node.index) of height \(node.level)")
      }
      var frontier = Frontier()
      frontier.append(contentsOf: entries[first % 256..<first % 256 + count])
      hashes.append(frontier.root)
    }
    return hashes
  }

  private struct TilePlace: Hashable {
    let level: Int
    let index: Int
  }

  /// The hashes of a tile, as many as there are.
  private func entries(of tile: TilePlace) async throws -> [Hash] {
    let first = tile.index * 256
    return try await withConnection { connection in
      let full = try await connection.query(
        "select hashes from ledger.tile where level = \(tile.level) and tile_index = \(tile.index)"
      )
      .first(as: [UInt8].self)
      if let full {
        guard let hashes = Hash.list(full) else {
          throw LedgerError.corrupt(sequence: nil, "tile \(tile.index) of level \(tile.level) holds no hashes")
        }
        return hashes
      }
      guard tile.level > 0 else {
        return try await connection.query(
          "select leaf from ledger.record where sequence >= \(first) and sequence < \(first + 256) order by sequence"
        )
        .decode(as: [UInt8].self).map { (leaf: [UInt8]) in Hash.leaf(leaf) }
      }
      return try await connection.query(
        """
        select root from ledger.tile
        where level = \(tile.level - 1) and tile_index >= \(first) and tile_index < \(first + 256) order by tile_index
        """
      )
      .decode(as: [UInt8].self).compactMap { (root: [UInt8]) in Hash(root) }
    }
  }
}
