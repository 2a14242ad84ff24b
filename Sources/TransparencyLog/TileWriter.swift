/// Where tiles and entry bundles are written to: a folder, an object store.
public protocol TileSink {
  /// Writes a resource, in the place of any that stands there.
  mutating func write(_ bytes: [UInt8], to path: String) throws
}

/// Cuts a stream of records into tiles and entry bundles, so that other people's tools can read the log (C2SP
/// tlog-tiles).
///
/// ```swift
/// var writer = TileWriter(sink: folder)
/// for record in records { try writer.append(record) }
/// let frontier = try writer.finish()  // then write the signed checkpoint to "checkpoint"
/// ```
///
/// It keeps one tile for each of at most eight levels and one bundle, however long the log is. A later export goes on
/// where the last one ended.
public struct TileWriter<Sink: TileSink> {
  /// Where the tiles are written to.
  public private(set) var sink: Sink

  private var stack: TileStack
  private var bundle: [[UInt8]]

  /// A writer that begins with the log's first record.
  public init(sink: Sink) {
    self.sink = sink
    stack = TileStack()
    bundle = []
  }

  /// A writer that goes on after the record with which an earlier export of this size ended, whose unfinished tiles it
  /// reads back.
  ///
  /// Compare ``frontier``'s root with the checkpoint of that export before going on. Throws ``MalformedInput``,
  /// ``TileError/width(tile:found:)``, ``TileError/otherEntries(_:)`` and what `read` throws.
  public init(resumingAt size: Int, sink: Sink, read: (_ path: String) throws -> [UInt8]) throws {
    guard size >= 0 else { throw MalformedInput(format: "tree size", problem: "\(size) is negative") }
    self.sink = sink
    let levels = try (0..<Tile.levelCount).map { level throws -> [Hash] in
      let index = size >> (Tile.height * (level + 1))
      guard let tile = Tile(level: level, index: index, treeSize: size) else { return [] }
      let bytes = try read(tile.path)
      guard let hashes = Hash.list(bytes), hashes.count == tile.width else {
        throw TileError.width(tile: tile, found: bytes.count / Hash.byteCount)
      }
      return hashes
    }
    stack = TileStack(size: size, levels: levels)
    bundle = []
    if let place = EntryBundle(index: size / Tile.fullWidth, treeSize: size) {
      bundle = try EntryBundle.decode(read(place.path))
      guard bundle.map({ Hash.leaf($0) }) == levels[0] else { throw TileError.otherEntries(place) }
    }
  }

  /// The right edge of the tree over the records so far.
  public var frontier: Frontier {
    get throws { try Frontier(size: stack.size, roots: stack.roots) }
  }

  /// Adds a record, and writes the tiles and the bundle that it fills.
  ///
  /// Throws ``MalformedInput`` for a record of more than 65,535 bytes, and what the sink throws. After an error the writer
  /// is of no more use.
  public mutating func append(_ record: [UInt8]) throws {
    guard record.count <= EntryBundle.entryByteLimit else {
      throw MalformedInput(
        format: "record",
        problem: "record \(stack.size) has \(record.count) bytes, more than \(EntryBundle.entryByteLimit)"
      )
    }
    bundle.append(record)
    let full = stack.append(.leaf(record))
    for tile in full { try sink.write(tile.hashes.bytes, to: tile.tile.path) }
    if !full.isEmpty {
      try writeBundle()
      bundle.removeAll(keepingCapacity: true)
    }
  }

  /// Writes the unfinished tiles and the unfinished bundle, and returns the right edge of the tree.
  ///
  /// More records may follow. Throws what the sink throws.
  public mutating func finish() throws -> Frontier {
    for level in 0..<Tile.levelCount {
      let index = stack.size >> (Tile.height * (level + 1))
      guard let tile = Tile(level: level, index: index, treeSize: stack.size) else { continue }
      try sink.write(stack[level: level].bytes, to: tile.path)
    }
    if !bundle.isEmpty { try writeBundle() }
    return try frontier
  }

  private mutating func writeBundle() throws {
    guard let place = EntryBundle(index: (stack.size - 1) / Tile.fullWidth, treeSize: stack.size) else { return }
    try sink.write(EntryBundle.encode(bundle), to: place.path)
  }
}
