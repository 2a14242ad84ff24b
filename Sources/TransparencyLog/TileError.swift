/// Why tiles do not yield what was asked of them.
public enum TileError: Error, Hashable, CustomStringConvertible {
  /// A tile was read with more or fewer hashes than it has.
  case width(tile: Tile, found: Int)

  /// The node is not in the tile, and is not made of the tile's hashes.
  case foreignNode(NodeCoordinate, tile: Tile)

  /// The records of a bundle are not those whose hashes the tile beside it has.
  case otherEntries(EntryBundle)

  /// The tree of this size has no such node.
  case noSuchNode(NodeCoordinate, treeSize: Int)

  public var description: String {
    switch self {
    case .width(let tile, let found):
      "\(tile) has \(found) hashes where it should have \(tile.width)"
    case .foreignNode(let node, let tile):
      "\(node) is not in \(tile)"
    case .otherEntries(let bundle):
      "the records of \(bundle) do not hash to those of the tile beside it"
    case .noSuchNode(let node, let treeSize):
      "a tree of size \(treeSize) has no \(node)"
    }
  }
}
