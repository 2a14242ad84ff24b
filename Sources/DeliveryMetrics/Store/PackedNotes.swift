internal import Postgres

/// How far the notes are packed into blocks, in the snapshot of a connection.
struct PackedNotes: Sendable {
  /// The sequence number of the last release in a block; -1 where there is none.
  var lastRelease: Int64
  var lastChange: Int64
  var lastDeployment: Int64
  /// How far apart the deployments of a version lie where it is not known to be scattered, in microseconds.
  var closeness: Int64
  /// What no longer counts at the size that is asked about.
  var superseded: Set<Int64>

  /// Which notes of a kind count, of those in a range of sequence numbers.
  func counts(_ sequence: Int64, in range: Range<Int64>) -> Bool {
    range.contains(sequence) && !superseded.contains(sequence)
  }
}

/// The blocks that some versions may be in.
struct VersionBlocks: Sendable {
  /// By their first sequence numbers.
  private(set) var blocks: [Int64] = []
  private(set) var noteCount = 0

  mutating func append(_ block: Int64, noteCount: Int) {
    blocks.append(block)
    self.noteCount += noteCount
  }

  /// Where the second half of them begins.
  var middle: Int64 { blocks.isEmpty ? .max : blocks[blocks.count / 2] }
}
