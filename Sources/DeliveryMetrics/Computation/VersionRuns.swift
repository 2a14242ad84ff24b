/// Numbers of versions as ranges to read in one go and others to look up. What went out about the same time was noted
/// about the same time, so that its numbers lie close together.
struct VersionRuns: Hashable, Sendable {
  /// Numbers that few others lie between.
  private(set) var ranges: [ClosedRange<Int32>] = []
  private(set) var others: [Int32] = []

  /// How far apart two numbers may lie so that reading what is between them is cheaper than looking both up.
  private static let gap = 3
  /// The fewest numbers worth a range.
  private static let least = 64

  /// - Parameter versions: in order.
  init(_ versions: some Collection<Int32>) {
    var run: [Int32] = []
    func end(_ run: [Int32]) {
      if run.count >= Self.least { ranges.append(run[0]...run[run.count - 1]) } else { others += run }
    }
    for version in versions {
      if let last = run.last, Int(version) - Int(last) > Self.gap {
        end(run)
        run.removeAll(keepingCapacity: true)
      }
      run.append(version)
    }
    if !run.isEmpty { end(run) }
  }
}
