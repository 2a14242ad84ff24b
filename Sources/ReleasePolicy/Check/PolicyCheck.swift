internal import ReleaseRecords

/// Finds what is wrong with a complete policy: references to what does not exist, and requirements that nothing could
/// meet.
struct PolicyCheck {
  struct Problem: Hashable {
    /// The id of the control that it is about.
    var control: String?
    var message: String
  }

  let policy: Policy

  var problems: [Problem] {
    policyProblems.map { Problem(message: $0) }
      + policy.controls.flatMap { control in
        problems(of: control).map { Problem(control: control.id, message: "\(control.id): \($0)") }
      }
  }

  private var policyProblems: [String] {
    var messages: [String] = []
    for (name, event) in policy.events.sorted(by: { $0.key < $1.key }) {
      let place = "the event `\(name)`"
      if Event.BuiltIn(rawValue: name) != nil { messages.append("\(place) is known already: choose another name") }
      messages += RecordFields(kind: event.record.kind).problems(with: event).map { "\(place): \($0)" }
      messages += unknown([event.record.environment], "environment", policy.environments.keys).map { "\(place): \($0)" }
    }
    let ids = BuiltInControl.allCases.map(\.rawValue) + policy.controls.flatMap { [$0.id, $0.row] }
    messages += unknown(policy.waivers.never, "control", ids).map { "`waivers`: \($0)" }
    var owners: [String: String] = [:]
    for (name, type) in policy.types.sorted(by: { $0.key < $1.key }) {
      for word in [name] + type.aliases {
        if let owner = owners[word], owner != name {
          messages.append("the word `\(word)` means both the type `\(owner)` and the type `\(name)`")
        }
        owners[word] = name
      }
    }
    return messages
  }

  private func problems(of control: Control) -> [String] {
    let applies = control.applies
    var messages: [String] = []
    if BuiltInControl(rawValue: control.row) != nil {
      messages.append("every policy has a control `\(control.row)`: choose another id")
    }
    messages += unknown(applies.types, "type", policy.types.keys)
    messages += unknown(applies.environments, "environment", policy.environments.keys)
    messages += unknown([applies.when, applies.unless], "event", events)
    messages += unknown(control.requirement.events, "event", events)
    messages += unknown(control.requirement.environments, "environment", policy.environments.keys)
    messages += unknown(control.requirement.types, "type", policy.types.keys)
    messages += unknown(control.requirement.roles, "role", policy.roles.keys)
    if !applies.strategies.isEmpty, control.phase == .before {
      messages.append("the strategy is not known before the deployment: `phase: after` is needed")
    }
    switch (control.requirement.kind, control.phase) {
    case (.objective, .period), (.schedule, .period): break
    case (.objective, _): messages.append("an objective is judged for a period: `phase: period` is needed")
    case (_, .period): messages.append("only an objective or a schedule is judged for a period")
    case (.rollout, .before), (.trigger, .before):
      messages.append("a \(control.requirement.kind.rawValue) is judged after the deployment: `phase: after` is needed")
    default: break
    }
    return messages + control.requirement.problems
  }

  private var events: [String] {
    Event.BuiltIn.allCases.map(\.rawValue) + policy.events.keys
  }

  private func unknown(_ names: [String?], _ what: String, _ known: some Sequence<String>) -> [String] {
    let known = Set(known).sorted()
    return names.compactMap { name in
      guard let name, !known.contains(name) else { return nil }
      return "there is no \(what) `\(name)`" + Suggestion.text(for: name, among: known)
    }
  }
}
