internal import ReleaseRecords

/// The rule of a time zone as POSIX writes it in `TZ`: `CET-1CEST,M3.5.0,M10.5.0/3`, with hours from −167 to 167 as
/// RFC 9636 allows.
struct PosixTimeZone: Hashable, Sendable {
  /// Seconds east of UTC in winter.
  private let standard: Int
  /// Seconds east of UTC in summer, and when it begins and ends, in local time.
  private let summer: Summer?

  private struct Summer: Hashable, Sendable {
    let offset: Int
    let begins: Day
    let ends: Day
  }

  /// A day of each year and a time of it.
  private struct Day: Hashable, Sendable {
    enum Rule: Hashable, Sendable {
      case month(Int, week: Int, weekday: Int)
      /// The day of the year from 1, with no leap day counted.
      case julian(Int)
      /// The day of the year from 0, leap days counted.
      case zeroBased(Int)
    }

    let rule: Rule
    /// Seconds after its midnight.
    let time: Int

    /// Seconds since 1970-01-01T00:00:00 on the local clock.
    func second(in year: Int) -> Int64 {
      let newYear = CalendarDate(year: year, month: 1, day: 1)?.dayNumber ?? 0
      let dayNumber: Int
      switch rule {
      case .zeroBased(let day): dayNumber = newYear + day
      case .julian(let day):
        let isLeap = CalendarDate(year: year, month: 2, day: 29) != nil
        dayNumber = newYear + day - 1 + (isLeap && day >= 60 ? 1 : 0)
      case .month(let month, let week, let weekday):
        let first = CalendarDate(year: year, month: month, day: 1) ?? CalendarDate(dayNumber: newYear)
        // Sunday is 0 here and 7 in ISO 8601.
        let offset = (weekday - first.weekday.rawValue % 7 + 7) % 7
        var day = 1 + offset + (week - 1) * 7
        while day > 28, CalendarDate(year: year, month: month, day: day) == nil { day -= 7 }
        dayNumber = first.dayNumber + day - 1
      }
      return Int64(dayNumber) * 86_400 + Int64(time)
    }
  }

  /// `nil` where the text is no such rule.
  init?(_ text: String) {
    var reader = Reader(rest: text.utf8[...])
    guard reader.skipName(), let west = reader.time() else { return nil }
    standard = -west
    if reader.rest.isEmpty {
      summer = nil
      return
    }
    guard reader.skipName() else { return nil }
    var offset = standard + 3600
    if reader.rest.first != UInt8(ascii: ",") {
      guard let west = reader.time() else { return nil }
      offset = -west
    }
    guard reader.skip(","), let begins = reader.day(), reader.skip(","), let ends = reader.day(), reader.rest.isEmpty
    else { return nil }
    summer = Summer(offset: offset, begins: begins, ends: ends)
  }

  /// The offset at a number of seconds since 1970-01-01T00:00:00Z.
  func offset(at second: Int64) -> Int {
    guard let summer else { return standard }
    let local = second + Int64(standard)
    let days = local >= 0 ? local / 86_400 : (local - 86_399) / 86_400
    let year = CalendarDate(dayNumber: Int(days)).year
    let begins = summer.begins.second(in: year) - Int64(standard)
    let ends = summer.ends.second(in: year) - Int64(summer.offset)
    // South of the equator summer goes over the new year.
    let isSummer = begins < ends ? second >= begins && second < ends : second >= begins || second < ends
    return isSummer ? summer.offset : standard
  }

  /// Goes through the rule's text.
  private struct Reader {
    var rest: Substring.UTF8View

    mutating func skip(_ character: Unicode.Scalar) -> Bool {
      guard rest.first == UInt8(ascii: character) else { return false }
      rest.removeFirst()
      return true
    }

    /// `CET` or `<+03>`
    mutating func skipName() -> Bool {
      if skip("<") {
        guard let end = rest.firstIndex(of: UInt8(ascii: ">")) else { return false }
        rest = rest[rest.index(after: end)...]
        return true
      }
      let name = rest.prefix { ($0 | 0x20) &- UInt8(ascii: "a") < 26 }
      rest = rest.dropFirst(name.count)
      return name.count >= 3
    }

    mutating func number(_ range: ClosedRange<Int>) -> Int? {
      let digits = rest.prefix { $0 &- UInt8(ascii: "0") < 10 }
      guard (1...3).contains(digits.count) else { return nil }
      rest = rest.dropFirst(digits.count)
      let value = digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
      return range.contains(value) ? value : nil
    }

    /// `[+-]hh[:mm[:ss]]` in seconds.
    mutating func time() -> Int? {
      let isNegative = skip("-")
      if !isNegative { _ = skip("+") }
      guard let hours = number(0...167) else { return nil }
      var seconds = hours * 3600
      for unit in [60, 1] where skip(":") {
        guard let value = number(0...59) else { return nil }
        seconds += value * unit
      }
      return isNegative ? -seconds : seconds
    }

    mutating func day() -> Day? {
      let rule: Day.Rule
      if skip("M") {
        guard let month = number(1...12), skip("."), let week = number(1...5), skip("."), let weekday = number(0...6)
        else { return nil }
        rule = .month(month, week: week, weekday: weekday)
      } else if skip("J") {
        guard let day = number(1...365) else { return nil }
        rule = .julian(day)
      } else {
        guard let day = number(0...365) else { return nil }
        rule = .zeroBased(day)
      }
      var time = 7200
      if skip("/") {
        guard let given = self.time() else { return nil }
        time = given
      }
      return Day(rule: rule, time: time)
    }
  }
}
