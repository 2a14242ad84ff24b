/// What a control asks for: exactly one of ten kinds.
package enum Requirement: Hashable, Sendable {
  case gate(GateRequirement)
  case approval(ApprovalRequirement)
  case checklist(ChecklistRequirement)
  case evidence(EvidenceRequirement)
  case order(OrderRequirement)
  case rollout(RolloutRequirement)
  case schedule(ScheduleRequirement)
  case deadline(DeadlineRequirement)
  case trigger(TriggerRequirement)
  case objective(ObjectiveRequirement)

  /// The kinds by the key under which a document gives them.
  package enum Kind: String, CaseIterable, Hashable, Sendable {
    case gate, approval, checklist, evidence, order, rollout, schedule, deadline, trigger, objective
  }

  package var kind: Kind {
    switch self {
    case .gate: .gate
    case .approval: .approval
    case .checklist: .checklist
    case .evidence: .evidence
    case .order: .order
    case .rollout: .rollout
    case .schedule: .schedule
    case .deadline: .deadline
    case .trigger: .trigger
    case .objective: .objective
    }
  }
}
