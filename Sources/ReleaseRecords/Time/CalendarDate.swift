/// A day of the proleptic Gregorian calendar, without a time or a zone.
///
///     let due = CalendarDate("2026-11-21")
///     due?.weekday                              // .saturday
///     due?.advanced(by: 10).description         // "2026-12-01"
public struct CalendarDate: Hashable, Sendable {
  /// Days since 1970-01-01.
  public let dayNumber: Int

  public init(dayNumber: Int) {
    self.dayNumber = dayNumber
  }

  /// The day with these numbers; `nil` where the calendar has no such day. Years from 1 to 9999,
  /// since neither the calendar nor PostgreSQL has a year 0.
  public init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month) else { return nil }
    guard (1...Self.days(inMonth: month, of: year)).contains(day) else { return nil }
    dayNumber = Self.dayNumber(year: year, month: month, day: day)
  }

  /// Reads `YYYY-MM-DD`, RFC 3339's `full-date`; `nil` for anything else.
  public init?(_ text: String) {
    var text = text
    let date: CalendarDate? = text.withUTF8 { bytes in
      bytes.count == 10 ? Self.parse(UnsafeRawBufferPointer(bytes)) : nil
    }
    guard let date else { return nil }
    self = date
  }

  public var year: Int { civil.year }
  public var month: Int { civil.month }
  public var day: Int { civil.day }

  /// Year, month and day at once.
  public var civil: (year: Int, month: Int, day: Int) {
    // Counts in eras of 400 years that begin on a 1 March, so that the leap day is the last of its year.
    let shifted = dayNumber + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let marchMonth = (5 * dayOfYear + 2) / 153
    let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (year, month, dayOfYear - (153 * marchMonth + 2) / 5 + 1)
  }

  public var weekday: Weekday {
    // 1970-01-01 was a Thursday.
    let index = (dayNumber + 3) % 7
    return Weekday.allCases[index < 0 ? index + 7 : index]
  }

  /// The instant at which the day begins in UTC.
  public var startOfDay: Timestamp {
    Timestamp(microseconds: Int64(dayNumber) * Timestamp.microsecondsPerDay)
  }

  /// The day as many days later, or earlier where negative.
  public func advanced(by days: Int) -> CalendarDate {
    CalendarDate(dayNumber: dayNumber + days)
  }

  static func days(inMonth month: Int, of year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  static func dayNumber(year: Int, month: Int, day: Int) -> Int {
    let year = month <= 2 ? year - 1 : year
    let era = (year >= 0 ? year : year - 399) / 400
    let yearOfEra = year - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  /// Reads a date from the first ten bytes.
  static func parse(_ bytes: UnsafeRawBufferPointer) -> CalendarDate? {
    guard bytes.count >= 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
      let year = decimal(bytes, 0, 4), let month = decimal(bytes, 5, 2), let day = decimal(bytes, 8, 2)
    else { return nil }
    return CalendarDate(year: year, month: month, day: day)
  }

  /// The number that `count` digits make.
  static func decimal(_ bytes: UnsafeRawBufferPointer, _ start: Int, _ count: Int) -> Int? {
    guard start + count <= bytes.count else { return nil }
    var value = 0
    for index in start..<start + count {
      let digit = bytes[index] &- UInt8(ascii: "0")
      guard digit < 10 else { return nil }
      value = value * 10 + Int(digit)
    }
    return value
  }
}

extension CalendarDate: Comparable {
  public static func < (a: CalendarDate, b: CalendarDate) -> Bool { a.dayNumber < b.dayNumber }
}

extension CalendarDate: CustomStringConvertible {
  public var description: String {
    let (year, month, day) = civil
    var bytes: [UInt8] = []
    bytes.appendDecimal(year, width: 4)
    bytes.append(UInt8(ascii: "-"))
    bytes.appendDecimal(month, width: 2)
    bytes.append(UInt8(ascii: "-"))
    bytes.appendDecimal(day, width: 2)
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension [UInt8] {
  /// Appends a number in decimal digits, padded with zeros to a width.
  mutating func appendDecimal(_ value: Int, width: Int = 1) {
    if value < 0 { append(UInt8(ascii: "-")) }
    var rest = value.magnitude
    let start = count
    while rest > 0 || count - start < width {
      append(UInt8(ascii: "0") + UInt8(rest % 10))
      rest /= 10
    }
    self[start...].reverse()
  }
}
