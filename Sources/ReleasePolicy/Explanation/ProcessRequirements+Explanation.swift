extension OrderRequirement {
  var explanation: String {
    let names = steps.map { step in
      var words = step.title ?? English.list(step.events.map(English.event))
      if let within = step.within { words += " within \(English.duration(within))" }
      return step.optional ? "\(words) (may be left out)" : words
    }
    let scope = per.map { "For each \($0.rawValue), these" } ?? "These"
    return "\(scope) happen one after the other: \(names.joined(separator: "; then "))."
  }
}

extension RolloutRequirement {
  var explanation: String {
    var sentences: [String] = []
    if !strategies.isEmpty { sentences.append("The deployment's strategy is \(English.either(strategies)).") }
    if !steps.isEmpty {
      let names = steps.map { step in
        "\(English.number(step.percent, unit: "%"))" + (step.dwell.map { " for \(English.duration($0))" } ?? "")
      }
      sentences.append("Traffic grows step by step: \(names.joined(separator: ", then ")).")
    }
    if !limits.isEmpty {
      let time = during.map(English.window) ?? "until all traffic is on it"
      sentences.append("In every observation, \(English.list(limits.map(English.threshold))); \(time).")
    }
    return sentences.joined(separator: " ")
  }
}

extension ScheduleRequirement {
  var explanation: String {
    var parts: [String] = []
    if !days.isEmpty { parts.append("on a \(English.either(days.map { "\($0)".capitalizedWord }))") }
    if !notDays.isEmpty { parts.append("not on a \(English.either(notDays.map { "\($0)".capitalizedWord }))") }
    if !weeksOfMonth.isEmpty {
      parts.append("on occurrence \(English.either(weeksOfMonth.map(String.init))) of the weekday in its month")
    }
    if !months.isEmpty { parts.append("in month \(English.either(months.map(String.init)))") }
    if let clock { parts.append("between \(clock.from) and \(clock.until)") }
    if let zone { parts.append("in the time zone \(zone)") }
    if !daysSinceLast.isEmpty {
      let days = English.bounds(daysSinceLast) { English.count($0, "day", "days") }
      parts.append("\(days) after the last one of its type")
    }
    if let planned { parts.append("at most \(English.duration(planned)) away from the planned time") }
    if !inside.isEmpty { parts.append("inside an announced window of the type \(English.either(inside))") }
    if !outside.isEmpty { parts.append("outside every announced window of the type \(English.either(outside))") }
    if dependencies { parts.append("after the releases that it depends on") }
    return "\(English.event(event).capitalizedWord) is only \(English.list(parts))."
  }
}

extension DeadlineRequirement {
  var explanation: String {
    let scope = per.map { "For each \($0.rawValue): " } ?? ""
    let names = spans.map { span in
      let words = span.title.map { "\($0), " } ?? ""
      let limits = English.bounds(span.bounds, English.duration)
      let route = "from \(English.event(span.from)) to \(English.event(span.to))"
      if let through = span.through {
        return "\(words)\(route), \(limits) from one \(English.event(through)) to the next"
      }
      return "\(words)\(route): \(limits)"
    }
    return "\(scope)\(names.joined(separator: "; "))."
  }
}

extension TriggerRequirement {
  var explanation: String {
    let causes = observations.map(English.threshold) + events.map { "\(English.event($0)) happens" }
    let verb = obliges.count == 1 ? "has" : "have"
    let time = within.map { " within \(English.duration($0))" } ?? ""
    var text = "When \(English.either(causes)), \(English.list(obliges.map(English.event))) \(verb) to follow\(time)"
    if let during { text += "; it is watched \(English.window(during))" }
    text += "."
    if mustObserve, !observations.isEmpty {
      text += " Each of these is observed: \(English.list(observations.map(\.metric).uniqued))."
    }
    return text
  }
}

extension ObjectiveRequirement {
  var explanation: String {
    let names = figures.map { figure in
      var words = figure.title ?? figure.metric
      if !figure.types.isEmpty { words += " of \(English.list(figure.types))" }
      if figure.target.isEmpty { return "\(words) is known" }
      return "\(words) is \(English.bounds(figure.target) { English.number($0, unit: figure.unit) })"
    }
    return "Over a \(period.rawValue), \(English.list(names))."
  }
}

extension String {
  var capitalizedWord: String { prefix(1).uppercased() + dropFirst() }
}

extension [String] {
  fileprivate var uniqued: [String] {
    var seen: Set<String> = []
    return filter { seen.insert($0).inserted }
  }
}
