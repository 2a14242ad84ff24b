public import ReleaseRecords

/// How one control stands for one subject, and what that rests on.
public struct Finding: Hashable, Sendable {
  /// The control's id.
  public var control: String
  public var title: String
  public var phase: Phase
  public var kind: Requirement.Kind
  public var subject: Subject
  /// What the control asks for, in words.
  public var required: String
  /// What the records show, in words.
  public var observed: String
  public var verdict: Verdict
  /// The sequence numbers of the records that it rests on, in ascending order.
  public var records: [Int64]
  /// Those of them that were recorded after the deployment had begun, though they claim an earlier time.
  public var late: [Int64]
  /// For what is pending: what would settle it and by when.
  public var settlement: Settlement?
  /// For what is waived: the sequence number of the waiver.
  public var waiver: Int64?

  public init(
    control: String,
    title: String,
    phase: Phase,
    kind: Requirement.Kind,
    subject: Subject,
    required: String,
    observed: String,
    verdict: Verdict,
    records: [Int64] = [],
    late: [Int64] = [],
    settlement: Settlement? = nil,
    waiver: Int64? = nil
  ) {
    self.control = control
    self.title = title
    self.phase = phase
    self.kind = kind
    self.subject = subject
    self.required = required
    self.observed = observed
    self.verdict = verdict
    self.records = records
    self.late = late
    self.settlement = settlement
    self.waiver = waiver
  }
}

/// What would settle a pending finding.
public struct Settlement: Hashable, Sendable {
  public var needed: String
  /// The last instant at which it can still be met; `nil`: no limit is set.
  public var by: Timestamp?

  public init(needed: String, by: Timestamp? = nil) {
    self.needed = needed
    self.by = by
  }
}
