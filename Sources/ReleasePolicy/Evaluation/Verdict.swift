/// How a control stands for a subject.
package enum Verdict: String, CaseIterable, Hashable, Sendable {
  case met
  case notMet = "not met"
  /// Not settled yet, and there is still time.
  case pending
  case notApplicable = "not applicable"
  /// Not met, with leave.
  case waived
}
