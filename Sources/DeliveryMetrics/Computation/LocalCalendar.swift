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

  private static let microsecondsPerDay = 86_400_000_000 as Int64

  /// In order; the first counts for all time before.
  let turns: [Turn]
  /// In order, without a gap.
  let buckets: [Bucket]

  /// The calendar day that an instant falls into, counted from 1970-01-01.
  func day(of instant: Int64) -> Int {
    let turn = turns.last { $0.at <= instant } ?? turns[0]
    let local = instant + turn.ahead
    let (day, rest) = local.quotientAndRemainder(dividingBy: Self.microsecondsPerDay)
    return Int(rest < 0 ? day - 1 : day)
  }

  /// The place of the bucket that an instant of the period falls into.
  func bucket(ofInstant instant: Int64) -> Int { bucket(of: day(of: instant)) }

  /// The place of the bucket that a day of the period falls into.
  func bucket(of day: Int) -> Int {
    max(0, buckets.partitioningIndex { $0.day > day } - 1)
  }
}
