/// A stretch of time relative to an event.
package struct TimeWindow: Hashable, Sendable {
  /// The name of the event that the window is relative to.
  package var event = Event.BuiltIn.deploymentStart.rawValue
  /// How long after the event it opens; negative: before it. `nil`: always open until then.
  package var earliest: Duration?
  /// How long after the event it closes; negative: before it. `nil`: it stays open.
  package var latest: Duration?
  /// The name of an event at which it closes at the latest; while that has not happened, it is open.
  package var until: String?
  /// The time of the day within which it has to be.
  package var clock: ClockRange?
  /// Whether it has to be on the event's own calendar day.
  package var sameDay = false
  /// The IANA time zone of the clock and the day; `nil`: the policy's.
  package var zone: String?
}

/// A part of the day, from its first minute to the last, both included.
package struct ClockRange: Hashable, Sendable {
  package var from = ClockTime()
  package var until = ClockTime()
}

/// A time of the day, `09:30`.
package struct ClockTime: Hashable, Comparable, Sendable {
  /// Minutes since midnight, 0 to 1440.
  package var minutes = 0

  package static func < (a: ClockTime, b: ClockTime) -> Bool { a.minutes < b.minutes }
}
