internal import ReleaseRecords

/// Round points in time along an axis, in UTC: hours, days, Mondays, months or years.
enum TimeTicks {
  struct Tick {
    var time: Timestamp
    var label: String
  }

  static func between(_ from: Timestamp, _ until: Timestamp, atMost count: Int) -> [Tick] {
    let span = until.microseconds - from.microseconds
    guard span > 0, count > 0 else { return [] }
    let hour = Timestamp.microsecondsPerDay / 24
    for hours in [Int64(1), 3, 6, 12] where span / (hours * hour) < Int64(count) {
      return multiples(of: hours * hour, from, until).map { Tick(time: $0, label: clock($0)) }
    }
    let day = Timestamp.microsecondsPerDay
    for days in [Int64(1), 2] where span / (days * day) < Int64(count) {
      return multiples(of: days * day, from, until).map { Tick(time: $0, label: dayLabel($0.date)) }
    }
    for weeks in [Int64(1), 2] where span / (weeks * 7 * day) < Int64(count) {
      // The week of the epoch began on a Thursday; Mondays are four days later.
      return multiples(of: weeks * 7 * day, offset: 4 * day, from, until).map {
        Tick(time: $0, label: dayLabel($0.date))
      }
    }
    for months in [1, 3, 6, 12, 24, 60, 120] where span / (Int64(months) * 30 * day) < Int64(count) {
      return monthTicks(every: months, from, until)
    }
    return monthTicks(every: 1200, from, until)
  }

  private static func multiples(
    of step: Int64,
    offset: Int64 = 0,
    _ from: Timestamp,
    _ until: Timestamp
  ) -> [Timestamp] {
    let rest = (from.microseconds - offset) % step
    let first = rest == 0 ? from.microseconds : from.microseconds - rest + (rest > 0 ? step : 0)
    return stride(from: first, through: until.microseconds, by: Int64.Stride(step)).map {
      Timestamp(microseconds: $0)
    }
  }

  private static func monthTicks(every step: Int, _ from: Timestamp, _ until: Timestamp) -> [Tick] {
    var ticks: [Tick] = []
    var index = (from.year * 12 + from.month - 1) / step * step
    while let date = CalendarDate(year: index / 12, month: index % 12 + 1, day: 1), date.startOfDay <= until {
      if date.startOfDay >= from {
        let isYear = step >= 12 || date.month == 1
        ticks.append(Tick(time: date.startOfDay, label: isYear ? String(date.year) : month(date.month)))
      }
      index += step
    }
    return ticks
  }

  static func dayLabel(_ date: CalendarDate) -> String { "\(date.day) \(month(date.month))" }

  private static func clock(_ time: Timestamp) -> String {
    time.microsecondsOfDay == 0 ? dayLabel(time.date) : String(time.displayClock.prefix(5))
  }

  private static func month(_ number: Int) -> String {
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"][number - 1]
  }
}
