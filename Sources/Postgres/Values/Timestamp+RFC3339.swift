extension Timestamp: CustomStringConvertible, LosslessStringConvertible {
  /// Reads an RFC 3339 date and time with its zone, of the years 0001 to 9999; nil for anything else, for a day that
  /// does not exist, for a leap second and for more than six digits of a second.
  public init?(_ text: some StringProtocol) {
    var scanner = Scanner(bytes: Array(text.utf8))
    guard
      let year = scanner.digits(4), scanner.skip("-"), let month = scanner.digits(2), scanner.skip("-"),
      let day = scanner.digits(2), scanner.skip("Tt "), let hour = scanner.digits(2), scanner.skip(":"),
      let minute = scanner.digits(2), scanner.skip(":"), let second = scanner.digits(2),
      let fraction = scanner.fraction(), let offsetMinutes = scanner.zone(), scanner.isAtEnd,
      year >= 1, (1...12).contains(month), (1...Self.days(in: month, of: year)).contains(day),
      hour < 24, minute < 60, second < 60
    else { return nil }
    let minutes = Int64(Self.daysSinceUnixEpoch(year: year, month: month, day: day) * 1440 + hour * 60 + minute)
    let seconds = (minutes - Int64(offsetMinutes)) * 60 + Int64(second)
    self.init(microsecondsSinceUnixEpoch: seconds * 1_000_000 + Int64(fraction))
  }

  /// RFC 3339 in UTC: `2024-02-29T11:00:00.5Z`.
  public var description: String {
    let (seconds, fraction) = microsecondsSinceUnixEpoch.flooredDivision(by: 1_000_000)
    let (days, second) = seconds.flooredDivision(by: 86_400)
    let (year, month, day) = Self.date(daysSinceUnixEpoch: Int(days))
    let date = "\(year.padded(4))-\(month.padded(2))-\(day.padded(2))"
    let second60 = Int(second)
    let time = "\((second60 / 3600).padded(2)):\((second60 / 60 % 60).padded(2)):\((second60 % 60).padded(2))"
    guard fraction != 0 else { return "\(date)T\(time)Z" }
    let digits = Int(fraction).padded(6)
    let end = digits.lastIndex { $0 != "0" } ?? digits.startIndex
    return "\(date)T\(time).\(digits[...end])Z"
  }

  private static func days(in month: Int, of year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  // Both directions count in cycles of 400 Gregorian years from a March, so that a leap day ends its year.

  private static func daysSinceUnixEpoch(year: Int, month: Int, day: Int) -> Int {
    let year = month <= 2 ? year - 1 : year
    let (cycle, yearOfCycle) = year.flooredDivision(by: 400)
    let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
    return cycle * 146_097 + yearOfCycle * 365 + yearOfCycle / 4 - yearOfCycle / 100 + dayOfYear - 719_468
  }

  private static func date(daysSinceUnixEpoch days: Int) -> (year: Int, month: Int, day: Int) {
    let (cycle, dayOfCycle) = (days + 719_468).flooredDivision(by: 146_097)
    let yearOfCycle = (dayOfCycle - dayOfCycle / 1460 + dayOfCycle / 36_524 - dayOfCycle / 146_096) / 365
    let dayOfYear = dayOfCycle - (365 * yearOfCycle + yearOfCycle / 4 - yearOfCycle / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    return (cycle * 400 + yearOfCycle + (month <= 2 ? 1 : 0), month, day)
  }
}

/// Takes an RFC 3339 text apart from its front.
private struct Scanner {
  let bytes: [UInt8]
  var index = 0

  init(bytes: [UInt8]) { self.bytes = bytes }

  var isAtEnd: Bool { index == bytes.count }

  mutating func skip(_ choice: StaticString) -> Bool {
    guard index < bytes.count, choice.withUTF8Buffer({ $0.contains(bytes[index]) }) else { return false }
    index += 1
    return true
  }

  mutating func digits(_ count: Int) -> Int? {
    guard index + count <= bytes.count else { return nil }
    var value = 0
    for byte in bytes[index..<index + count] {
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
      value = value * 10 + Int(byte - UInt8(ascii: "0"))
    }
    index += count
    return value
  }

  /// Microseconds: 0 when there is no fraction.
  mutating func fraction() -> Int? {
    guard skip(".") else { return 0 }
    var value = 0
    var count = 0
    while count < 6, let digit = digits(1) {
      value = value * 10 + digit
      count += 1
    }
    guard count > 0 else { return nil }
    for _ in count..<6 { value *= 10 }
    return value
  }

  /// Minutes east of UTC.
  mutating func zone() -> Int? {
    if skip("Zz") { return 0 }
    let sign: Int
    if skip("+") { sign = 1 } else if skip("-") { sign = -1 } else { return nil }
    guard let hours = digits(2), skip(":"), let minutes = digits(2), hours < 24, minutes < 60 else { return nil }
    return sign * (hours * 60 + minutes)
  }
}

extension BinaryInteger {
  fileprivate func flooredDivision(by divisor: Self) -> (quotient: Self, remainder: Self) {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
  }

  fileprivate func padded(_ width: Int) -> String {
    let digits = String(magnitude)
    return (self < 0 ? "-" : "") + String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
