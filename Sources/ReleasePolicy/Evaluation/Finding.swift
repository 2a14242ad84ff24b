package import ReleaseRecords

/// How one control stands for one subject, and what that rests on.
package struct Finding: Hashable, Sendable {
  /// The control's id.
  package var control: String
  package var title: String
  package var phase: Phase
  package var kind: Requirement.Kind
  package var subject: Subject
  /// What the control asks for, in words.
  package var required: String
  /// What the records show, in words.
  package var observed: String
  package var verdict: Verdict
  /// The sequence numbers of the records that it rests on, in ascending order.
  package var records: [Int64]
  /// Those of them that were recorded after the deployment had begun, though they claim an earlier time.
  package var late: [Int64]
  /// For what is pending: what would settle it and by when.
  package var settlement: Settlement?
  /// For what is waived: the sequence number of the waiver.
  package var waiver: Int64?

  package init(
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
package struct Settlement: Hashable, Sendable {
  package var needed: String
  /// The last instant at which it can still be met; `nil`: no limit is set.
  package var by: Timestamp?

  package init(needed: String, by: Timestamp? = nil) {
    self.needed = needed
    self.by = by
  }
}
