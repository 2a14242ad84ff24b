package import ReleaseRecords

/// When something may happen.
package struct ScheduleRequirement: Hashable, Sendable {
  /// The name of the event that is scheduled; with several moments each has to keep to it.
  package var event = Event.BuiltIn.deploymentStart.rawValue
  /// The IANA time zone of days and clock times; `nil`: the policy's.
  package var zone: String?
  /// The days of the week on which it may happen; empty: any.
  package var days: [Weekday] = []
  /// The days of the week on which it may not.
  package var notDays: [Weekday] = []
  /// Which occurrence of its weekday in the month it may be, from 1; empty: any.
  package var weeksOfMonth: [Int] = []
  /// The months in which it may happen, from 1; empty: any.
  package var months: [Int] = []
  /// The time of the day within which it may happen.
  package var clock: ClockRange?
  /// Limits on the whole calendar days since the last one of the same release type.
  package var daysSinceLast = Bounds<Int>()
  /// How far from the planned time it may be.
  package var planned: Duration?
  /// Types of calendar windows of which one has to cover it.
  package var inside: [String] = []
  /// Types of calendar windows of which none may cover it.
  package var outside: [String] = []
  /// Whether the releases that it depends on have to be deployed before.
  package var dependencies = false
}
