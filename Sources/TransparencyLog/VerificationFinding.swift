/// Something wrong with a log, and the records it concerns.
public enum VerificationFinding: Hashable, Sendable {
  /// What the log keeps of its tree beside the records.
  public enum Kept: Hashable, Sendable {
    /// The hashes of tiles of a level.
    case tiles(level: Int)

    /// The roots over whole tiles of a level.
    case tileRoots(level: Int)

    /// The right edge in the log's head.
    case head
  }

  /// There are no records at these positions.
  case missing(Range<Int>)

  /// These records lie beyond the size that the log's head says.
  case surplus(Range<Int>)

  /// A record came in a place that is another's: twice, or out of order.
  case misplaced(index: Int, expected: Int)

  /// These records do not hash to what the log keeps of its tree: they were altered after they were recorded, or what is
  /// kept was. For tiles of level 0 it is each single record of the range, else at least one of them.
  case altered(Range<Int>, against: Kept)

  /// The log does not keep this full tile, or does not keep as many hashes in it as it has.
  case tileMissing(Tile)

  /// The log had another root when the checkpoint was made.
  ///
  /// Its history was changed somewhere in `records`: from the largest size at which a checkpoint still holds up to the
  /// checkpoint's. `found` is nil where missing records leave no root to compare. Where `isRootOfTiles`, the hashes that
  /// the log keeps in tiles still lead to the checkpoint's root: then the records found altered were altered, and no
  /// others.
  case otherRoot(ExpectedRoot, found: Hash?, records: Range<Int>, isRootOfTiles: Bool)

  /// The log ends before the size that it had when the checkpoint was made: its tail was cut off.
  case shortened(ExpectedRoot, size: Int)
}

extension VerificationFinding: CustomStringConvertible {
  public var description: String {
    switch self {
    case .missing(let records):
      "\(name(records)) missing"
    case .surplus(let records):
      "\(name(records)) beyond the size in the log's head"
    case .misplaced(let index, let expected):
      "record \(index) found in the place of record \(expected)"
    case .altered(let records, .tiles(level: 0)):
      "\(name(records)) altered: not what the tree's hashes say"
    case .altered(let records, let kept):
      "something among \(name(records)) altered: not what \(kept) says"
    case .tileMissing(let tile):
      "\(tile) missing, over \(name(tile.leaves))"
    case .otherRoot(let expected, let found, let records, let isRootOfTiles):
      "another root at size \(expected.size) than \(expected.source) says (\(found?.base64 ?? "none"), not "
        + "\(expected.root)): "
        + (records.isEmpty ? "it is of another history" : "history changed among \(name(records))")
        + (isRootOfTiles ? "; the log's tiles still have the root of \(expected.source)" : "")
    case .shortened(let expected, let size):
      "only \(size) records where \(expected.source) had \(expected.size): the tail was cut off"
    }
  }

  private func name(_ records: Range<Int>) -> String {
    records.count == 1
      ? "record \(records.lowerBound)" : "records \(records.lowerBound) to \(records.upperBound - 1)"
  }
}

extension VerificationFinding.Kept: CustomStringConvertible {
  public var description: String {
    switch self {
    case .tiles(let level): "a tile of level \(level)"
    case .tileRoots(let level): "the root of a tile of level \(level)"
    case .head: "the log's head"
    }
  }
}
