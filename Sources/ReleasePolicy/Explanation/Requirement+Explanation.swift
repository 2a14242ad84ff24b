extension Requirement {
  /// What is asked for, in plain English: one or several sentences.
  package var explanation: String {
    switch self {
    case .gate(let gate): gate.explanation
    case .approval(let approval): approval.explanation
    case .checklist(let checklist): checklist.explanation
    case .evidence(let evidence): evidence.explanation
    case .order(let order): order.explanation
    case .rollout(let rollout): rollout.explanation
    case .schedule(let schedule): schedule.explanation
    case .deadline(let deadline): deadline.explanation
    case .trigger(let trigger): trigger.explanation
    case .objective(let objective): objective.explanation
    }
  }
}

extension GateRequirement {
  var explanation: String {
    let names = gates.map { gate in
      var words = gate.gate
      if let stage = gate.stage { words += " of the stage \(stage)" }
      if let environment = gate.environment { words += " in \(environment)" }
      let limits = gate.limits.map(English.threshold)
      let duration = gate.duration.isEmpty ? [] : ["it took " + English.bounds(gate.duration, English.duration)]
      let conditions = limits + duration
      return conditions.isEmpty ? words : "\(words) (\(English.list(conditions)))"
    }
    var text = gates.count == 1 ? "The latest result of the gate " : "The latest results of the gates "
    text += English.list(names) + (gates.count == 1 ? " is passed" : " are passed")
    if let after { text += ", run after \(English.event(after))" }
    if let within { text += " and within \(English.duration(within)) of it" }
    return text + (boundToCommit ? ", for the release's commit." : ", for whatever commit.")
  }
}

extension ApprovalRequirement {
  var explanation: String {
    let groups = needed.map { group in
      let people = English.count(group.count, "person", "people")
      return group.roles.isEmpty ? people : "\(people) as \(English.either(group.roles))"
    }
    var text = of == .release ? "The release is approved by " : "Each change of the release is reviewed by "
    text += English.list(groups)
    if let after {
      text +=
        within.map { ", at the latest \(English.duration($0)) after \(English.event(after))" }
        ?? ", before or after \(English.event(after))"
    }
    text += "."
    if needed.count > 1 || needed.contains(where: { $0.count > 1 }) {
      text += distinct ? " Each person counts once." : " One person may count more than once."
    }
    if let notBy {
      text += notBy.isEmpty ? " Anybody may." : " None of them is \(English.either(notBy.map(English.party)))."
    }
    if of == .release, !boundToCommit { text += " An approval outlives a change of the commit." }
    if let validFor { text += " An approval counts for \(English.duration(validFor))." }
    return text
  }
}

extension ChecklistRequirement {
  var explanation: String {
    let names = items.map { $0.optional ? "\($0.item) (or not applicable)" : $0.item }
    var text = "Of the checklist \(checklist)" + (environment.map { " in \($0)" } ?? "")
    text += items.count == 1 ? ", this item is done: " : ", these items are done: "
    text += English.list(names)
    if let window { text += "; \(English.window(window))" }
    text += "."
    if !notBy.isEmpty { text += " They are not attested by \(English.either(notBy.map(English.party)))." }
    return text
  }
}

extension EvidenceRequirement {
  var explanation: String {
    var sentences = records.map(\.explanation)
    if let version {
      if version.bump { sentences.append("The version raises what its release type says, by one step.") }
      if !version.prereleases.isEmpty {
        sentences.append("Pre-releases are called \(English.list(version.prereleases)), and come in this order.")
      }
    }
    return sentences.joined(separator: " ")
  }
}

extension EvidenceRule {
  var explanation: String {
    let what = English.selector(record)
    var conditions: [String] = []
    if !has.isEmpty { conditions.append("has " + English.list(has)) }
    if !expected.isEmpty { conditions.append("says " + English.conditions(expected)) }
    if let window { conditions.append("is from the time " + English.window(window)) }
    let that = conditions.isEmpty ? "" : " that " + English.list(conditions)
    switch quantifier {
    case .some: return "On record is at least \(atLeast == 1 ? "one" : "\(atLeast)") \(what)\(that)."
    case .none: return "On record is no \(what)\(that)."
    case .each:
      let number = atLeast > 1 ? "; there are at least \(atLeast)" : atLeast == 1 ? "; there is at least one" : ""
      return "Each \(what)\(conditions.isEmpty ? " counts" : " " + English.list(conditions))\(number)."
    }
  }
}
