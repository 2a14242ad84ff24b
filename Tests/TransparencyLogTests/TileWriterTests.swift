import Testing
import TransparencyLog

@Suite("An export in tiles")
struct TileWriterTests {
  @Test(arguments: [0, 1, 255, 256, 257, 511, 700, 66_000])
  func hasEveryTileAndEveryRecordOfTheLog(size: Int) throws {
    let tree = ReferenceTree(size: size)
    let folder = try MemoryFolder(tree: tree)
    var frontier = Frontier()
    frontier.append(contentsOf: tree.leaves)
    for tile in Tile.all(treeSize: size) {
      let expected = (0..<tile.width).map { place in
        tree.root(NodeCoordinate(level: 8 * tile.level, index: tile.index * 256 + place).leaves)
      }
      #expect(try folder.hashes(of: tile) == expected)
    }
    var records: [[UInt8]] = []
    for index in 0..<(size + 255) / 256 {
      let bundle = try #require(EntryBundle(index: index, treeSize: size))
      records += try EntryBundle.decode(folder.read(bundle.path))
    }
    #expect(records == tree.records)
    #expect(folder.files.count == Array(Tile.all(treeSize: size)).count + (size + 255) / 256)
  }

  @Test func goesOnWhereTheLastOneEnded() throws {
    let tree = ReferenceTree(size: 1500)
    var folder = MemoryFolder()
    var size = 0
    while size < 1500 {
      var writer = try TileWriter(resumingAt: size, sink: folder, read: folder.read)
      #expect(try writer.frontier.root == tree.root(0..<size))
      let next = min(1500, size + Int.random(in: 1...400))
      for record in tree.records[size..<next] { try writer.append(record) }
      #expect(try writer.finish().root == tree.root(0..<next))
      folder = writer.sink
      size = next
    }
    let whole = try MemoryFolder(tree: tree)
    for (path, bytes) in whole.files { #expect(try folder.read(path) == bytes) }
  }

  @Test func doesNotGoOnFromADamagedOne() throws {
    let tree = ReferenceTree(size: 300)
    let folder = try MemoryFolder(tree: tree)
    var cut = folder
    cut.write(try Array(folder.read("tile/0/001.p/44").dropLast()), to: "tile/0/001.p/44")
    #expect(throws: TileError.self) { try TileWriter(resumingAt: 300, sink: cut, read: cut.read) }
    #expect(throws: MalformedInput.self) { try TileWriter(resumingAt: -1, sink: folder, read: folder.read) }
    var altered = folder
    var bundle = try folder.read("tile/entries/001.p/44")
    bundle[5] ^= 1
    altered.write(bundle, to: "tile/entries/001.p/44")
    #expect(throws: TileError.self) { try TileWriter(resumingAt: 300, sink: altered, read: altered.read) }
  }

  @Test func stopsWithTheErrorOfItsSink() throws {
    struct DiskFull: Error {}
    struct FullDisk: TileSink {
      func write(_ bytes: [UInt8], to path: String) throws { throw DiskFull() }
    }
    var writer = TileWriter(sink: FullDisk())
    for _ in 0..<255 { try writer.append([]) }
    #expect(throws: DiskFull.self) { try writer.append([]) }
  }

  @Test func refusesARecordThatIsTooLong() throws {
    var writer = TileWriter(sink: MemoryFolder())
    try writer.append([UInt8](repeating: 1, count: 65_535))
    #expect(throws: MalformedInput.self) { try writer.append([UInt8](repeating: 1, count: 65_536)) }
    #expect(try writer.finish().size == 1)
    #expect(try EntryBundle.decode(writer.sink.read("tile/entries/000.p/1")).map(\.count) == [65_535])
  }
}
