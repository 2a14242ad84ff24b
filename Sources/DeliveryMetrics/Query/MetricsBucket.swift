internal import ReleaseRecords

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

  /// The first day of the bucket that a day falls into.
  func start(of day: CalendarDate) -> CalendarDate {
    switch self {
    case .day: day
    case .week: day.advanced(by: -Weekday.allCases.firstIndex(of: day.weekday)!)
    case .month: day.advanced(by: 1 - day.day)
    }
  }

  /// The first day of the bucket after the one that begins on a day.
  func start(after start: CalendarDate) -> CalendarDate {
    switch self {
    case .day: start.advanced(by: 1)
    case .week: start.advanced(by: 7)
    case .month: self.start(of: start.advanced(by: 31))
    }
  }
}
