public import ReleasePolicy
public import ReleaseRecords

/// A policy, and the record that put it in force.
public struct AdoptedPolicy: Sendable {
  public let policy: Policy
  /// The digest of its canonical JSON.
  public let digest: String
  /// The position of the record of its adoption.
  public let sequence: Int64
  public let effectiveFrom: Timestamp
}
