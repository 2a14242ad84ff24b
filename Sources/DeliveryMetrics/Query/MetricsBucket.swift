/// What a period is divided into. Buckets begin at local midnight in the time zone of the query.
public enum MetricsBucket: String, Hashable, Sendable, CaseIterable {
  case day
  /// From Monday, as ISO 8601 has it.
  case week
  case month

  /// How long one lasts at least, in days.
  var leastDays: Double {
    switch self {
    case .day: 1
    case .week: 7
    case .month: 28
    }
  }
}
