internal import ReleaseRecords

/// The time zones whose rules are known to an evaluation.
struct Zones {
  let rules: [String: TimeZoneRules]

  subscript(_ name: String) -> TimeZoneRules? {
    if let given = rules[name] { return given }
    return ["UTC", "Etc/UTC", "Z"].contains(name) ? .utc : nil
  }
}

extension ClockRange {
  /// Whether a local time lies in it. The last minute is included to its first instant, `17:00:00`; a range whose end
  /// is before its beginning goes over midnight.
  func contains(_ local: Timestamp) -> Bool {
    let minute: Int64 = 60_000_000
    let time = local.microsecondsOfDay
    let isLater = time >= Int64(from.minutes) * minute
    let isEarlier = time <= Int64(until.minutes) * minute
    return from <= until ? isLater && isEarlier : isLater || isEarlier
  }
}
