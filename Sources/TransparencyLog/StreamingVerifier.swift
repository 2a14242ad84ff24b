/// Verifies a log from its records in one pass, and finds which of them are wrong.
///
/// ```swift
/// var verifier = StreamingVerifier(head: head, checkpoints: [lastYear], comparesTiles: true)
/// for batch in batches {
///   for tile in batch.tiles { verifier.expect(tile.hashes, in: tile.place, root: tile.root) }
///   for record in batch.records { verifier.append(record.leaf, at: record.sequence) }
/// }
/// let frontier = verifier.finish()
/// for finding in verifier.findings { print(finding) }
/// ```
///
/// What the log keeps of its tree locates an altered record: its tiles exactly, its head among at most 128. Checkpoints
/// kept elsewhere show what the log itself cannot: a history rewritten together with everything kept of its tree.
///
/// It keeps one tile for each of at most eight levels, the tiles that it was told to expect and that are yet to come, and
/// at most ``findingLimit`` findings.
public struct StreamingVerifier: Sendable {
  /// The most findings that are kept; further ones are counted.
  public static let findingLimit = 1000

  /// What was found wrong so far, in the order in which it showed, adjacent records together. Complete after ``finish()``.
  public private(set) var findings: [VerificationFinding] = []

  /// The number of findings beyond ``findingLimit``.
  public private(set) var furtherFindingCount = 0

  /// The position of the record that comes next.
  public private(set) var position = 0

  private struct KeptTile {
    let hashes: [Hash]
    let root: Hash?
  }

  private let size: Int?
  private let head: Frontier?
  private let comparesTiles: Bool
  // The checkpoints still to come, the smallest size last.
  private var checkpoints: [ExpectedRoot]
  private var verifiedSize = 0
  private var keptTiles: [Tile: KeptTile] = [:]

  // The leaves' hashes of the unfinished tile of level 0; nil for a missing record.
  private var pending: [Hash?] = []
  // The tree over the records before these; nil once records were missing whose hashes are not known either.
  private var tree: TileStack? = TileStack()
  // The tree over the hashes of the log's tiles; nil as long as it is the same.
  private var treeOfTiles: TileStack?

  /// A verifier of a log from its first record.
  ///
  /// - Parameters:
  ///   - size: the number of records that the log says it has; the head's unless it is given.
  ///   - head: the right edge that the log keeps of its tree, if it is known.
  ///   - checkpoints: the roots that the log had earlier.
  ///   - comparesTiles: whether ``expect(_:in:root:)`` is called for every full tile, so that one without is missing.
  public init(
    size: Int? = nil,
    head: Frontier? = nil,
    checkpoints: [ExpectedRoot] = [],
    comparesTiles: Bool = false
  ) {
    self.size = size ?? head?.size
    self.head = head
    self.checkpoints = checkpoints.sorted { $0.size > $1.size }
    self.comparesTiles = comparesTiles
    compareRoots(firstSize: 0, leafHashes: [], leafHashesOfTiles: nil)
  }

  /// Says what the log keeps in a full tile, before the last of the tile's records is appended.
  public mutating func expect(_ hashes: [Hash], in tile: Tile, root: Hash? = nil) {
    keptTiles[tile] = KeptTile(hashes: hashes, root: root)
  }

  /// Adds a record, which says of itself that it is at this position.
  public mutating func append(_ record: UnsafeRawBufferPointer, at index: Int) {
    append(leafHash: .leaf(record), at: index)
  }

  /// Adds a record by its leaf's hash, as for hashes computed on several threads.
  public mutating func append(leafHash: Hash, at index: Int) {
    guard index >= position, index < Int.max else {
      report(.misplaced(index: index, expected: position))
      return
    }
    if index > position { skip(to: index) }
    pending.append(leafHash)
    position += 1
    if pending.count == Tile.fullWidth { closeTile() }
  }

