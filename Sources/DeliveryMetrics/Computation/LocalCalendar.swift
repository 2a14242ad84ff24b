internal import ReleaseRecords

/// The days of a time zone and the buckets of a period in it.
struct LocalCalendar: Sendable {
  /// From an instant on, by how much local clocks are ahead of UTC, both in microseconds.
  struct Turn: Sendable {
    var at: Int64
    var ahead: Int64
  }

  struct Bucket: Sendable {
    /// Its first day, counted from 1970-01-01.
    var day: Int
    /// The same as `YYYY-MM-DD`.
    var start: String
    /// Whether it lies in the period from its first instant to its last.
    var isWhole: Bool
  }

  /// In order; the first counts for all time before.
  private let turns: [Turn]
  /// Those that the period touches, in order, without a gap.
  let buckets: [Bucket]

  /// - Parameters:
  ///   - turns: of the clocks, from a day before the period to a day after it.
  ///   - period: at least one microsecond.
  init(turns: [Turn], period: Range<Int64>, by bucket: MetricsBucket) {
    self.turns = turns
    /// Local days only go up between two turns; where clocks are turned back over midnight, a day comes again.
    func days(in range: Range<Int64>) -> ClosedRange<Int> {
      let starts = [range.lowerBound] + turns.lazy.map(\.at).filter { $0 > range.lowerBound && $0 < range.upperBound }
      let ends = starts.dropFirst() + [range.upperBound]
      let first = starts.map { Self.day(of: $0, turns) }.min()!
      return first...ends.map { Self.day(of: $0 - 1, turns) }.max()!
    }
    let microsecondsPerDay = Timestamp.microsecondsPerDay
    let before = days(in: period.lowerBound - microsecondsPerDay..<period.lowerBound)
    let within = days(in: period)
    let after = days(in: period.upperBound..<period.upperBound + microsecondsPerDay)
    var buckets: [Bucket] = []
    var start = bucket.start(of: CalendarDate(dayNumber: within.lowerBound))
    while start.dayNumber <= within.upperBound {
      let next = bucket.start(after: start)
      let isWhole = start.dayNumber > before.upperBound && next.dayNumber <= after.lowerBound
      buckets.append(Bucket(day: start.dayNumber, start: start.description, isWhole: isWhole))
      start = next
    }
    self.buckets = buckets
  }

  /// The calendar day that an instant falls into, counted from 1970-01-01.
  func day(of instant: Int64) -> Int { Self.day(of: instant, turns) }

  private static func day(of instant: Int64, _ turns: [Turn]) -> Int {
    let turn = turns.last { $0.at <= instant } ?? turns[0]
    let local = instant + turn.ahead
    let (day, rest) = local.quotientAndRemainder(dividingBy: Timestamp.microsecondsPerDay)
    return Int(rest < 0 ? day - 1 : day)
  }

  /// The place of the bucket that an instant of the period falls into.
  func bucket(ofInstant instant: Int64) -> Int { bucket(of: day(of: instant)) }

  /// The place of the bucket that a day of the period falls into.
  func bucket(of day: Int) -> Int {
    max(0, buckets.partitioningIndex { $0.day > day } - 1)
  }
}
