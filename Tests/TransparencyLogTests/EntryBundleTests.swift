import Testing
import TransparencyLog

@Suite("Entry bundles")
struct EntryBundleTests {
  @Test func haveEachRecordAfterItsLength() throws {
    let entries: [[UInt8]] = [[], [7], [UInt8](repeating: 9, count: 258)]
    let bytes = try EntryBundle.encode(entries)
    #expect(bytes.prefix(7) == [0, 0, 0, 1, 7, 1, 2])
    #expect(try EntryBundle.decode(bytes) == entries)
  }

  @Test func standAtThePathsOfTheSpecification() throws {
    let bundle = try #require(EntryBundle(index: 1_234_067, treeSize: 1_234_067 * 256 + 5))
    #expect(bundle.path == "tile/entries/x001/x234/067.p/5")
    #expect(try EntryBundle(path: bundle.path) == bundle)
    #expect(EntryBundle(index: 1, treeSize: 256) == nil)
    for path in ["", "tile/entries/", "tile/entries/1", "tile/0/000", "tile/entries/000.p/256"] {
      #expect(throws: MalformedInput.self) { try EntryBundle(path: path) }
    }
  }

  @Test func areNotMadeOfTooMuch() {
    #expect(throws: MalformedInput.self) { try EntryBundle.encode([[UInt8](repeating: 0, count: 65_536)]) }
    #expect(throws: MalformedInput.self) { try EntryBundle.encode([[UInt8]](repeating: [], count: 257)) }
    #expect(throws: MalformedInput.self) { try EntryBundle.decode([UInt8](repeating: 0, count: 2 * 257)) }
  }

  @Test func areReadInOneWayOrRefused() throws {
    let bytes = try EntryBundle.encode([Array("first".utf8), [], Array("third".utf8)])
    for variant in Garbage.variants(of: bytes) {
      guard let entries = try? EntryBundle.decode(variant) else { continue }
      #expect(try EntryBundle.encode(entries) == variant)
    }
    #expect(throws: MalformedInput.self) { try EntryBundle.decode(bytes.dropLast()) }
    #expect(throws: MalformedInput.self) { try EntryBundle.decode(bytes + [0]) }
  }
}
