internal import ReleaseRecords

/// A window of time whose event has happened.
struct OpenWindow {
  /// The first instant in it; `nil`: always open before.
  let opens: Timestamp?
  /// The last instant in it; `nil`: it is not known to close.
  let closes: Timestamp?
  private let window: TimeWindow
  private let anchor: Timestamp
  private let zone: TimeZoneRules?

  init(_ window: TimeWindow, anchor: Timestamp, until end: Timestamp?, zone: TimeZoneRules?) {
    self.window = window
    self.anchor = anchor
    self.zone = zone
    opens = window.earliest.map { anchor + $0 }
    let latest = window.latest.map { anchor + $0 }
    closes = [latest, end].compactMap(\.self).min()
  }

  /// Whether an instant lies in it; both ends belong to it.
  func contains(_ instant: Timestamp) -> Bool {
    if let opens, instant < opens { return false }
    if let closes, instant > closes { return false }
    guard window.clock != nil || window.sameDay else { return true }
    guard let zone else { return false }
    let local = zone.local(instant)
    if window.sameDay, local.date != zone.local(anchor).date { return false }
    return window.clock.map { $0.contains(local) } ?? true
  }

  /// Whether a stretch of time touches it.
  func overlaps(_ from: Timestamp, _ until: Timestamp) -> Bool {
    if from == until || window.clock != nil || window.sameDay { return contains(until) || contains(from) }
    return (opens.map { until >= $0 } ?? true) && (closes.map { from <= $0 } ?? true)
  }

  /// The last instant that can still lie in it.
  var deadline: Timestamp? {
    guard window.sameDay, let zone else { return closes }
    let local = zone.local(anchor)
    // The last microsecond of the local day, by the offset that holds then.
    let midnight = local.date.advanced(by: 1).startOfDay
    let guess = midnight + .seconds(-zone.offset(at: anchor))
    let end = midnight + .seconds(-zone.offset(at: guess)) + .microseconds(-1)
    return [closes, end].compactMap(\.self).min()
  }

  var text: String {
    var parts: [String] = []
    switch (opens, closes) {
    case (let opens?, let closes?): parts.append("from \(opens) to \(closes)")
    case (let opens?, nil): parts.append("from \(opens)")
    case (nil, let closes?): parts.append("until \(closes)")
    case (nil, nil): break
    }
    if let clock = window.clock { parts.append("between \(clock) \(window.zone ?? "local time")") }
    if window.sameDay { parts.append("on the same day as \(anchor)") }
    return parts.isEmpty ? "at any time" : parts.joined(separator: ", ")
  }
}

extension Scene {
  /// The window, where its event has happened.
  func open(_ window: TimeWindow) -> OpenWindow? {
    guard let anchor = moment(of: window.event) else { return nil }
    let end = window.until.flatMap { moments(of: $0).first }
    return OpenWindow(window, anchor: anchor.time, until: end?.time, zone: zone(window.zone))
  }

  /// The rules of a control's time zone; without one of its own, the policy's.
  func zone(_ name: String?) -> TimeZoneRules? { Zones(rules: frame.zones)[name ?? policy.zone] }

  /// What stands where the rules of the time zone that a requirement needs are not given.
  func zoneLack(_ name: String?) -> Outcome? {
    guard zone(name) == nil else { return nil }
    let zone = name ?? policy.zone
    return .notMet("the rules of time zone \(zone) are not known", needed: "the rules of time zone \(zone)")
  }

  /// What is missing: not met before a deployment and once its time is over, pending as long as there is time.
  func lack(_ observed: String, _ records: SequenceNumbers = [], needed: String, by: Timestamp? = nil) -> Outcome {
    if phase == .before || by.map({ $0 < frame.at }) ?? false {
      return .notMet(observed, records, needed: needed)
    }
    return .pending(observed, records, needed: needed, by: by)
  }

  /// What stands where the event that a rule refers to has not happened.
  func notBegun(_ event: String) -> Outcome {
    lack("\(event) has not happened", needed: event)
  }
}
