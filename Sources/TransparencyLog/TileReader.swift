/// Finds the hashes of nodes in the tiles of a tree.
///
/// ```swift
/// let reader = TileReader(treeSize: 70_000)
/// let proof = try await InclusionProof.prove(index: 6, size: 70_000) { nodes in
///   try await reader.hashes(of: nodes) { tiles in try await fetch(tiles) }
/// }
/// ```
public struct TileReader: Sendable {
  /// The tree's size, from which the width of its tiles follows.
  public let treeSize: Int

  /// A reader for a tree of this size.
  public init(treeSize: Int) {
    self.treeSize = treeSize
  }

  /// The tiles that have the hashes of these nodes, or those that they are made of, each once.
  ///
  /// Throws ``TileError/noSuchNode(_:treeSize:)``.
  public func tiles(of nodes: some Sequence<NodeCoordinate>) throws(TileError) -> [Tile] {
    var tiles: [Tile] = []
    for node in nodes {
      let tile = try tile(of: node)
      if !tiles.contains(tile) { tiles.append(tile) }
    }
    return tiles
  }

  /// The hashes of nodes, from the tiles that are asked for once and all together.
  ///
  /// Throws ``TileError``, and what `read` throws.
  public func hashes(
    of nodes: [NodeCoordinate],
    isolation: isolated (any Actor)? = #isolation,
    read: ([Tile]) async throws -> [[Hash]]
  ) async throws -> [Hash] {
    let tiles = try tiles(of: nodes)
    let contents = Dictionary(zip(tiles, try await read(tiles))) { first, _ in first }
    return try nodes.map { node in
      let tile = try tile(of: node)
      return try tile.hash(of: node, in: contents[tile] ?? [])
    }
  }

  private func tile(of node: NodeCoordinate) throws(TileError) -> Tile {
    guard let tile = Tile(of: node, treeSize: treeSize) else { throw .noSuchNode(node, treeSize: treeSize) }
    return tile
  }
}
