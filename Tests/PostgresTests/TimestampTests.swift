import Foundation
import Postgres
import Testing

@Suite("Times as RFC 3339")
struct TimestampTests {
  @Test(
    "A time is written in UTC with the digits it needs",
    arguments: [
      ("2024-02-29T12:00:00Z", "2024-02-29T12:00:00Z"), ("2024-02-29T12:00:00.5+01:00", "2024-02-29T11:00:00.5Z"),
      ("2024-02-29t12:00:00.000001z", "2024-02-29T12:00:00.000001Z"),
      ("2024-12-31T23:59:59-00:01", "2025-01-01T00:00:59Z"),
      ("1969-12-31T23:59:59.999999Z", "1969-12-31T23:59:59.999999Z"),
      ("0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z"), ("2000-02-29 00:00:00Z", "2000-02-29T00:00:00Z"),
    ]
  )
  func written(text: String, expected: String) {
    #expect(Timestamp(text)?.description == expected)
  }

  @Test(
    "What is no time with a zone is not read",
    arguments: [
      "", "2024-02-29", "2024-02-29T12:00:00", "2023-02-29T12:00:00Z", "2024-13-01T00:00:00Z", "2024-00-01T00:00:00Z",
      "2024-01-32T00:00:00Z", "2024-01-01T24:00:00Z", "2024-01-01T00:60:00Z", "2024-01-01T23:59:60Z",
      "2024-01-01T00:00:00.Z", "2024-01-01T00:00:00.1234567Z", "2024-01-01T00:00:00+24:00", "2024-01-01T00:00:00+0100",
      " 2024-01-01T00:00:00Z", "2024-01-01T00:00:00Z ", "2024-1-01T00:00:00Z", "1900-02-29T00:00:00Z",
      "2024-01-01T00:00:0٣Z", "0000-01-01T00:00:00Z",
    ]
  )
  func refused(text: String) {
    #expect(Timestamp(text) == nil)
  }

  @Test("Every day of six centuries agrees with Foundation's calendar")
  func days() throws {
    let format = Date.ISO8601FormatStyle()
    // From 1583, for Foundation counts by the Julian calendar before.
    for day in -141_350...100_000 {
      let timestamp = Timestamp(microsecondsSinceUnixEpoch: Int64(day) * 86_400_000_000)
      let text = Date(timeIntervalSince1970: Double(day) * 86_400).formatted(format)
      try #require(timestamp.description == text)
      try #require(Timestamp(text) == timestamp)
    }
  }
}
