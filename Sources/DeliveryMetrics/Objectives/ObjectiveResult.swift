/// An objective, computed.
public struct ObjectiveResult: Hashable, Sendable {
  public enum Verdict: String, Hashable, Sendable {
    case met
    case notMet = "not_met"
    /// Nothing is known: which meets no target.
    case noData = "no_data"
    /// The process sets no target; the number is watched.
    case watched
  }

  /// Against the period before.
  public enum Trend: String, Hashable, Sendable {
    case better, worse, unchanged
    /// One of the two periods has no data, or nobody said which way is better.
    case unknown
  }

  public var objective: ProcessObjective
  public var value: Double?
  public var previous: Double?
  public var numerator: Int64?
  public var denominator: Int64?
  public var sample: Sample?
  public var verdict: Verdict
  public var trend: Trend
  public var leftOut: [LeftOut]

  /// How many things the value was made from.
  public var sampleCount: Int64 {
    switch objective.metric.unit {
    case .measured: sample?.count ?? 0
    // Time between failures has no sample: it is made from the failures counted.
    case .seconds: sample?.count ?? (value == nil ? 0 : numerator ?? 0)
    case .ratio, .quotient: denominator ?? 0
    case .count, .perWeek, .daysPerWeek: numerator ?? 0
    }
  }
}
