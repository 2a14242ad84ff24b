extension Timestamp {
  /// Why a text is no instant.
  enum ParseError: Error, Hashable {
    /// There is a date and a time, and nothing says in which zone.
    case offsetMissing
    /// There is a date only.
    case timeMissing
    /// It has the shape of an instant, with a number that the calendar or the clock does not have.
    case noSuchInstant
    case malformed
  }

  private static let firstOfYear1 = Timestamp(microseconds: -62_135_596_800_000_000)
  private static let firstOfYear10000 = Timestamp(microseconds: 253_402_300_800_000_000)

  /// A year of six digits, which only arithmetic can make, needs 29.
  static let maximumTextLength = 32

  static func parse(_ bytes: UnsafeRawBufferPointer) throws(ParseError) -> Timestamp {
    guard bytes.count >= 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
      let year = CalendarDate.decimal(bytes, 0, 4), let month = CalendarDate.decimal(bytes, 5, 2),
      let day = CalendarDate.decimal(bytes, 8, 2)
    else { throw .malformed }
    guard let date = CalendarDate(year: year, month: month, day: day) else { throw .noSuchInstant }
    if bytes.count == 10 { throw .timeMissing }
    guard bytes.count >= 19, bytes[10] == UInt8(ascii: "T") || bytes[10] == UInt8(ascii: "t"),
      bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":"),
      let hour = CalendarDate.decimal(bytes, 11, 2), let minute = CalendarDate.decimal(bytes, 14, 2),
      let second = CalendarDate.decimal(bytes, 17, 2)
    else { throw .malformed }
    guard hour < 24, minute < 60, second <= 60 else { throw .noSuchInstant }

    var position = 19
    var fraction = 0
    if position < bytes.count, bytes[position] == UInt8(ascii: ".") {
      position += 1
      let start = position
      var unit = 100_000
      while position < bytes.count, bytes[position] &- UInt8(ascii: "0") < 10 {
        fraction += Int(bytes[position] &- UInt8(ascii: "0")) * unit
        unit /= 10
        position += 1
      }
      if position == start { throw .malformed }
    }
    let offset = try parseOffset(bytes, at: position)
    let seconds = hour * 3600 + minute * 60 + second - offset * 60
    let instant = Timestamp(microseconds: date.startOfDay.microseconds + Int64(seconds) * 1_000_000 + Int64(fraction))
    if second == 60 {
      guard instant.microsecondsOfDay < microsecondsPerSecond, instant.day == 1 else { throw .noSuchInstant }
    }
    guard instant >= firstOfYear1, instant < firstOfYear10000 else {
      throw .noSuchInstant
    }
    return instant
  }

  /// The offset in minutes, which has to be the last thing in the text.
  private static func parseOffset(_ bytes: UnsafeRawBufferPointer, at position: Int) throws(ParseError) -> Int {
    guard position < bytes.count else { throw .offsetMissing }
    switch bytes[position] {
    case UInt8(ascii: "Z"), UInt8(ascii: "z"):
      guard position + 1 == bytes.count else { throw .malformed }
      return 0
    case UInt8(ascii: "+"), UInt8(ascii: "-"):
      guard position + 6 == bytes.count, bytes[position + 3] == UInt8(ascii: ":"),
        let hours = CalendarDate.decimal(bytes, position + 1, 2),
        let minutes = CalendarDate.decimal(bytes, position + 4, 2)
      else { throw .malformed }
      guard hours < 24, minutes < 60 else { throw .noSuchInstant }
      return (bytes[position] == UInt8(ascii: "-") ? -1 : 1) * (hours * 60 + minutes)
    default: throw .malformed
    }
  }

  /// Writes the canonical form and returns its length.
  func write(into buffer: UnsafeMutableBufferPointer<UInt8>) -> Int {
    var position = 0
    func put(_ byte: UInt8) {
      buffer[position] = byte
      position += 1
    }
    func put(_ value: Int, width: Int) {
      var rest = value
      for index in stride(from: position + width - 1, through: position, by: -1) {
        buffer[index] = UInt8(ascii: "0") + UInt8(rest % 10)
        rest /= 10
      }
      position += width
    }
    let date = self.date
    let (year, month, day) = date.civil
    let microsecondsOfDay = Int(microseconds - Int64(date.dayNumber) * Self.microsecondsPerDay)
    let second = microsecondsOfDay / 1_000_000
    if year < 0 { put(UInt8(ascii: "-")) }
    put(Int(year.magnitude), width: year.magnitude > 9999 ? 6 : 4)
    put(UInt8(ascii: "-"))
    put(month, width: 2)
    put(UInt8(ascii: "-"))
    put(day, width: 2)
    put(UInt8(ascii: "T"))
    put(second / 3600, width: 2)
    put(UInt8(ascii: ":"))
    put(second / 60 % 60, width: 2)
    put(UInt8(ascii: ":"))
    put(second % 60, width: 2)
    var fraction = microsecondsOfDay % 1_000_000
    if fraction > 0 {
      var width = 6
      while fraction % 10 == 0 {
        fraction /= 10
        width -= 1
      }
      put(UInt8(ascii: "."))
      put(fraction, width: width)
    }
    put(UInt8(ascii: "Z"))
    return position
  }
}
