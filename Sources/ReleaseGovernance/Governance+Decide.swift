internal import LedgerStore
public import ReleasePolicy
public import ReleaseRecords

extension Governance {
  /// Says whether a release may be deployed to an environment now, by the policy in force, and records the answer.
  ///
  /// - Throws: whenever the answer cannot be known; that is never leave.
  public func canDeploy(
    service: String,
    version: SemanticVersion,
    environment: String,
    at instant: Timestamp,
    source: JSONObject? = nil,
    isRecorded: Bool = true
  ) async throws -> RecordedDecision {
    let size = try await ledger.head().size
    let subject = Subject(service: service, version: version, environment: environment)
    let decided = try await decide(subject, at: instant, size: size)
    guard isRecorded else { return decided }
    let receipt = try await ledger.append(decided.record(source))
    return decided.recorded(as: receipt.sequence)
  }

  /// Decides again what a decision on record decided, from the same part of the log and the same policy.
  ///
  /// - Returns: the decision as it comes out now, and the digests that are on record and come out now.
  public func replay(_ sequence: Int64) async throws -> (decision: RecordedDecision, recorded: String, found: String) {
    let entry = try await ledger.record(sequence)
    let data = entry.record.data
    guard entry.record.kind == .decision, let service = entry.record.service, let version = entry.record.version,
      let environment = entry.record.environment, let size = data["log_size"]?.integer,
      let instant = data["evaluated_at"]?.string.flatMap({ Timestamp($0) }), let digest = data["policy_digest"]?.string
    else { throw GovernanceError.noDecision(sequence: sequence) }
    let policy = AdoptedPolicy(
      policy: try await policy(digest),
      digest: digest,
      sequence: sequence,
      effectiveFrom: instant
    )
    let subject = Subject(service: service, version: version, environment: environment)
    let again = try await decide(subject, at: instant, size: size, policy: policy)
    return (again.recorded(as: sequence), data["findings_digest"]?.string ?? "", again.digest)
  }

  /// What a policy would have decided on the deployments to an environment that decisions are on record for.
  public func whatIf(_ policy: Policy, from: Timestamp, until: Timestamp) async throws -> [WhatIf] {
    var query = RecordQuery()
    query.kinds = [.decision]
    query.from = from
    query.until = until
    var results: [WhatIf] = []
    try await ledger.forEachRecord(query) { entry in
      let data = entry.record.data
      guard let service = entry.record.service, let version = entry.record.version,
        let environment = entry.record.environment, let size = data["log_size"]?.integer,
        let instant = data["evaluated_at"]?.string.flatMap({ Timestamp($0) })
      else { return }
      let adopted = AdoptedPolicy(policy: policy, digest: "", sequence: entry.sequence, effectiveFrom: instant)
      let subject = Subject(service: service, version: version, environment: environment)
      let decided = try await decide(subject, at: instant, size: size, policy: adopted)
      results.append(WhatIf(entry: entry, wasAllowed: data["outcome"]?.string == "allowed", decision: decided))
    }
    return results
  }

  private func decide(
    _ subject: Subject,
    at instant: Timestamp,
    size: Int64,
    policy: AdoptedPolicy? = nil
  ) async throws -> RecordedDecision {
    let adopted: AdoptedPolicy
    if let policy {
      adopted = policy
    } else {
      adopted = try await policyInForce(service: subject.service, at: instant, size: size)
    }
    let evidence = try await evidence(service: subject.service, size: size, policy: adopted.policy)
    let findings = evidence.evaluator(adopted.policy, at: instant, question: .mayDeploy).findings(for: subject)
    return RecordedDecision(
      decision: .canDeploy(findings),
      findings: findings,
      policy: adopted,
      size: size,
      instant: instant,
      sequence: nil
    )
  }
}

/// A decision on record, and what another policy would have decided.
public struct WhatIf: Sendable {
  public let entry: LedgerRecord
  public let wasAllowed: Bool
  public let decision: RecordedDecision
}

extension RecordedDecision {
  fileprivate func recorded(as sequence: Int64) -> RecordedDecision {
    RecordedDecision(
      decision: decision,
      findings: findings,
      policy: policy,
      size: size,
      instant: instant,
      sequence: sequence
    )
  }

  fileprivate func record(_ source: JSONObject?) -> Record {
    let subject = findings.first?.subject
    var data: JSONObject = [
      "outcome": decision.isAllowed ? "allowed" : "refused", "policy": .string(policy.policy.name),
      "policy_digest": .string(policy.digest), "log_size": .number(Double(size)),
      "evaluated_at": .string(instant.description), "findings_digest": .string(digest),
    ]
    let unmet = Set(decision.unmet.map(\.control)).sorted()
    if !unmet.isEmpty { data["unmet"] = .array(unmet.map { .string($0) }) }
    return Record(
      .decision,
      service: subject?.service,
      version: subject?.version,
      environment: subject?.environment,
      source: source,
      data: data
    )
  }
}
