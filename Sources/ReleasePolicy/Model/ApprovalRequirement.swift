/// Approvals that have to have been given.
public struct ApprovalRequirement: Hashable, Sendable {
  /// What has to be approved.
  public var of = Object.release
  /// The approvals that are needed, all of them.
  public var needed: [ApprovalGroup] = []
  /// Whether one person counts only once over all of them.
  public var distinct = true
  /// The parts whose holders' approval does not count; `nil`: the policy's own rule.
  public var notBy: [Party]?
  /// Whether an approval dies when the release's commit changes.
  public var boundToCommit = true
  /// How long an approval counts when it states no expiry.
  public var validFor: Duration?
  /// The name of an event after which the approval may still be given; `nil`: it has to be there before.
  public var after: String?
  /// How long after that event at the latest.
  public var within: Duration?

  /// What is approved.
  public enum Object: String, CaseIterable, Hashable, Sendable {
    /// The release, by records of the kind `approval`.
    case release
    /// Each of its changes, by the `reviewers` of the kind `change`.
    case changes
  }
}

/// A number of approvals in any one of some roles.
public struct ApprovalGroup: Hashable, Sendable {
  /// The roles that will do; empty: any, as for reviewers of changes.
  public var roles: [String] = []
  public var count = 1
}
