/// The place of an entry bundle: up to 256 adjacent records (C2SP tlog-tiles, "Log entries").
///
/// Its records are those whose hashes the tile of level 0 with the same index has.
public struct EntryBundle: Hashable, Sendable, CustomStringConvertible {
  /// The most bytes of a record, as many as its length of two bytes can say.
  public static let entryByteLimit = 65_535

  /// The position among the bundles, from 0.
  public let index: Int

  /// The number of records, from 1 to 256.
  public let width: Int

  /// The bundle at this place in a tree of this size, or nil where it has none there.
  public init?(index: Int, treeSize: Int) {
    guard let tile = Tile(level: 0, index: index, treeSize: treeSize) else { return nil }
    self.index = tile.index
    width = tile.width
  }

  /// The path to fetch or to write it at, below the log's prefix: `tile/entries/x001/x234/067.p/5`.
  public var path: String {
    "tile/entries/\(TilePath(index: index, width: width))"
  }

  /// The bundle that stands at a path. Throws ``MalformedInput``.
  public init(path: String) throws(MalformedInput) {
    let prefix = "tile/entries/"
    guard path.utf8.starts(with: prefix.utf8), let place = TilePath(path.dropFirst(prefix.count)),
      let tile = Tile(level: 0, index: place.index, width: place.width)
    else { throw MalformedInput(format: "entry bundle path", problem: "tile/entries/<index>[.p/<width>] was expected") }
    index = tile.index
    width = tile.width
  }

  public var description: String {
    path
  }

  /// The bytes of a bundle of these records: each after its length in two bytes, the more significant first.
  ///
  /// Throws ``MalformedInput`` for a record longer than 65,535 bytes, or more than 256 records.
  public static func encode(_ entries: some Collection<[UInt8]>) throws(MalformedInput) -> [UInt8] {
    guard entries.count <= Tile.fullWidth else {
      throw malformed("\(entries.count) records do not fit into a bundle of \(Tile.fullWidth)")
    }
    var bytes: [UInt8] = []
    for (place, entry) in entries.enumerated() {
      guard entry.count <= entryByteLimit else {
        throw malformed("record \(place) has \(entry.count) bytes, more than \(entryByteLimit)")
      }
      bytes.append(UInt8(entry.count >> 8))
      bytes.append(UInt8(entry.count & 255))
      bytes.append(contentsOf: entry)
    }
    return bytes
  }

  /// The records of a bundle. Throws ``MalformedInput`` where the bytes end within one, or there are more than 256.
  public static func decode(_ bytes: some Collection<UInt8>) throws(MalformedInput) -> [[UInt8]] {
    var rest = Array(bytes)[...]
    var entries: [[UInt8]] = []
    while let high = rest.popFirst() {
      guard let low = rest.popFirst() else { throw malformed("it ends within the length of record \(entries.count)") }
      let count = Int(high) << 8 | Int(low)
      guard rest.count >= count else {
        throw malformed("record \(entries.count) has \(rest.count) of its \(count) bytes")
      }
      guard entries.count < Tile.fullWidth else { throw malformed("it has more than \(Tile.fullWidth) records") }
      entries.append(Array(rest.prefix(count)))
      rest = rest.dropFirst(count)
    }
    return entries
  }

  private static func malformed(_ problem: String) -> MalformedInput {
    MalformedInput(format: "entry bundle", problem: problem)
  }
}
