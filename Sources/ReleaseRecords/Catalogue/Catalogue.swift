/// The record kinds and everything each may carry: the one place that says so. Validation, the published JSON Schemas,
/// the reference and the check of the projections all follow it.
public enum Catalogue {
  public static subscript(kind: RecordKind) -> KindDefinition {
    switch kind {
    case .release: .release
    case .change: .change
    case .artifact: .artifact
    case .gate: .gate
    case .checklist: .checklist
    case .approval: .approval
    case .deployment: .deployment
    case .rollout: .rollout
    case .observation: .observation
    case .rollback: .rollback
    case .incident: .incident
    case .postmortem: .postmortem
    case .retrospective: .retrospective
    case .communication: .communication
    case .flag: .flag
    case .window: .window
    case .waiver: .waiver
    case .status: .status
    case .policy: .policy
    case .decision: .decision
    case .person: .person
    case .redaction: .redaction
    case .correction: .correction
    }
  }
}
