package import ReleaseRecords

/// One example of a policy at work: records that are given, and the verdicts that are expected.
package struct PolicyCase: Hashable, Sendable {
  package var name: String
  /// Where it begins in its document.
  package var mark: Mark
  package var subject: Subject
  package var question: Question
  /// The instant of the question.
  package var at: Timestamp
  /// The records in the order of the ledger.
  package var records: [LedgerRecord]
  package var people: People
  package var figures: [MeasuredFigure]
  /// The verdict that each control named here has to have.
  package var expected: [String: Verdict]
  /// Whether the deployment has to be allowed; `nil`: not asked.
  package var isAllowed: Bool?
}

/// How one case came out.
package struct PolicyCaseResult: Hashable, Sendable {
  package var policyCase: PolicyCase
  package var findings: [Finding]
  /// What came out otherwise than expected, in words; empty where all is well.
  package var failures: [String]

  package var isPassed: Bool { failures.isEmpty }
}