  /// Ends the log here, and returns the right edge of the tree over its records, or nil where missing records leave none.
  ///
  /// Nothing is to be appended after it.
  public mutating func finish() -> Frontier? {
    let leafHashes = pending.prefix { $0 != nil }.compactMap(\.self)
    compareRoots(
      firstSize: position - pending.count,
      leafHashes: leafHashes,
      leafHashesOfTiles: treeOfTiles == nil ? nil : leafHashes
    )
    if leafHashes.count < pending.count { loseTrees() }
    if let size, size > position {
      report(.missing(position..<size))
    } else if let size, size < position {
      report(.surplus(size..<position))
    }
    for checkpoint in checkpoints.reversed() { report(.shortened(checkpoint, size: position)) }
    checkpoints = []
    return tree.flatMap { Self.frontier(of: $0, and: leafHashes[...]) }
  }
}

extension StreamingVerifier {
  /// Passes over missing records: one by one within a tile, and over whole tiles as long as the log keeps their hashes.
  private mutating func skip(to index: Int) {
    report(.missing(position..<index))
    while position < index {
      let isKept = Tile(level: 0, index: position / Tile.fullWidth).map { keptTiles[$0] != nil } ?? false
      if pending.isEmpty, !isKept, index - position >= Tile.fullWidth {
        // Nothing is known of these tiles, however many they are.
        let next = index - index % Tile.fullWidth
        loseTrees()
        missRoots(upTo: next)
        position = next
      } else {
        pending.append(nil)
        position += 1
        if pending.count == Tile.fullWidth { closeTile() }
      }
    }
  }

  /// Gives up the roots, because of missing records whose hashes are not known.
  private mutating func loseTrees() {
    tree = nil
    treeOfTiles = nil
  }

  /// Compares the tile of level 0 that is full with what the log keeps in it, and goes on to the next.
  private mutating func closeTile() {
    defer { pending.removeAll(keepingCapacity: true) }
    let first = position - pending.count
    let tile = Tile(level: 0, index: first / Tile.fullWidth)
    let hashes = tile.flatMap { keptTiles[$0]?.hashes }
    let kept = hashes?.count == pending.count ? hashes : nil
    let isDue = hashes != nil || (comparesTiles && position <= size ?? .max)
    if let tile, kept == nil, isDue { report(.tileMissing(tile)) }

    var isAltered = false
    var leafHashes: [Hash] = []
    leafHashes.reserveCapacity(pending.count)
    for (place, leafHash) in pending.enumerated() {
      // A missing record's hash is still the tree's, where it is known. Beyond the first that is not there is no tree.
      guard let hash = leafHash ?? kept?[place] else { break }
      if let kept, kept[place] != hash {
        report(.altered(first + place..<first + place + 1, against: .tiles(level: 0)))
        isAltered = true
      }
      leafHashes.append(hash)
    }
    if isAltered, treeOfTiles == nil { treeOfTiles = tree }
    let leafHashesOfTiles = treeOfTiles == nil ? nil : kept ?? leafHashes
    compareRoots(firstSize: first, leafHashes: leafHashes, leafHashesOfTiles: leafHashesOfTiles)

    if leafHashes.count < pending.count { loseTrees() }
    let full = leafHashes.flatMap { tree?.append($0) ?? [] }
    let fullOfTiles = leafHashesOfTiles?.flatMap { treeOfTiles?.append($0) ?? [] }
    compareTiles(full, orElse: fullOfTiles ?? full)
    if let tile { keptTiles[tile] = nil }
  }

  /// Compares tiles that have become full with what the log keeps of them above the leaves.
  ///
  /// It agrees with the records or with the tiles below: whichever of both was altered has been found already.
  private mutating func compareTiles(_ tiles: [TileStack.FullTile], orElse tilesOfTiles: [TileStack.FullTile]) {
    for (full, other) in zip(tiles, tilesOfTiles) {
      let tile = full.tile
      let kept = keptTiles.removeValue(forKey: tile)
      if tile.level > 0 {
        if let kept, kept.hashes.count == full.hashes.count {
          for (place, hash) in kept.hashes.enumerated() where ![full.hashes[place], other.hashes[place]].contains(hash)
          {
            let node = NodeCoordinate(level: tile.level * Tile.height, index: tile.index * Tile.fullWidth + place)
            report(.altered(node.leaves, against: .tiles(level: tile.level)))
          }
        } else if kept != nil || comparesTiles {
          report(.tileMissing(tile))
        }
      }
      if let root = kept?.root, ![full.root, other.root].contains(root) {
        report(.altered(tile.leaves, against: .tileRoots(level: tile.level)))
      }
    }
  }

