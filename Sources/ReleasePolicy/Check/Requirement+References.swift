extension Requirement {
  /// The names of the events that it refers to.
  var events: [String] {
    let names: [String?] =
      switch self {
      case .gate(let gate): [gate.after]
      case .approval(let approval): [approval.after]
      case .checklist(let checklist): [checklist.window?.event, checklist.window?.until]
      case .evidence(let evidence): evidence.records.flatMap { [$0.window?.event, $0.window?.until] }
      case .order(let order): order.steps.flatMap(\.events)
      case .rollout(let rollout): [rollout.during?.event, rollout.during?.until]
      case .schedule(let schedule): [schedule.event]
      case .deadline(let deadline): deadline.spans.flatMap { [$0.from, $0.to, $0.through] }
      case .trigger(let trigger):
        trigger.events + trigger.obliges + [trigger.during?.event, trigger.during?.until]
      case .objective: []
      }
    return names.compactMap(\.self)
  }

  /// The names of the environments that it refers to.
  var environments: [String] {
    let names: [String?] =
      switch self {
      case .gate(let gate): gate.gates.map(\.environment)
      case .checklist(let checklist): [checklist.environment]
      case .evidence(let evidence): evidence.records.map(\.record.environment)
      default: []
      }
    return names.compactMap(\.self)
  }

  /// The names of the release types that it refers to.
  var types: [String] {
    if case .objective(let objective) = self { objective.figures.flatMap(\.types) } else { [] }
  }

  /// The names of the roles that it refers to.
  var roles: [String] {
    if case .approval(let approval) = self { approval.needed.flatMap(\.roles) } else { [] }
  }
}
