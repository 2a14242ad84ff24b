/// The unfinished tiles at the right edge of a growing tree, one a level: what it takes to cut a tree into tiles.
struct TileStack: Sendable {
  /// A tile that has become full.
  struct FullTile: Sendable {
    let tile: Tile
    let hashes: [Hash]
    let root: Hash
  }

  /// The number of leaves.
  private(set) var size = 0

  // The hashes of each level's unfinished tile, fewer than 256.
  private var levels: [[Hash]]

  init() {
    levels = Array(repeating: [], count: Tile.levelCount)
  }

  /// The tiles at the right edge of a tree of this size, given from level to level.
  init(size: Int, levels: [[Hash]]) {
    self.size = size
    self.levels = levels
  }

  /// The hashes of a level's unfinished tile.
  subscript(level level: Int) -> [Hash] {
    levels[level]
  }

  /// Adds a leaf's hash, and returns the tiles that it has filled, from the lowest level up.
  mutating func append(_ leafHash: Hash) -> [FullTile] {
    var full: [FullTile] = []
    var hash = leafHash
    size += 1
    for level in levels.indices {
      levels[level].append(hash)
      guard levels[level].count == Tile.fullWidth, let root = Hash.pairing(levels[level]),
        let tile = Tile(level: level, index: size >> (Tile.height * (level + 1)) - 1)
      else { break }
      full.append(FullTile(tile: tile, hashes: levels[level], root: root))
      levels[level].removeAll(keepingCapacity: true)
      hash = root
    }
    return full
  }

  /// The roots of the tree's perfect subtrees, from the largest to the smallest.
  var roots: [Hash] {
    levels.reversed().flatMap { hashes in
      NodeCoordinate.covering(0..<hashes.count).compactMap { Hash.pairing(hashes[$0.leaves]) }
    }
  }
}
