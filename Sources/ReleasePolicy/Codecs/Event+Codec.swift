internal import ReleaseRecords

extension Event {
  static let codec = Codec<Event>.object(
    Event(record: RecordSelector(kind: .release)),
    [
      .required("record", \.record.kind, .choice, "The kind of the record."),
      .defaulted(
        "where",
        \.record.matching,
        .map(.name, to: .oneOrMore(.fieldValue)),
        "Fields of the data and their values; `{version}`, `{commit}`, `{service}` stand for the release's."
      ),
      .optional(
        "environment",
        \.record.environment,
        .name(.name),
        "The environment that the record names; the one in question unless said."
      ),
      .optional("time", \.time, .name(.name), "The field that gives the time; when it happened unless said."),
      .defaulted("pick", \.pick, .choice, "Which one counts where several fit; the first unless said."),
    ]
  )
}

extension TimeWindow {
  static let codec = Codec<TimeWindow>.object(
    TimeWindow(),
    [
      .defaulted("event", \.event, .name(.name), "What it is relative to; the deployment's start unless said."),
      .optional("earliest", \.earliest, .offset, "How long after the event it opens; negative: before."),
      .optional("latest", \.latest, .offset, "How long after the event it closes; negative: before."),
      .optional("until", \.until, .name(.name), "An event at which it closes at the latest."),
      .optional("clock", \.clock, .clockRange, "The time of the day, both ends included."),
      .defaulted("same_day", \.sameDay, .boolean, "Whether it has to be on the event's own day."),
      .optional("time_zone", \.zone, .word, "The IANA time zone of the clock and the day."),
    ]
  )
}

extension Codec where Value == ClockRange {
  static var clockRange: Codec {
    Codec(
      scalar: ["type": "string", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]-(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$"],
      expected: "a part of the day such as `\"09:00-17:30\"`",
      decode: { $0.string.flatMap(ClockRange.init(text:)) },
      encode: { .string($0.description) }
    )
  }
}

extension ClockRange: CustomStringConvertible {
  package var description: String { "\(from)-\(until)" }

  /// Reads `09:00-17:30`; `nil` where the end does not come after the start.
  init?(text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2, let from = ClockTime(text: parts[0]), let until = ClockTime(text: parts[1]),
      from <= until, from.minutes < 1440
    else { return nil }
    self.init(from: from, until: until)
  }
}

extension ClockTime: CustomStringConvertible {
  package var description: String {
    let (hour, minute) = minutes.quotientAndRemainder(dividingBy: 60)
    return (hour < 10 ? "0" : "") + "\(hour):" + (minute < 10 ? "0" : "") + "\(minute)"
  }

  init?(text: Substring) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, parts.allSatisfy({ $0.count == 2 && $0.allSatisfy { $0.isASCII && $0.isNumber } }),
      let hour = Int(parts[0]), let minute = Int(parts[1]), minute < 60, hour * 60 + minute <= 1440
    else { return nil }
    self.init(minutes: hour * 60 + minute)
  }
}

extension Threshold {
  static let codec = Codec<Threshold>.object(
    Threshold(),
    [
      .required("metric", \.metric, .word, "The measurement's or observation's name."),
      .defaulted("of", \.of, .choice, "What is compared: the value itself unless said, or against its baseline."),
      .optional("unit", \.unit, .word, "The unit of the limits."),
    ] + Field.bounds(\.bounds, .number) + [
      .optional("for", \.sustained, .duration, "For how long without a break it has to hold.")
    ],
    anyOf: boundNames
  )
}

let boundNames = ["below", "at_most", "above", "at_least"]
