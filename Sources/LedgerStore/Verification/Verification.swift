public import TransparencyLog

/// What verifying a ledger brought to light.
public struct Verification: Sendable {
  /// The number of records that were checked.
  public let size: Int64
  /// The root of the tree over them; nil where records are missing.
  public let root: Hash?
  /// What is wrong; empty where nothing is.
  public let findings: [LedgerFinding]
  /// The number of findings beyond those listed.
  public let furtherFindingCount: Int
  /// What was checked, for people.
  public let checks: [String]
}
