/// The place of a tile: up to 256 adjacent hashes of a Merkle tree (C2SP tlog-tiles, "Merkle Tree").
///
/// Level 0 has the leaves' hashes; each hash of a higher level is the root over a full tile of the level below. A full
/// tile never changes; a partial one is that of a tree of one size.
public struct Tile: Hashable, Sendable, CustomStringConvertible {
  /// The number of hashes in a full tile.
  public static let fullWidth = 256

  /// The number of tree levels that a tile spans.
  static let height = 8

  /// The number of tile levels of the largest tree.
  static let levelCount = 8

  /// The level, from 0 to 7.
  public let level: Int

  /// The position among the tiles of its level, from 0.
  public let index: Int

  /// The number of hashes, from 1 to 256.
  public let width: Int

  /// The tile at this place, full unless its width is given.
  ///
  /// Nil where no tree has it: a tree has at most 2^63 - 1 leaves.
  public init?(level: Int, index: Int, width: Int = Tile.fullWidth) {
    guard (0..<Tile.levelCount).contains(level), (1...Tile.fullWidth).contains(width), index >= 0 else { return nil }
    let capacity = Int.max >> (Tile.height * level)
    guard width <= capacity, index <= (capacity - width) / Tile.fullWidth else { return nil }
    self.level = level
    self.index = index
    self.width = width
  }

  /// The tile at this place in a tree of this size, or nil where it has none there.
  public init?(level: Int, index: Int, treeSize: Int) {
    guard (0..<Tile.levelCount).contains(level), index >= 0, index <= treeSize >> (Tile.height * (level + 1)) else {
      return nil
    }
    let rest = treeSize >> (Tile.height * level) - index * Tile.fullWidth
    self.init(level: level, index: index, width: min(rest, Tile.fullWidth))
  }

  /// The tile that has the hash of a node, or those that it is made of, in a tree of this size; nil where the tree does
  /// not have the node.
  public init?(of node: NodeCoordinate, treeSize: Int) {
    guard node.level >= 0, node.level < Int.bitWidth - 1, node.index >= 0,
      node.index < treeSize >> node.level
    else { return nil }
    let first = node.index << (node.level % Tile.height)
    self.init(level: node.level / Tile.height, index: first / Tile.fullWidth, treeSize: treeSize)
  }

  /// Every tile of a tree of this size, from level to level and from left to right.
  public static func all(treeSize: Int) -> some Sequence<Tile> {
    (0..<levelCount).lazy.flatMap { level in
      (0...treeSize >> (height * (level + 1))).lazy.compactMap { Tile(level: level, index: $0, treeSize: treeSize) }
    }
  }

  /// Whether the tile has all of its 256 hashes.
  public var isFull: Bool {
    width == Tile.fullWidth
  }

  /// The leaves below the tile's hashes.
  public var leaves: Range<Int> {
    let first = index << (Tile.height * (level + 1))
    return first..<first + width << (Tile.height * level)
  }

  /// The hash of a node that the tile has, or whose leaves it has all below it, from the tile's hashes.
  ///
  /// Throws ``TileError``.
  public func hash(of node: NodeCoordinate, in hashes: [Hash]) throws(TileError) -> Hash {
    guard hashes.count == width else { throw .width(tile: self, found: hashes.count) }
    let height = node.level - level * Tile.height
    guard (0...Tile.height).contains(height), node.index >= 0, node.index <= (index * Tile.fullWidth + width) >> height
    else {
      throw .foreignNode(node, tile: self)
    }
    let first = node.index << height - index * Tile.fullWidth
    let end = first + 1 << height
    guard first >= 0, end <= width, let hash = Hash.pairing(hashes[first..<end]) else {
      throw .foreignNode(node, tile: self)
    }
    return hash
  }

  /// The path to fetch or to write it at, below the log's prefix: `tile/0/x001/x234/067.p/5`.
  public var path: String {
    "tile/\(level)/\(TilePath(index: index, width: width))"
  }

  /// The tile that stands at a path. Throws ``MalformedInput``.
  public init(path: String) throws(MalformedInput) {
    let parts = path.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0] == "tile", let level = Int(canonicalDecimal: parts[1].utf8),
      let place = TilePath(parts[2]), let tile = Tile(level: level, index: place.index, width: place.width)
    else { throw MalformedInput(format: "tile path", problem: "tile/<level>/<index>[.p/<width>] was expected") }
    self = tile
  }

  public var description: String {
    path
  }
}
