internal import ReleaseRecords

/// Something in a policy that is allowed, and probably not meant.
package struct PolicyWarning: Hashable, Sendable {
  /// The id of the control that it is about; `nil`: the policy as a whole.
  package var control: String?
  package var message: String
}

extension Policy {
  /// Looks for what is allowed in a policy and probably not meant: gaps through which a release would slip, words that
  /// nothing uses, obligations without an end. In the order of the policy.
  package func lint() -> [PolicyWarning] {
    let lint = PolicyLint(policy: self)
    return (lint.settings + lint.gaps + lint.unused).map { PolicyWarning(message: $0) }
      + controls.flatMap { control in
        lint.warnings(about: control).map { PolicyWarning(control: control.id, message: $0) }
      }
  }
}

struct PolicyLint {
  let policy: Policy

  var settings: [String] {
    var messages: [String] = []
    if policy.lateEvidence == .counted {
      messages.append("evidence that is recorded after a deployment counts before it: anybody can supply it afterwards")
    }
    if !policy.separation.approvers.contains(.author) { messages.append("authors may approve their own work") }
    if policy.waivers.atMost == nil { messages.append("waivers may count for ever: `waivers.at_most` is missing") }
    return messages
  }

  /// Environments and types that no control guards.
  var gaps: [String] {
    let guarding = policy.controls.filter { $0.phase == .before && $0.applies.isUnconditional }
    var messages: [String] = []
    for environment in policy.environments.keys.sorted() {
      let isGuarded = guarding.contains {
        $0.applies.environments.isEmpty || $0.applies.environments.contains(environment)
      }
      if !isGuarded { messages.append("nothing guards `\(environment)`: anything may be deployed there") }
    }
    for type in policy.types.keys.sorted() {
      let isGuarded = guarding.contains { $0.applies.types.isEmpty || $0.applies.types.contains(type) }
      if !isGuarded { messages.append("nothing has to be met before a release of the type `\(type)` is deployed") }
    }
    return messages
  }

  var unused: [String] {
    let events = Set(
      policy.controls.flatMap { $0.requirement.events + [$0.applies.when, $0.applies.unless].compactMap(\.self) }
    )
    let roles = Set(policy.controls.flatMap(\.requirement.roles)).union(policy.mentionedRoles)
    return policy.events.keys.sorted().filter { !events.contains($0) }.map { "nothing refers to the event `\($0)`" }
      + policy.roles.keys.sorted().filter { !roles.contains($0) }.map { "nothing refers to the role `\($0)`" }
  }

  func warnings(about control: Control) -> [String] {
    let applies = control.applies
    var messages: [String] = []
    let isImpossible =
      !Set(applies.labels.all).isDisjoint(with: applies.labels.none)
      || (!applies.labels.any.isEmpty && Set(applies.labels.any).isSubset(of: applies.labels.none))
    if isImpossible { messages.append("it never applies: the labels exclude each other") }
    switch control.requirement {
    case .gate(let gate): messages += warnings(about: gate, of: control)
    case .approval(let approval): messages += warnings(about: approval, of: control)
    case .trigger(let trigger):
      if trigger.within == nil { messages.append("what has to follow has no end: `within` is missing") }
      let isEndless = trigger.during?.latest == nil && trigger.during?.until == nil
      if trigger.mustObserve, !trigger.observations.isEmpty, isEndless {
        messages.append("the observation has no end: `during` is missing")
      }
    default: break
    }
    return messages
  }

  private func warnings(about gate: GateRequirement, of control: Control) -> [String] {
    var messages: [String] = []
    if control.phase == .after, gate.within == nil {
      messages.append("the gates may pass at any later time: `after` and `within` are missing")
    }
    let elsewhere = policy.controls.filter { $0.id != control.id }.flatMap { other -> [GateCheck] in
      if case .gate(let requirement) = other.requirement { requirement.gates } else { [] }
    }
    for check in gate.gates where check.stage == nil && check.environment == nil {
      if elsewhere.contains(where: { $0.gate == check.gate && $0.environment != nil }) {
        messages.append("`\(check.gate)` is asked for in an environment elsewhere: here any result counts")
      }
    }
    return messages
  }

  private func warnings(about approval: ApprovalRequirement, of control: Control) -> [String] {
    var messages: [String] = []
    if control.phase == .after, approval.within == nil {
      messages.append("the approval may come at any later time: `after` and `within` are missing")
    }
    if approval.of == .release, !approval.boundToCommit {
      messages.append("an approval counts for commits that nobody had seen")
    }
    for group in approval.needed {
      let members = group.roles.map { policy.roles[$0]?.members ?? [] }
      let isClosed = !members.isEmpty && members.allSatisfy { !$0.isEmpty }
      if isClosed, Set(members.joined()).count < group.count {
        messages.append("there are fewer than \(group.count) people as \(English.either(group.roles))")
      }
    }
    return messages
  }
}

extension Applicability {
  /// Whether nothing but the type and the environment decides.
  fileprivate var isUnconditional: Bool {
    var copy = self
    copy.types = []
    copy.environments = []
    return copy == Applicability()
  }
}

extension Policy {
  /// The roles that conditions on records name.
  fileprivate var mentionedRoles: Set<String> {
    let selectors = events.values.map(\.record.matching)
    let rules = controls.flatMap { control -> [[String: [JSONValue]]] in
      guard case .evidence(let evidence) = control.requirement else { return [] }
      return evidence.records.flatMap { [$0.record.matching, $0.expected] }
    }
    let values = (selectors + rules).flatMap { ($0["role"] ?? []) + ($0["decider_role"] ?? []) }
    return Set(values.compactMap(\.string))
  }
}
