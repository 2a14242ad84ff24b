internal import ReleaseRecords

/// The times of status pages, which people write by hand: RFC 3339 with `-00:00`, with a space for the `T`, with one
/// digit for the hour, or without an offset. Without an offset, or with one that is unknown, they are in UTC.
enum StatusPageTime {
  static func parse(_ text: String) -> Timestamp? {
    let parts = text.split(whereSeparator: { $0 == "T" || $0 == " " })
    guard parts.count == 2 else { return nil }
    var clock = String(parts[1])
    if let colon = clock.firstIndex(of: ":"), clock.distance(from: clock.startIndex, to: colon) == 1 {
      clock = "0" + clock
    }
    let hasOffset = clock.hasSuffix("Z") || clock.contains("+") || clock.contains("-")
    return Timestamp("\(parts[0])T\(clock)\(hasOffset ? "" : "Z")")
  }
}
