public import ReleaseRecords

/// A deployment, a rollback or an incident as the metrics see it.
public struct MetricsEvent: Hashable, Sendable {
  public enum Kind: String, Hashable, Sendable {
    case deployment, rollback, incident
  }

  public var kind: Kind
  public var service: String
  /// The id of the deployment, rollback or incident.
  public var name: String
  public var version: String?
  /// Its first record.
  public var sequence: Int64
  /// `succeeded`, `failed`, `cancelled`; of incidents `open`, `fixed`, `resolved`.
  public var outcome: String
  public var startedAt: Timestamp?
  /// Whether it is known when it started. Of an incident or a rollback without, `startedAt` is when it was first told of.
  public var startIsKnown: Bool
  public var finishedAt: Timestamp?
  /// The deployment that an incident or a rollback is laid to.
  public var cause: String?
  /// Of a deployment: `incident`, `rollback` or `hotfix`, the first that tells of its failure.
  public var failedBy: String?
  /// The failure or the cause was inferred, not stated.
  public var isInferred: Bool
  public var restoredAt: Timestamp?
  public var severity: String?
}
