/// How much of a JSON text is taken.
public struct JSONLimits: Hashable, Sendable {
  /// How deep arrays and objects may lie in one another.
  public var depth: Int
  /// How long the whole text may be, in bytes.
  public var sizeBytes: Int

  public init(depth: Int, sizeBytes: Int) {
    self.depth = depth
    self.sizeBytes = sizeBytes
  }

  /// For one record: 32 levels and 1 MiB, which holds any record's texts before they are sealed.
  public static let record = JSONLimits(depth: 32, sizeBytes: 1 << 20)
  /// For reports of other tools: 128 levels and 256 MiB.
  public static let document = JSONLimits(depth: 128, sizeBytes: 1 << 28)
}
