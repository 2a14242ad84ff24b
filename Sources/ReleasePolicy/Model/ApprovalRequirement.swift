/// Approvals that have to have been given.
package struct ApprovalRequirement: Hashable, Sendable {
  /// What has to be approved.
  package var of = Object.release
  /// The approvals that are needed, all of them.
  package var needed: [ApprovalGroup] = []
  /// Whether one person counts only once over all of them.
  package var distinct = true
  /// The parts whose holders' approval does not count; `nil`: the policy's own rule.
  package var notBy: [Party]?
  /// Whether an approval dies when the release's commit changes.
  package var boundToCommit = true
  /// How long an approval counts when it states no expiry.
  package var validFor: Duration?
  /// The name of an event after which the approval may still be given; `nil`: it has to be there before.
  package var after: String?
  /// How long after that event at the latest.
  package var within: Duration?

  /// What is approved.
  package enum Object: String, CaseIterable, Hashable, Sendable {
    /// The release, by records of the kind `approval`.
    case release
    /// Each of its changes, by the `reviewers` of the kind `change`.
    case changes
  }
}

/// A number of approvals in any one of some roles.
package struct ApprovalGroup: Hashable, Sendable {
  /// The roles that will do; empty: any, as for reviewers of changes.
  package var roles: [String] = []
  package var count = 1
}
