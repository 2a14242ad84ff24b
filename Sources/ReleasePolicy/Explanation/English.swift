internal import ReleaseRecords

/// Words for what a policy says.
enum English {
  /// `a`, `a and b`, `a, b and c`.
  static func list(_ words: [String], _ conjunction: String = "and") -> String {
    guard let last = words.last, words.count > 1 else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " \(conjunction) \(last)"
  }

  static func either(_ words: [String]) -> String { list(words, "or") }

  /// `1 person`, `2 people`.
  static func count(_ count: Int, _ one: String, _ many: String) -> String { "\(count) \(count == 1 ? one : many)" }

  /// `1 hour 30 minutes`, without a sign.
  static func duration(_ duration: Duration) -> String {
    var rest = duration.components.seconds.magnitude
    if rest == 0 { return "no time" }
    let units: [(size: UInt64, one: String, many: String)] = [
      (604_800, "week", "weeks"), (86_400, "day", "days"), (3_600, "hour", "hours"), (60, "minute", "minutes"),
      (1, "second", "seconds"),
    ]
    var words: [String] = []
    for unit in units {
      if unit.size == 604_800, rest % unit.size != 0 { continue }
      let (quotient, remainder) = rest.quotientAndRemainder(dividingBy: unit.size)
      if quotient > 0 { words.append(count(Int(quotient), unit.one, unit.many)) }
      rest = remainder
    }
    return words.joined(separator: " ")
  }

  /// `80`, `0.5`, with its unit where there is one: `80 %`.
  static func number(_ value: Double, unit: String? = nil) -> String {
    let text = JSONValue.number(value).shortText
    return unit.flatMap { $0 == "1" ? nil : $0 }.map { "\(text) \($0)" } ?? text
  }

  /// `at least 80 %`, `more than 5 and less than 10 minutes`.
  static func bounds<Value>(_ bounds: Bounds<Value>, _ show: (Value) -> String) -> String {
    let parts = [
      bounds.atLeast.map { "at least \(show($0))" }, bounds.above.map { "more than \(show($0))" },
      bounds.atMost.map { "at most \(show($0))" }, bounds.below.map { "less than \(show($0))" },
    ]
    return list(parts.compactMap(\.self))
  }

  /// The moment of an event: `the deployment's start`.
  static func event(_ name: String) -> String {
    switch Event.BuiltIn(rawValue: name) {
    case .deploymentStart: "the deployment's start"
    case .deploymentEnd: "the deployment's end"
    case .fullTraffic: "all traffic being on it"
    case .planned: "the planned time"
    case .rollbackStart: "the rollback's start"
    case .rollbackEnd: "the rollback's end"
    case nil: "`\(name)`"
    }
  }

  static func threshold(_ threshold: Threshold) -> String {
    let (quantity, unit): (String, String?) =
      switch threshold.of {
      case .value: (threshold.metric, threshold.unit)
      case .increase: ("the increase of \(threshold.metric) over its baseline", points(threshold.unit))
      case .change: ("the change of \(threshold.metric) against its baseline", "%")
      case .ratio: ("\(threshold.metric) divided by its baseline", nil)
      }
    let words = "\(quantity) is \(bounds(threshold.bounds) { number($0, unit: unit) })"
    return threshold.sustained.map { "\(words) for \(duration($0)) without a break" } ?? words
  }

  /// The unit of a difference.
  private static func points(_ unit: String?) -> String? { unit == "%" ? "percentage points" : unit }

  /// `from 1 hour before the deployment's start until 2 hours after it`.
  static func window(_ window: TimeWindow) -> String {
    let event = event(window.event)
    var parts: [String] = []
    switch (window.earliest, window.latest) {
    case (let earliest?, let latest?): parts.append("from \(offset(earliest, event)) until \(offset(latest, event))")
    case (let earliest?, nil): parts.append("from \(offset(earliest, event)) on")
    case (nil, let latest?): parts.append("until \(offset(latest, event))")
    case (nil, nil): if window.until != nil || !window.sameDay { parts.append("relative to \(event)") }
    }
    if let until = window.until { parts.append("until \(self.event(until))") }
    if window.sameDay { parts.append("on the day of \(event)") }
    if let clock = window.clock { parts.append("between \(clock.from) and \(clock.until)") }
    if let zone = window.zone { parts.append("in the time zone \(zone)") }
    return parts.joined(separator: ", ")
  }

  private static func offset(_ offset: Duration, _ event: String) -> String {
    if offset == .zero { return event }
    return "\(duration(offset)) \(offset < .zero ? "before" : "after") \(event)"
  }

  static func party(_ party: Party) -> String {
    switch party {
    case .author: "an author"
    case .coAuthor: "a co-author"
    case .deployer: "the deployer"
    case .manager: "the release manager"
    case .policyEditor: "the policy's editor"
    }
  }

  /// `a gate with outcome passed in staging`, without its article.
  static func selector(_ selector: RecordSelector) -> String {
    var words = selector.kind.rawValue
    if !selector.matching.isEmpty { words += " with " + conditions(selector.matching) }
    if let environment = selector.environment { words += " in \(environment)" }
    return words
  }

  static func conditions(_ values: [String: [JSONValue]]) -> String {
    list(values.sorted { $0.key < $1.key }.map { "\($0.key) \(either($0.value.map(\.shortText)))" })
  }
}
