public import ReleaseRecords

extension Report {
  /// Whether one control was kept for one subject, and what that rests on.
  public struct Finding: Hashable, Sendable {
    /// The control's id in its policy.
    public var control: String
    public var title: String
    /// What was judged: a release, a deployment, a service.
    public var subject: String
    public var required: String
    public var observed: String
    public var verdict: Verdict
    public var records: [Int64]
    /// What would settle a pending finding, or mend one that is not met.
    public var remedy: String?
    /// By when.
    public var due: Timestamp?

    public init(
      control: String,
      title: String,
      subject: String,
      required: String,
      observed: String,
      verdict: Verdict,
      records: [Int64] = [],
      remedy: String? = nil,
      due: Timestamp? = nil
    ) {
      self.control = control
      self.title = title
      self.subject = subject
      self.required = required
      self.observed = observed
      self.verdict = verdict
      self.records = records
      self.remedy = remedy
      self.due = due
    }
  }
}
