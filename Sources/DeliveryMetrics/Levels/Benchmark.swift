/// The results of one year's survey, to hold figures against. They are self-assessments of thousands of teams, put into
/// clusters anew each year: a level says where a team would have stood that year, not how good it is.
public struct Benchmark: Hashable, Sendable {
  public var year: Int
  /// Where the numbers are published.
  public var source: String
  /// What the numbers here were compared with.
  public var verification: Verification
  /// From the best to the worst; not every year has four. Empty for a year without clusters.
  public var clusters: [BenchmarkCluster]
  /// The share of all answers in each band of deployment frequency, for a year that reports these instead.
  public var frequencyDistribution: [Band] = []

  /// A band of answers.
  public struct Band: Hashable, Sendable {
    /// In the survey's words.
    public var title: String
    /// Deployments a day, at least.
    public var perDay: Double
    /// The share of the answers, from 0 to 1.
    public var share: Double
  }

  public enum Verification: Hashable, Sendable {
    /// With what is named: somebody's reproduction of the report's table.
    case compared(with: String)
    /// With nothing that could be cited: no level rests on such numbers without saying so.
    case unverified
  }

  public init(
    year: Int,
    source: String,
    verification: Verification,
    clusters: [BenchmarkCluster],
    frequencyDistribution: [Band] = []
  ) {
    self.year = year
    self.source = source
    self.verification = verification
    self.clusters = clusters
    self.frequencyDistribution = frequencyDistribution
  }

  /// The level of a value: the best cluster whose published bound it keeps. Between the bounds of two clusters it has
  /// the level of the lower; nothing is interpolated, since the bounds are not always in order (in 2024, the high
  /// cluster failed more often than the medium one).
  public func verdict(on value: Double, of figure: BenchmarkedFigure) -> LevelVerdict {
    guard !clusters.isEmpty else { return .noData("the survey of \(year) has no clusters") }
    for cluster in clusters where cluster.isMet(by: value, of: figure) { return .level(cluster.level) }
    return .belowEveryCluster
  }

  /// The share of the answers of the year's survey that report fewer deployments than `perDay`; `nil` for a year whose
  /// distribution is not known.
  public func shareDeployingLess(than perDay: Double) -> Double? {
    guard let reached = frequencyDistribution.first(where: { perDay >= $0.perDay }) else { return nil }
    return frequencyDistribution.filter { $0.perDay < reached.perDay }.reduce(0) { $0 + $1.share }
  }

  public static let all: [Benchmark] = [dora2021, dora2022, dora2023, dora2024, dora2025]

  /// The latest year with clusters.
  public static let latest = dora2024

  /// The benchmark of a year.
  public static func year(_ year: Int) -> Benchmark? { all.first { $0.year == year } }
}
