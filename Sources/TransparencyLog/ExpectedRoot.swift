/// The root that a log had at a size, by word of an earlier checkpoint.
public struct ExpectedRoot: Hashable, Sendable {
  /// The number of records.
  public let size: Int

  /// The root of the tree over them.
  public let root: Hash

  /// Where it is known from, for people: "checkpoint release-42.txt".
  public let source: String

  /// The root that a checkpoint tells, which was verified, and where it is known from.
  public init(_ checkpoint: Checkpoint, source: String) {
    size = checkpoint.size
    root = checkpoint.root
    self.source = source
  }
}
