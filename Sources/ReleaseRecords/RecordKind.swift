/// What a record says happened. Each kind is described in the ``Catalogue``.
public enum RecordKind: String, CaseIterable, Hashable, Sendable {
  case release, change, artifact, gate, checklist, approval
  case deployment, rollout, observation, rollback
  case incident, postmortem, retrospective, communication
  case flag, window, waiver, status, policy, decision
  case person, redaction, correction
}
