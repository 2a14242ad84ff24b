extension RecordKind {
  /// Whether a record of the kind that names a release matters to no other release of its service.
  package var isOfOneRelease: Bool {
    switch self {
    case .change, .artifact, .gate, .checklist, .approval, .rollout, .observation, .status, .decision: true
    default: false
    }
  }
}
