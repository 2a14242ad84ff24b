internal import ReleaseRecords

extension Requirement {
  /// What is wrong with it by itself.
  var problems: [String] {
    switch self {
    case .gate(let gate): gate.problems
    case .approval(let approval): approval.problems
    case .checklist(let checklist):
      repeated(checklist.items.map(\.item), "item") + (checklist.window?.problems ?? [])
    case .evidence(let evidence): evidence.records.flatMap(\.problems)
    case .order: []
    case .rollout(let rollout): rollout.problems
    case .schedule(let schedule): schedule.problems
    case .deadline(let deadline): deadline.spans.flatMap { $0.bounds.problems }
    case .trigger(let trigger):
      trigger.observations.flatMap { $0.bounds.problems } + (trigger.during?.problems ?? [])
    case .objective(let objective): objective.figures.flatMap { $0.target.problems }
    }
  }
}

private func repeated(_ names: [String], _ what: String) -> [String] {
  var seen: Set<String> = []
  return names.filter { !seen.insert($0).inserted }.map { "the \(what) `\($0)` is there twice" }
}

extension Bounds {
  fileprivate var problems: [String] {
    let lower = [above, atLeast].compactMap(\.self).max()
    let upper = [below, atMost].compactMap(\.self).min()
    guard let lower, let upper else { return [] }
    let isStrict = above == lower || below == upper
    return lower > upper || (isStrict && lower == upper) ? ["no value keeps all of these limits"] : []
  }
}

extension GateRequirement {
  fileprivate var problems: [String] {
    let names = gates.map { [$0.gate, $0.stage, $0.environment].compactMap(\.self).joined(separator: " in ") }
    var messages = repeated(names, "gate")
    for gate in gates {
      messages += (gate.limits.flatMap { $0.bounds.problems } + gate.duration.problems).map { "`\(gate.gate)`: \($0)" }
      for limit in gate.limits where limit.of != .value || limit.sustained != nil {
        messages.append("`\(gate.gate)`: a gate's measurement has no baseline and no duration")
      }
    }
    if within != nil, after == nil { messages.append("`within` needs `after`") }
    return messages
  }
}

extension ApprovalRequirement {
  fileprivate var problems: [String] {
    var messages: [String] = []
    if within != nil, after == nil { messages.append("`within` needs `after`") }
    switch of {
    case .release:
      if needed.contains(where: \.roles.isEmpty) { messages.append("an approval of the release needs a role") }
    case .changes:
      if needed.contains(where: { !$0.roles.isEmpty }) { messages.append("reviewers of changes have no roles") }
      if after != nil || validFor != nil { messages.append("reviews of changes have no times") }
    }
    return messages
  }
}

extension EvidenceRule {
  fileprivate var problems: [String] {
    let fields = RecordFields(kind: record.kind)
    var messages = fields.problems(with: record) + fields.problems(with: expected) + (window?.problems ?? [])
    for name in has where !fields.canHave(name) {
      messages.append(
        "a `\(record.kind.rawValue)` never has `\(name)`" + Suggestion.text(for: name, among: fields.names)
      )
    }
    if atLeast == 0, quantifier == .some { messages.append("`at_least: 0` asks for nothing: say `which: each`") }
    return messages
  }
}

extension RolloutRequirement {
  fileprivate var problems: [String] {
    var messages = limits.flatMap { $0.bounds.problems } + (during?.problems ?? [])
    for (step, next) in zip(steps, steps.dropFirst()) {
      if next.percent <= step.percent { messages.append("the shares of traffic have to grow") }
      if step.percent == next.percent { messages.append("the share \(step.percent) % is there twice") }
    }
    if limits.isEmpty, during != nil { messages.append("`during` needs `limits`") }
    return messages
  }
}

extension ScheduleRequirement {
  fileprivate var problems: [String] {
    var messages = daysSinceLast.problems
    let impossible = Set(days).intersection(notDays).map { "\($0)" }
    if !impossible.isEmpty { messages.append("\(listed(impossible)) cannot be both in `days` and in `not_days`") }
    let both = Set(inside).intersection(outside)
    if !both.isEmpty { messages.append("\(listed(Array(both))) cannot be both in `inside` and in `outside`") }
    let blank = ScheduleRequirement(event: event, zone: zone)
    if self == blank { messages.append("the schedule asks for nothing") }
    return messages
  }
}

extension TimeWindow {
  fileprivate var problems: [String] {
    guard let earliest, let latest, earliest > latest else { return [] }
    return ["the window closes before it opens"]
  }
}
