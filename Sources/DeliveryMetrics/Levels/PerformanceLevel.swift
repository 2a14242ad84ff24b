/// The clusters of DORA's surveys, by the names that the reports give them.
public enum PerformanceLevel: String, Hashable, Sendable, CaseIterable {
  case elite, high, medium, low
}

/// What can be said of a figure's level.
public enum LevelVerdict: Hashable, Sendable {
  case level(PerformanceLevel)
  /// Worse than what the benchmark reports of any cluster.
  case belowEveryCluster
  /// Too little data; the reason is for people.
  case noData(String)
}
