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

  /// Findings, exceptions first, with counts that add up.
  public struct FindingList: Hashable, Sendable {
    public let id: String
    /// A heading of its own, where the section's is not enough.
    public let title: String
    /// Ordered by verdict, control, subject, and then as given.
    public let findings: [Finding]

    public init(id: String = "findings", title: String = "", _ findings: [Finding]) {
      self.id = id
      self.title = title
      let ordered = findings.enumerated().sorted { a, b in
        (a.element.verdict, a.element.control, a.element.subject, a.offset)
          < (b.element.verdict, b.element.control, b.element.subject, b.offset)
      }
      self.findings = ordered.map(\.element)
    }

    public func count(_ verdict: Verdict) -> Int {
      findings.count { $0.verdict == verdict }
    }

    /// `42 findings: 3 not met, 1 pending, 38 met.`; verdicts that do not occur are left out.
    public var summary: String {
      let parts = Verdict.allCases.compactMap { verdict -> String? in
        let count = count(verdict)
        return count == 0 ? nil : "\(Numbers.grouped(count)) \(verdict.title)"
      }
      let total = "\(Numbers.grouped(findings.count)) \(findings.count == 1 ? "finding" : "findings")"
      return parts.isEmpty ? "No findings: nothing was judged." : "\(total): \(parts.joined(separator: ", "))."
    }
  }
}
