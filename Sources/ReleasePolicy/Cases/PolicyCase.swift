public import ReleaseRecords

/// One example of a policy at work: records that are given, and the verdicts that are expected.
public struct PolicyCase: Hashable, Sendable {
  public var name: String
  /// Where it begins in its document.
  public var mark: Mark
  public var subject: Subject
  public var question: Question
  /// The instant of the question.
  public var at: Timestamp
  /// The records in the order of the ledger.
  public var records: [LedgerRecord]
  public var people: People
  public var figures: [MeasuredFigure]
  /// The verdict that each control named here has to have.
  public var expected: [String: Verdict]
  /// Whether the deployment has to be allowed; `nil`: not asked.
  public var isAllowed: Bool?
}

/// How one case came out.
public struct PolicyCaseResult: Hashable, Sendable {
  public var policyCase: PolicyCase
  public var findings: [Finding]
  /// What came out otherwise than expected, in words; empty where all is well.
  public var failures: [String]

  public var isPassed: Bool { failures.isEmpty }
}
