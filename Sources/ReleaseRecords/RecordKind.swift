/// What a record says happened. Each kind is described in the ``Catalogue``.
public enum RecordKind: String, CaseIterable, Hashable, Sendable {
  case release, change, artifact, gate, checklist, approval
  case deployment, rollout, observation, rollback
  case incident, postmortem, retrospective, communication
  case flag, window, waiver, status, policy, decision
  case person, redaction, correction
}

extension RecordKind {
  private static let names = allCases.map { ($0.rawValue, $0) }

  /// The kind of this name.
  static func named(_ name: String) -> RecordKind? {
    names.first { $0.0.hasSameCodePoints(as: name) }?.1
  }
}