  /// Compares roots and the head at the sizes that these leaves, which follow the trees, lead up to.
  private mutating func compareRoots(firstSize: Int, leafHashes: [Hash], leafHashesOfTiles: [Hash]?) {
    let lastSize = firstSize + pending.count
    func frontiers(size: Int) -> (ofRecords: Frontier?, ofTiles: Frontier?) {
      let count = size - firstSize
      guard count <= leafHashes.count else { return (nil, nil) }
      let ofRecords = tree.flatMap { Self.frontier(of: $0, and: leafHashes.prefix(count)) }
      guard let treeOfTiles, let leafHashesOfTiles else { return (ofRecords, ofRecords) }
      return (ofRecords, Self.frontier(of: treeOfTiles, and: leafHashesOfTiles.prefix(count)))
    }
    while let size = checkpoints.last?.size, size <= lastSize {
      let ofThisSize = checkpoints.reversed().prefix { $0.size == size }
      checkpoints.removeLast(ofThisSize.count)
      let (found, ofTiles) = frontiers(size: size)
      // One that holds says that the others of its size are of another history, whichever comes first.
      if ofThisSize.contains(where: { $0.root == found?.root }) { verifiedSize = size }
      for checkpoint in ofThisSize where checkpoint.root != found?.root {
        let isRootOfTiles = ofTiles?.root == checkpoint.root
        let records = verifiedSize..<size
        report(.otherRoot(checkpoint, found: found?.root, records: records, isRootOfTiles: isRootOfTiles))
      }
    }
    guard let head, head.size > firstSize, head.size <= lastSize else { return }
    let (found, ofTiles) = frontiers(size: head.size)
    guard let found, let ofTiles else { return }
    for (place, node) in NodeCoordinate.covering(0..<head.size).enumerated()
    where ![found.roots[place], ofTiles.roots[place]].contains(head.roots[place]) {
      report(.altered(node.leaves, against: .head))
    }
  }

  /// Says of the checkpoints up to a size that there is no root to compare.
  private mutating func missRoots(upTo size: Int) {
    while let checkpoint = checkpoints.last, checkpoint.size <= size {
      checkpoints.removeLast()
      report(.otherRoot(checkpoint, found: nil, records: verifiedSize..<checkpoint.size, isRootOfTiles: false))
    }
  }

  private static func frontier(of tree: TileStack, and leafHashes: ArraySlice<Hash>) -> Frontier? {
    guard var frontier = try? Frontier(size: tree.size, roots: tree.roots) else { return nil }
    frontier.append(contentsOf: leafHashes)
    return frontier
  }

  /// Keeps a finding, in one with the last where they are adjacent and alike.
  private mutating func report(_ finding: VerificationFinding) {
    if let last = findings.last, let joined = last.joined(with: finding) {
      findings[findings.count - 1] = joined
    } else if findings.count < StreamingVerifier.findingLimit {
      findings.append(finding)
    } else {
      furtherFindingCount += 1
    }
  }
}

extension VerificationFinding {
  /// Both findings in one, where they are of one kind and about adjacent records.
  fileprivate func joined(with next: VerificationFinding) -> VerificationFinding? {
    switch (self, next) {
    case (.missing(let records), .missing(let more)) where records.upperBound == more.lowerBound:
      .missing(records.lowerBound..<more.upperBound)
    case (.altered(let records, let kept), .altered(let more, let other))
    where kept == other && records.upperBound == more.lowerBound:
      .altered(records.lowerBound..<more.upperBound, against: kept)
    default:
      nil
    }
  }
}
