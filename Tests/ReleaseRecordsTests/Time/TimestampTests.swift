import ReleaseRecords
import Testing

@Suite("Instants")
struct TimestampTests {
  @Test(arguments: [
    ("2026-11-21T07:00:00.123456Z", "2026-11-21T07:00:00.123456Z"),
    ("2026-11-21T07:00:00.100Z", "2026-11-21T07:00:00.1Z"),
    ("2026-11-21T07:00:00.000000Z", "2026-11-21T07:00:00Z"),
    ("2026-11-21t07:00:00z", "2026-11-21T07:00:00Z"),
    ("2026-11-21T00:30:00+01:00", "2026-11-20T23:30:00Z"),
    ("2026-11-20T23:30:00-05:30", "2026-11-21T05:00:00Z"),
    ("2026-11-21T07:00:00-00:00", "2026-11-21T07:00:00Z"),
    ("2026-11-21T07:00:00.123456999Z", "2026-11-21T07:00:00.123456Z"),
    ("1969-12-31T23:59:59.999999Z", "1969-12-31T23:59:59.999999Z"),
    ("0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z"), ("9999-12-31T23:59:59.999999Z", "9999-12-31T23:59:59.999999Z"),
    ("2000-02-29T12:00:00Z", "2000-02-29T12:00:00Z"),
    ("2016-12-31T23:59:60Z", "2017-01-01T00:00:00Z"), ("2017-01-01T00:59:60.5+01:00", "2017-01-01T00:00:00.5Z"),
  ])
  func reads(_ text: String, as canonical: String) {
    #expect(Timestamp(text)?.description == canonical)
  }

  @Test(arguments: [
    "", "2026-11-21", "2026-11-21T07:00:00", "2026-11-21T07:00:00.5", "2026-11-21 07:00:00Z", "2026-11-21T07:00Z",
    "2026-11-21T07:00:00+01", "2026-11-21T07:00:00+0100", "2026-11-21T07:00:00.Z", "2026-11-21T07:00:00,5Z",
    "2026-11-21T07:00:00Z ", " 2026-11-21T07:00:00Z", "2026-02-29T00:00:00Z", "1900-02-29T00:00:00Z",
    "2026-13-01T00:00:00Z", "2026-00-01T00:00:00Z", "2026-01-32T00:00:00Z", "2026-11-21T24:00:00Z",
    "2026-11-21T07:60:00Z", "2026-11-21T07:00:61Z", "2026-11-21T07:00:60Z", "2026-11-20T23:59:60Z",
    "2026-11-21T07:00:00+24:00", "2026-11-21T07:00:00+01:60", "12026-11-21T07:00:00Z", "-026-11-21T07:00:00Z",
    "0000-12-31T23:59:59Z", "0001-01-01T00:00:00+01:00", "9999-12-31T23:59:59-01:00", "٢٠٢٦-11-21T07:00:00Z",
    "+026-11-21T07:00:00Z",
  ])
  func refuses(_ text: String) {
    #expect(Timestamp(text) == nil)
  }

  @Test func countsDaysAsTheCalendarDoes() throws {
    var date = try #require(CalendarDate("1599-12-31"))
    #expect(date.weekday == .friday)
    for year in 1600...2400 {
      for month in 1...12 {
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        let length = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
        for day in 1...length {
          let next = date.advanced(by: 1)
          guard next.civil == (year, month, day), CalendarDate(year: year, month: month, day: day) == next,
            next.weekday.rawValue == date.weekday.rawValue % 7 + 1
          else {
            Issue.record("\(next) after \(date)")
            return
          }
          date = next
        }
        #expect(CalendarDate(year: year, month: month, day: length + 1) == nil)
      }
    }
    #expect(date.description == "2400-12-31")
  }

  @Test func tellsItsPartsInUTC() throws {
    let instant = try #require(Timestamp("1969-07-20T22:17:40.5+02:00"))
    #expect((instant.year, instant.month, instant.day) == (1969, 7, 20))
    #expect((instant.hour, instant.minute, instant.second) == (20, 17, 40))
    #expect(instant.weekday == .sunday)
    #expect(instant.date.startOfDay.description == "1969-07-20T00:00:00Z")
  }

  @Test func movesByDurations() throws {
    let instant = try #require(Timestamp("2026-11-21T07:00:00Z"))
    #expect((instant + .seconds(1.5)).description == "2026-11-21T07:00:01.5Z")
    #expect((instant - .seconds(86_400)).description == "2026-11-20T07:00:00Z")
    #expect(instant - (instant - .milliseconds(3)) == .milliseconds(3))
    #expect(Timestamp(microseconds: .max) + .seconds(1) == Timestamp(microseconds: .max))
    #expect(Timestamp(microseconds: .min) - .seconds(Int64.max) == Timestamp(microseconds: .min))
    #expect(instant < instant + .microseconds(1))
  }

  @Test(arguments: ["2026-11-31", "2026-1-01", "2026-11-21Z", "", "2026/11/21", "20261121"])
  func refusesDays(_ text: String) {
    #expect(CalendarDate(text) == nil)
  }
}
