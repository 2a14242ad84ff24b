extension Catalogue {
  /// One complete record of a kind, as a sender would give it: every field and every text is there.
  ///
  /// All of them tell of one release of one service, and each passes ``RecordValidator`` at or after
  /// ``Catalogue/examplesTime``.
  public static func example(_ kind: RecordKind) -> Record {
    switch kind {
    case .release: Example.release
    case .change: Example.change
    case .artifact: Example.artifact
    case .gate: Example.gate
    case .checklist: Example.checklist
    case .approval: Example.approval
    case .deployment: Example.deployment
    case .rollout: Example.rollout
    case .observation: Example.observation
    case .rollback: Example.rollback
    case .incident: Example.incident
    case .postmortem: Example.postmortem
    case .retrospective: Example.retrospective
    case .communication: Example.communication
    case .flag: Example.flag
    case .window: Example.window
    case .waiver: Example.waiver
    case .status: Example.status
    case .policy: Example.policy
    case .decision: Example.decision
    case .person: Example.person
    case .redaction: Example.redaction
    case .correction: Example.correction
    }
  }

  /// 2026-11-21T07:00:00Z, when everything that the examples tell of has happened.
  public static let examplesTime = Timestamp(microseconds: 1_795_244_400_000_000)
}

/// The examples, and what they have in common.
enum Example {
  static let service = "checkout"
  static let version = SemanticVersion("2.4.0")
  static let production = "production"
  static let commit: JSONValue = "9f2c4a7d1e8b3f6059c1d2a4b7e8f90123456789"
  static let digest: JSONValue = "sha256:3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b8551"
  static let source: JSONObject = [
    "provider": "github-actions", "run_id": "8451237", "run_url": "https://ci.example.org/checkout/runs/8451237",
  ]

  /// An instant of the day of the release.
  static func time(_ text: String) -> Timestamp? {
    Timestamp("2026-11-20T\(text)Z")
  }
}
