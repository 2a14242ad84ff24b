/// What becomes of evidence that is said to be from before a deployment, but was recorded after it had begun.
package enum LateEvidence: String, CaseIterable, Hashable, Sendable {
  /// It does not count: nobody could rely on what the ledger did not know.
  case refused
  /// It counts by the time that it claims, and findings list it as late.
  case counted
}
