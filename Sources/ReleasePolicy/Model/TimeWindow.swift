/// A stretch of time relative to an event.
public struct TimeWindow: Hashable, Sendable {
  /// The name of the event that the window is relative to.
  public var event = Event.BuiltIn.deploymentStart.rawValue
  /// How long after the event it opens; negative: before it. `nil`: always open until then.
  public var earliest: Duration?
  /// How long after the event it closes; negative: before it. `nil`: it stays open.
  public var latest: Duration?
  /// The name of an event at which it closes at the latest; while that has not happened, it is open.
  public var until: String?
  /// The time of the day within which it has to be.
  public var clock: ClockRange?
  /// Whether it has to be on the event's own calendar day.
  public var sameDay = false
  /// The IANA time zone of the clock and the day; `nil`: the policy's.
  public var zone: String?
}

/// A part of the day, from its first minute to the last, both included.
public struct ClockRange: Hashable, Sendable {
  public var from = ClockTime()
  public var until = ClockTime()
}

/// A time of the day, `09:30`.
public struct ClockTime: Hashable, Comparable, Sendable {
  /// Minutes since midnight, 0 to 1440.
  public var minutes = 0

  public static func < (a: ClockTime, b: ClockTime) -> Bool { a.minutes < b.minutes }
}
