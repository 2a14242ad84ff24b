import Testing
import TransparencyLog

/// A folder of tiles in memory.
struct MemoryFolder: TileSink {
  private(set) var files: [String: [UInt8]] = [:]
  private(set) var writes = 0

  init() {}

  /// The folder of an export of a whole tree.
  init(tree: ReferenceTree) throws {
    var writer = TileWriter(sink: MemoryFolder())
    for record in tree.records { try writer.append(record) }
    #expect(try writer.finish().root == tree.root(0..<tree.records.count))
    self = writer.sink
  }

  mutating func write(_ bytes: [UInt8], to path: String) {
    files[path] = bytes
    writes += 1
  }

  func read(_ path: String) throws -> [UInt8] {
    try #require(files[path], "\(path) was never written")
  }

  func hashes(of tile: Tile) throws -> [Hash] {
    try #require(Hash.list(read(tile.path)))
  }
}
