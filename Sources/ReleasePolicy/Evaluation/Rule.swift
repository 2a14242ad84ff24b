/// One control, and how it is judged.
final class Rule: Sendable {
  let id: String
  let row: String
  let title: String
  let required: String
  let phase: Phase
  let kind: Requirement.Kind
  /// Whether leave may be given to do without it.
  let isWaivable: Bool
  let judge: @Sendable (Scene) -> Outcome

  init(_ control: Control) {
    id = control.id
    row = control.row
    title = control.title
    required = control.explanation
    phase = control.phase
    kind = control.requirement.kind
    isWaivable = true
    judge = { scene in
      if let exemption = control.applies.exemption(in: scene, phase: control.phase) {
        return .notApplicable(exemption)
      }
      return control.requirement.judged(in: scene)
    }
  }

  /// What is in every policy: nobody may give leave to do without it.
  init(id: String, title: String, judge: @escaping @Sendable (Scene) -> Outcome) {
    self.id = id
    row = id
    self.title = title
    required = title
    phase = .before
    kind = .evidence
    isWaivable = false
    self.judge = judge
  }
}

extension Requirement {
  func judged(in scene: Scene) -> Outcome {
    switch self {
    case .gate(let requirement): requirement.judged(in: scene)
    case .approval(let requirement): requirement.judged(in: scene)
    case .checklist(let requirement): requirement.judged(in: scene)
    case .evidence(let requirement): requirement.judged(in: scene)
    case .order(let requirement): requirement.judged(in: scene)
    case .rollout(let requirement): requirement.judged(in: scene)
    case .schedule(let requirement): requirement.judged(in: scene)
    case .deadline(let requirement): requirement.judged(in: scene)
    case .trigger(let requirement): requirement.judged(in: scene)
    case .objective(let requirement): requirement.judged(in: scene)
    }
  }
}
