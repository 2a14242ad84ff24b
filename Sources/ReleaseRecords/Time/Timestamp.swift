/// An instant, to the microsecond.
///
///     let instant = Timestamp("2026-11-21T08:00:00+01:00")
///     instant?.description                      // "2026-11-21T07:00:00Z"
///
/// Read as RFC 3339 says, strictly: a date, `T`, a time and an offset all have to be there. Digits of a fraction beyond
/// the sixth are cut off, never rounded into the future. A leap second (`:60`, at the end of a month in UTC) is the
/// second that follows it, as in POSIX and PostgreSQL. Years go from 0001 to 9999 in UTC. Written in UTC, with the
/// fraction's trailing zeros left out.
public struct Timestamp: Hashable, Sendable {
  /// Microseconds since 1970-01-01T00:00:00Z.
  public var microseconds: Int64

  public init(microseconds: Int64) {
    self.microseconds = microseconds
  }

  /// Reads RFC 3339's `date-time`; `nil` for anything else.
  public init?(_ text: String) {
    var text = text
    guard let value = text.withUTF8({ try? Self.parse(UnsafeRawBufferPointer($0)) }) else { return nil }
    self = value
  }

  public static let microsecondsPerSecond: Int64 = 1_000_000
  public static let microsecondsPerDay: Int64 = 86_400_000_000

  /// The day in UTC.
  public var date: CalendarDate {
    let (quotient, remainder) = microseconds.quotientAndRemainder(dividingBy: Self.microsecondsPerDay)
    return CalendarDate(dayNumber: Int(remainder < 0 ? quotient - 1 : quotient))
  }

  /// Microseconds since the day began in UTC.
  public var microsecondsOfDay: Int64 { microseconds - Int64(date.dayNumber) * Self.microsecondsPerDay }

  public var year: Int { date.year }
  public var month: Int { date.month }
  public var day: Int { date.day }
  public var weekday: Weekday { date.weekday }
  /// The hour in UTC, 0…23.
  public var hour: Int { Int(microsecondsOfDay / 3_600_000_000) }
  /// The minute in UTC, 0…59.
  public var minute: Int { Int(microsecondsOfDay / 60_000_000 % 60) }
  /// The second in UTC, 0…59.
  public var second: Int { Int(microsecondsOfDay / Self.microsecondsPerSecond % 60) }

  /// The instant a duration later, its part below a microsecond cut off. Stops at the ends of the range.
  public static func + (instant: Timestamp, duration: Duration) -> Timestamp {
    let (seconds, attoseconds) = duration.components
    let (whole, overflow) = seconds.multipliedReportingOverflow(by: microsecondsPerSecond)
    guard !overflow else { return Timestamp(microseconds: seconds > 0 ? .max : .min) }
    let (offset, offsetOverflow) = whole.addingReportingOverflow(attoseconds / 1_000_000_000_000)
    guard !offsetOverflow else { return Timestamp(microseconds: seconds > 0 ? .max : .min) }
    let (sum, sumOverflow) = instant.microseconds.addingReportingOverflow(offset)
    return Timestamp(microseconds: sumOverflow ? (offset > 0 ? .max : .min) : sum)
  }

  public static func - (instant: Timestamp, duration: Duration) -> Timestamp {
    instant + (.zero - duration)
  }

  /// The time from `earlier` to `later`; negative where they are in reverse order.
  public static func - (later: Timestamp, earlier: Timestamp) -> Duration {
    .microseconds(later.microseconds) - .microseconds(earlier.microseconds)
  }
}

extension Timestamp: Comparable {
  public static func < (a: Timestamp, b: Timestamp) -> Bool { a.microseconds < b.microseconds }
}

extension Timestamp: CustomStringConvertible {
  /// RFC 3339 in UTC: `2026-11-21T07:00:00.5Z`.
  public var description: String {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: Self.maximumTextLength) { buffer in
      let count = write(into: buffer)
      return String(decoding: buffer[..<count], as: UTF8.self)
    }
  }
}
