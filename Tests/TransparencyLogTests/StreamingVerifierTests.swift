import Testing
import TransparencyLog

@Suite("Verifying a log in one pass")
struct StreamingVerifierTests {
  static let tree = ReferenceTree(size: 66_000)
  static let longest = Result { try StoredLog(tree, size: 66_000) }

  @Test(arguments: [0, 1, 255, 256, 257, 1000, 5000])
  func findsNothingWrongWithASoundOne(size: Int) throws {
    var log = try StoredLog(Self.tree, size: size)
    let checkpoints = try (0..<5).map { _ in try log.checkpoint(size: Int.random(in: 0...size)) }
    let (findings, frontier) = log.verify(checkpoints: checkpoints + [try log.checkpoint(size: size)])
    #expect(findings == [])
    #expect(frontier == log.head)
    log.tiles = [:]
    #expect(log.verify(comparesTiles: false).findings == [])
  }

  @Test func namesEachAlteredRecord() throws {
    var log = try StoredLog(Self.tree, size: 1000)
    let checkpoints = [try log.checkpoint(size: 300), try log.checkpoint(size: 900)]
    for index in [5, 600, 601] { log.records[index].leaf.append(0) }
    #expect(
      log.verify(checkpoints: checkpoints).findings == [
        .altered(5..<6, against: .tiles(level: 0)),
        .otherRoot(checkpoints[0], found: log.root(300), records: 0..<300, isRootOfTiles: true),
        .altered(600..<602, against: .tiles(level: 0)),
        .otherRoot(checkpoints[1], found: log.root(900), records: 0..<900, isRootOfTiles: true),
      ]
    )
  }

  @Test func namesNoRecordsWhereNothingBetweenTwoCheckpointsCanHaveChanged() throws {
    let log = try StoredLog(Self.tree, size: 300)
    let true300 = try log.checkpoint(size: 300)
    let other = ExpectedRoot(try Checkpoint(origin: "log", size: 300, root: log.root(299)), source: "another")
    for checkpoints in [[true300, other], [other, true300]] {
      let words = log.verify(checkpoints: checkpoints).findings.map(\.description)
      #expect(words.count == 1 && words[0].contains("): it is of another history"), "\(words)")
    }
  }

  @Test func findsARecordAlteredAfterTheLastFullTileByTheHead() throws {
    var log = try StoredLog(Self.tree, size: 1000)
    log.records[900].leaf[0] ^= 1
    #expect(log.verify().findings == [.altered(896..<960, against: .head)])
    log.records[999].leaf[0] ^= 1
    #expect(log.verify().findings == [.altered(896..<960, against: .head), .altered(992..<1000, against: .head)])
  }

  @Test(arguments: [0, 5, 255, 256, 700, 998])
  func namesARecordDeletedFromTheMiddle(index: Int) throws {
    var log = try StoredLog(Self.tree, size: 1000)
    log.records.remove(at: index)
    let findings = log.verify(checkpoints: [try StoredLog(Self.tree, size: 1000).checkpoint(size: 768)]).findings
    #expect(findings.first == .missing(index..<index + 1))
    #expect(findings.count == 1, "the tiles still have the record's hash: \(findings)")
  }

  @Test func namesRecordsDeletedTogetherWithTheirTiles() throws {
    var log = try StoredLog(Self.tree, size: 2000)
    let checkpoints = try [200, 400, 1500].map(log.checkpoint)
    log.records.removeSubrange(250..<1290)
    for index in 0...5 { log.tiles[try #require(Tile(level: 0, index: index))] = nil }
    let tile = try #require(Tile(level: 0, index: 0))
    #expect(
      log.verify(checkpoints: checkpoints).findings == [
        .missing(250..<1290), .tileMissing(tile),
        .otherRoot(checkpoints[1], found: nil, records: 200..<400, isRootOfTiles: false),
        .tileMissing(try #require(Tile(level: 0, index: 5))),
        .otherRoot(checkpoints[2], found: nil, records: 200..<1500, isRootOfTiles: false),
      ]
    )
  }

  @Test(arguments: [999, 960, 500, 0])
  func saysHowMuchOfTheTailWasCutOff(size: Int) throws {
    var log = try StoredLog(Self.tree, size: 1000)
    let checkpoint = try log.checkpoint(size: 1000)
    log.records.removeSubrange(size...)
    #expect(
      log.verify(checkpoints: [checkpoint]).findings == [.missing(size..<1000), .shortened(checkpoint, size: size)]
    )
    // When the head and the tiles are cut as well, nothing but a checkpoint tells.
    let cut = try StoredLog(Self.tree, size: size)
    #expect(cut.verify().findings == [])
    #expect(cut.verify(checkpoints: [checkpoint]).findings == [.shortened(checkpoint, size: size)])
  }

  @Test func namesWhatWasInsertedAndWhatWasMoved() throws {
    let sound = try StoredLog(Self.tree, size: 1000)

    var appended = sound
    appended.records.append((1000, [1]))
    #expect(appended.verify().findings == [.surplus(1000..<1001)])

    var twice = sound
    twice.records.insert((500, [1]), at: 500)
    #expect(
      twice.verify().findings == [
        .misplaced(index: 500, expected: 501), .altered(500..<501, against: .tiles(level: 0)),
      ]
    )

    var inserted = sound
    inserted.records.insert((500, [1]), at: 500)
    for place in 501..<inserted.records.count { inserted.records[place].index += 1 }
    let findings = inserted.verify().findings
    #expect(
      findings == [
        .altered(500..<768, against: .tiles(level: 0)), .altered(768..<1000, against: .head), .surplus(1000..<1001),
      ]
    )

    var reordered = sound
    (reordered.records[3].leaf, reordered.records[9].leaf) = (reordered.records[9].leaf, reordered.records[3].leaf)
    #expect(
      reordered.verify().findings == [
        .altered(3..<4, against: .tiles(level: 0)), .altered(9..<10, against: .tiles(level: 0)),
      ]
    )

    var outOfOrder = sound
    outOfOrder.records.swapAt(3, 4)
    #expect(outOfOrder.verify().findings == [.missing(3..<4), .misplaced(index: 3, expected: 5)])
  }

  @Test(arguments: [1000, 5_000_000_000, Int.max - 1])
  func comesToAnEndWhenARecordIsSetFarAhead(index: Int) throws {
    var log = try StoredLog(Self.tree, size: 300)
    log.records.append((index, [1]))
    #expect(log.verify().findings == [.missing(300..<index), .surplus(300..<index + 1)])
    log.records[300].index = .max
    #expect(log.verify().findings == [.misplaced(index: .max, expected: 300)])
  }

  @Test func tellsAnAlteredTreeFromAnAlteredRecord() throws {
    let tile = try #require(Tile(level: 0, index: 1))
    var log = try Self.longest.get()
    let checkpoint = try log.checkpoint(size: 66_000)
    log.tiles[tile]?.hashes[7] = .empty
    #expect(log.verify(checkpoints: [checkpoint]).findings == [.altered(263..<264, against: .tiles(level: 0))])
  }

  @Test(arguments: [true, false])
  func findsATileThatIsCutShort(comparesTiles: Bool) throws {
    let tile = try #require(Tile(level: 0, index: 1))
    var log = try StoredLog(Self.tree, size: 1000)
    log.tiles[tile]?.hashes.removeLast()
    #expect(log.verify(comparesTiles: comparesTiles).findings == [.tileMissing(tile)])
  }

  @Test func findsARecordAlteredTogetherWithItsHash() throws {
    let tile = try #require(Tile(level: 0, index: 1))
    let upper = try #require(Tile(level: 1, index: 0))
    var log = try Self.longest.get()
    let checkpoint = try log.checkpoint(size: 66_000)
    log.records[263].leaf = [1]
    log.tiles[tile]?.hashes[7] = .leaf([1])
    let first = log.verify(checkpoints: [checkpoint]).findings
    #expect(
      first.prefix(3) == [
        .altered(256..<512, against: .tileRoots(level: 0)), .altered(256..<512, against: .tiles(level: 1)),
        .altered(0..<65_536, against: .tileRoots(level: 1)),
      ]
    )

    let root = Self.root(log.leafHashes(256..<512))
    log.tiles[tile]?.root = root
    #expect(log.verify().findings.first == .altered(256..<512, against: .tiles(level: 1)))
    log.tiles[upper] = nil
    #expect(log.verify().findings == [.tileMissing(upper), .altered(0..<65_536, against: .head)])
  }

  @Test func findsAHistoryRewrittenWithItsWholeTreeByACheckpoint() throws {
    let sound = try StoredLog(Self.tree, size: 1000)
    let checkpoints = try [100, 400, 700, 1000].map(sound.checkpoint)
    var records = Array(Self.tree.records.prefix(1000))
    records[555] = [1]
    let rewritten = try StoredLog(ReferenceTree(records: records), size: 1000)
    #expect(rewritten.verify().findings == [])
    #expect(
      rewritten.verify(checkpoints: checkpoints).findings == [
        .otherRoot(checkpoints[2], found: rewritten.root(700), records: 400..<700, isRootOfTiles: false),
        .otherRoot(checkpoints[3], found: rewritten.root(1000), records: 400..<1000, isRootOfTiles: false),
      ]
    )
  }

  @Test func keepsAFewFindingsOfVeryMany() throws {
    var log = try StoredLog(Self.tree, size: 5000)
    for index in stride(from: 0, to: 4096, by: 2) { log.records[index].leaf = [] }
    let verifier = log.verifier()
    #expect(verifier.findings.count == StreamingVerifier.findingLimit)
    #expect(verifier.furtherFindingCount == 2048 - StreamingVerifier.findingLimit)
  }

  @Test func findsAnyRandomTampering() throws {
    let sound = try StoredLog(Self.tree, size: 3000)
    for _ in 0..<30 {
      var log = sound
      let index = Int.random(in: 0..<3000)
      let expected: Range<Int>
      switch Int.random(in: 0..<3) {
      case 0:
        log.records[index].leaf[Int.random(in: 0..<log.records[index].leaf.count)] ^= 1 << UInt8.random(in: 0..<8)
        expected = index..<index + 1
      case 1:
        let end = Int.random(in: index..<min(3000, index + 700)) + 1
        log.records.removeSubrange(index..<end)
        expected = index..<end
      default:
        let other = (index + Int.random(in: 1..<3000)) % 3000
        (log.records[index].leaf, log.records[other].leaf) = (log.records[other].leaf, log.records[index].leaf)
        expected = min(index, other)..<max(index, other) + 1
      }
      let findings = log.verify().findings
      let ranges = findings.compactMap { finding in
        switch finding {
        case .missing(let records), .altered(let records, _): records
        default: nil
        }
      }
      #expect(ranges.contains { $0.overlaps(expected) }, "\(findings)")
      // Nothing but what was tampered with is accused where tiles are at hand.
      for range in ranges where range.upperBound <= 2816 {
        #expect(expected.clamped(to: range) == range || range.count == 1)
      }
    }
  }

  private static func root(_ hashes: [Hash]) -> Hash {
    var frontier = Frontier()
    frontier.append(contentsOf: hashes)
    return frontier.root
  }
}
