/// What one cluster of a survey reported, as the bounds that a team has to keep to be as good.
public struct BenchmarkCluster: Hashable, Sendable {
  public var level: PerformanceLevel
  /// Deployments of a service a day, at least; `nil` where the cluster has no lower bound.
  public var deploymentsPerDay: Double?
  /// Seconds, at most; `nil` where the cluster has no upper bound.
  public var leadTimeSeconds: Double?
  public var recoverySeconds: Double?
  /// A share from 0 to 1, at most.
  public var failureRate: Double?

  /// Whether a value is as good as the cluster's; `nil` for a figure that the surveys do not have.
  func isMet(by value: Double, of figure: BenchmarkedFigure) -> Bool {
    switch figure {
    case .deploymentsPerDay: deploymentsPerDay.map { value >= $0 } ?? true
    case .leadTime: leadTimeSeconds.map { value <= $0 } ?? true
    case .recovery: recoverySeconds.map { value <= $0 } ?? true
    case .failureRate: failureRate.map { value <= $0 } ?? true
    }
  }
}

/// The figures that the surveys ask for.
public enum BenchmarkedFigure: Hashable, Sendable {
  case deploymentsPerDay, leadTime, recovery, failureRate
}
