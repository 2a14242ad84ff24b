package import LedgerStore
package import ReleasePolicy
package import ReleaseRecords

/// Applies policies to a ledger: which is in force, may a release be deployed by it, was it done properly.
package struct Governance: Sendable {
  package let ledger: Ledger

  package init(_ ledger: Ledger) {
    self.ledger = ledger
  }

  /// Puts a policy in force, for one service or for all, and records it. Only a steward may do this.
  ///
  /// What is kept is the complete policy, with all that it extends, as canonical JSON: what was in force can be read as
  /// long as there is the ledger.
  package func adopt(
    _ policy: Policy,
    service: String? = nil,
    from: Timestamp,
    by adopter: String? = nil,
    approvedBy approver: String? = nil,
    reason: String? = nil
  ) async throws -> Receipt {
    let digest = try await ledger.keep(document: policy.canonicalBytes, mediaType: "application/json")
    var record = Record(.policy, service: service)
    record.data = [
      "policy": .string(policy.name), "digest": .string(digest), "effective_from": .string(from.description),
    ]
    record.data["policy_version"] = policy.edition.map { .string($0) }
    record.data["adopted_by"] = adopter.map { .string($0) }
    record.data["approved_by"] = approver.map { .string($0) }
    let loosened = policy.overrides.map { JSONValue.string($0.control) }
    if !loosened.isEmpty { record.data["loosened_controls"] = .array(loosened) }
    if let reason { record.text["reason"] = reason }
    return try await ledger.append(record)
  }

  /// The adoption that binds a service now, or with `nil` the services that have none of their own; `nil` where none does.
  package func adoption(inForceFor service: String?) async throws -> PolicyTimeline.Adoption? {
    var query = RecordQuery()
    query.kinds = [.policy, .correction]
    let index = RecordIndex(try await ledger.records(query), logSize: try await ledger.head().size)
    // No service has an empty name.
    return PolicyTimeline(index).inForce(for: service ?? "", at: .now)
  }

  /// A policy that was adopted.
  ///
  /// - Throws: ``GovernanceError/noDocument(digest:)``.
  package func policy(_ digest: String) async throws -> Policy {
    guard let bytes = try await ledger.document(digest) else { throw GovernanceError.noDocument(digest: digest) }
    return try PolicyDocument(yaml: bytes, named: digest).policy
  }
}
