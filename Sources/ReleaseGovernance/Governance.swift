public import LedgerStore
public import ReleasePolicy
public import ReleaseRecords

/// Applies policies to a ledger: which is in force, may a release be deployed by it, was it done properly.
public struct Governance: Sendable {
  public let ledger: Ledger

  public init(_ ledger: Ledger) {
    self.ledger = ledger
  }

  /// Puts a policy in force, for one service or for all, and records it. Only a steward may do this.
  ///
  /// What is kept is the complete policy, with all that it extends, as canonical JSON: what was in force can be read as
  /// long as there is the ledger.
  public func adopt(
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
    if let edition = policy.edition { record.data["policy_version"] = .string(edition) }
    if let adopter { record.data["adopted_by"] = .string(adopter) }
    if let approver { record.data["approved_by"] = .string(approver) }
    let loosened = policy.overrides.map { JSONValue.string($0.control) }
    if !loosened.isEmpty { record.data["loosened_controls"] = .array(loosened) }
    if let reason { record.text["reason"] = reason }
    return try await ledger.append(record)
  }

  /// The policy that was in force for a service at an instant, by what the log said at a size.
  ///
  /// One adopted for the service goes before one adopted for all; of several the one that came into force last counts.
  ///
  /// - Throws: ``GovernanceError/noPolicy(service:at:)``.
  public func policyInForce(service: String, at instant: Timestamp, size: Int64) async throws -> AdoptedPolicy {
    var query = RecordQuery()
    query.kinds = [.policy]
    query.sequences = 0..<size
    let superseded = try await ledger.superseded(before: size)
    var found: (isOwn: Bool, from: Timestamp, entry: LedgerRecord)?
    try await ledger.forEachRecord(query) { entry in
      guard !superseded.contains(entry.sequence), entry.record.service == nil || entry.record.service == service,
        let from = entry.record.data["effective_from"]?.string.flatMap({ Timestamp($0) }), from <= instant
      else { return }
      let candidate = (isOwn: entry.record.service != nil, from: from, entry: entry)
      if let best = found {
        guard
          (candidate.isOwn ? 1 : 0, candidate.from, candidate.entry.sequence)
            > (best.isOwn ? 1 : 0, best.from, best.entry.sequence)
        else { return }
      }
      found = candidate
    }
    guard let found else { throw GovernanceError.noPolicy(service: service, at: instant) }
    return try await adopted(found.entry)
  }

  private func adopted(_ entry: LedgerRecord) async throws -> AdoptedPolicy {
    let digest = entry.record.data["digest"]?.string ?? ""
    return AdoptedPolicy(
      policy: try await policy(digest),
      digest: digest,
      sequence: entry.sequence,
      effectiveFrom: entry.record.data["effective_from"]?.string.flatMap { Timestamp($0) } ?? entry.effectiveAt
    )
  }

  /// A policy that was kept, by its digest.
  func policy(_ digest: String) async throws -> Policy {
    guard let bytes = try await ledger.document(digest) else { throw GovernanceError.noDocument(digest: digest) }
    return try PolicyDocument(yaml: bytes, named: digest).policy
  }
}
