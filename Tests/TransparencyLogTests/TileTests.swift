import Testing
import TransparencyLog

@Suite("Tiles")
struct TileTests {
  @Test(arguments: [
    (0, 0, 256, "tile/0/000"), (0, 5, 256, "tile/0/005"), (1, 999, 256, "tile/1/999"),
    (0, 1000, 256, "tile/0/x001/000"), (0, 1_234_067, 256, "tile/0/x001/x234/067"),
    (0, 1_234_067, 5, "tile/0/x001/x234/067.p/5"), (2, 0, 255, "tile/2/000.p/255"),
    (7, 0, 127, "tile/7/000.p/127"),
  ])
  func standAtThePathsOfTheSpecification(level: Int, index: Int, width: Int, path: String) throws {
    let tile = try #require(Tile(level: level, index: index, width: width))
    #expect(tile.path == path)
    #expect(try Tile(path: path) == tile)
  }

  @Test(arguments: [
    "", "tile", "tile/0", "tile/0/", "tile/0/0", "tile/0/00", "tile/0/0000", "tile/00/000", "tile/-1/000",
    "tile/64/000",
    "tile/8/000", "tile/0/x000/001", "tile/0/001/000", "tile/0/x001/x000", "tile/0/x001", "tile/0/x001/1",
    "tile/0/000.p/0", "tile/0/000.p/256", "tile/0/000.p/01", "tile/0/000.p/", "tile/0/000.p/1.p/1", "tile/0/000/",
    "/tile/0/000", "tile/0/+00", "tile/0/-01", "tile/0/x999/x999/x999/x999/x999/x999/999", "tile/7/001", "tile/7/000",
    "tile/7/000.p/128", "tile/0/x036/x028/x797/x018/x963/967", "tile/0/٠٠٠", "tiles/0/000", "tile/entries/000",
  ])
  func atNoOtherPathAreRead(path: String) {
    #expect(throws: MalformedInput.self) { try Tile(path: path) }
  }

  @Test func ofDamagedPathsAreReadInOneSpellingOnly() {
    for variant in Garbage.variants(of: Array("tile/0/x001/x234/067.p/5".utf8)) {
      guard let path = String(validating: variant, as: UTF8.self), let tile = try? Tile(path: path) else { continue }
      #expect(Array(tile.path.utf8) == variant)
      #expect(tile.leaves.count > 0)
    }
  }

  // The examples of C2SP tlog-tiles, "Partial Tiles".
  @Test func ofATreeAreThoseOfTheSpecification() {
    let tiles = Array(Tile.all(treeSize: 70_000))
    #expect(tiles.count { $0.level == 0 && $0.isFull } == 273)
    #expect(
      tiles.filter { !($0.level == 0 && $0.isFull) }.map(\.path) == [
        "tile/0/273.p/112", "tile/1/000", "tile/1/001.p/17", "tile/2/000.p/1",
      ]
    )
    #expect(Tile.all(treeSize: 256).map(\.path) == ["tile/0/000", "tile/1/000.p/1"])
    #expect(Array(Tile.all(treeSize: 0)).isEmpty)
  }

  @Test(arguments: [0, 1, 255, 256, 257, 65_535, 65_536, 65_537, 16_777_216, Int.max])
  func ofATreeHaveTheWidthThatTheSpecificationComputes(treeSize: Int) {
    for level in 0..<8 {
      let count = treeSize >> (8 * level)
      let partial = Tile(level: level, index: count / 256, treeSize: treeSize)
      #expect(partial?.width ?? 0 == count % 256)
      #expect(Tile(level: level, index: count / 256 + 1, treeSize: treeSize) == nil)
      if count >= 256 { #expect(Tile(level: level, index: count / 256 - 1, treeSize: treeSize)?.isFull == true) }
    }
    #expect(Tile(level: 8, index: 0, treeSize: treeSize) == nil)
    #expect(Tile(level: 0, index: -1, treeSize: treeSize) == nil)
  }

  @Test(arguments: [1, 2, 255, 256, 257, 300, 66_000])
  func haveTheHashesOfTheTree(size: Int) async throws {
    let tree = ReferenceTree(size: size)
    let folder = try MemoryFolder(tree: tree)
    let written = Set(folder.files.keys.filter { !$0.hasPrefix("tile/entries/") })
    #expect(written.isSuperset(of: Tile.all(treeSize: size).map(\.path)))
    let reader = TileReader(treeSize: size)
    for _ in 0..<5 {
      let index = Int.random(in: 0..<size)
      let nodes = try InclusionProof.plan(index: index, size: size).nodes
      let hashes = try await reader.hashes(of: nodes) { tiles in try tiles.map(folder.hashes) }
      #expect(hashes == tree.hashes(of: nodes))
    }
  }

  @Test func areReadOnceAndTogetherForAProof() async throws {
    let reader = TileReader(treeSize: 70_000)
    let nodes = try InclusionProof.plan(index: 6, size: 70_000).nodes
    #expect(
      try reader.tiles(of: nodes).map(\.path) == [
        "tile/0/000", "tile/1/000", "tile/1/001.p/17", "tile/0/273.p/112",
      ]
    )
  }

  @Test func refuseNodesThatTheyDoNotHave() throws {
    let tile = try #require(Tile(level: 1, index: 1, width: 17))
    let hashes = [Hash](repeating: .empty, count: 17)
    for node in [
      NodeCoordinate(level: 8, index: 255), NodeCoordinate(level: 8, index: 273), NodeCoordinate(level: 0, index: 256),
      NodeCoordinate(level: 17, index: 0), NodeCoordinate(level: 16, index: 1), NodeCoordinate(level: 8, index: -1),
      NodeCoordinate(level: 8, index: .max), NodeCoordinate(level: 12, index: 17),
    ] {
      #expect(throws: TileError.foreignNode(node, tile: tile)) { try tile.hash(of: node, in: hashes) }
    }
    #expect(try tile.hash(of: NodeCoordinate(level: 12, index: 16), in: hashes) != .empty)
    #expect(throws: TileError.width(tile: tile, found: 16)) {
      try tile.hash(of: NodeCoordinate(level: 8, index: 256), in: hashes.dropLast())
    }
    for node in [
      NodeCoordinate(level: 0, index: 9), NodeCoordinate(level: 3, index: 1), NodeCoordinate(level: -1, index: 0),
      NodeCoordinate(level: 63, index: 0), NodeCoordinate(level: 0, index: -1),
    ] {
      #expect(throws: TileError.noSuchNode(node, treeSize: 9)) { try TileReader(treeSize: 9).tiles(of: [node]) }
    }
  }
}
