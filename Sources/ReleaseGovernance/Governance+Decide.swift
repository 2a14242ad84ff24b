internal import LedgerStore
package import ReleasePolicy
package import ReleaseRecords

extension Governance {
  /// Says whether a release may be deployed to an environment, by the policy in force, and records the answer.
  ///
  /// - Parameters:
  ///   - instant: when the deployment would begin; now where nil. What is recorded to have happened later does not count.
  ///   - isRecorded: whether the answer is put on record; otherwise it is only given.
  /// - Throws: whenever the answer cannot be known; that is never leave.
  package func canDeploy(
    service: String,
    version: SemanticVersion,
    environment: String,
    at instant: Timestamp? = nil,
    source: JSONObject? = nil,
    isRecorded: Bool = true
  ) async throws -> (document: DecisionDocument, sequence: Int64?) {
    let now = Timestamp.now
    let instant = instant ?? now
    async let _: Void = PolicyDocument.prepareReading()
    let size = try await ledger.head().size
    let evidence = try await evidence(service: service, version: version, size: size)
    guard let adoption = PolicyTimeline(evidence.index).inForce(for: service, at: instant) else {
      throw GovernanceError.noPolicy(service: service, at: instant)
    }
    let subject = Subject(service: service, version: version, environment: environment)
    let policy = try await policy(adoption.digest)
    let document = try await evaluator(policy, on: evidence, at: instant, question: .mayDeploy)
      .decision(on: subject, policyDigest: adoption.digest)
    guard isRecorded, var record = document.record(digest: Ledger.digest(of: document.bytes)) else {
      return (document, nil)
    }
    record.source = source
    // It is decided now, for whatever instant was asked.
    record.occurredAt = now
    return (document, try await ledger.append(record).sequence)
  }

  /// Decides again what a decision on record decided, from the same part of the log and by the same policy.
  ///
  /// - Returns: the decision as it comes out now, and the digest of it that is on record.
  package func replay(_ sequence: Int64) async throws -> (document: DecisionDocument, recordedDigest: String) {
    let entry = try await ledger.record(sequence)
    guard let asked = AskedDecision(entry), let digest = entry.record.data["policy_digest"]?.string else {
      throw GovernanceError.noDecision(sequence: sequence)
    }
    let document = try await decide(asked, by: policy(digest), digest: digest)
    return (document, entry.record.data["findings_digest"]?.string ?? "")
  }

  /// What a policy would have decided, where decisions of a period are on record.
  package func whatIf(_ policy: Policy, from: Timestamp, until: Timestamp) async throws -> [WhatIf] {
    var query = RecordQuery()
    query.kinds = [.decision]
    query.from = from
    query.until = until
    let digest = Ledger.digest(of: policy.canonicalBytes)
    var results: [WhatIf] = []
    try await ledger.forEachRecord(query) { entry in
      guard let asked = AskedDecision(entry) else { return }
      results.append(WhatIf(entry: entry, document: try await decide(asked, by: policy, digest: digest)))
    }
    return results
  }

  private func decide(_ asked: AskedDecision, by policy: Policy, digest: String) async throws -> DecisionDocument {
    let evidence = try await evidence(service: asked.subject.service, version: asked.version, size: asked.size)
    return try await evaluator(policy, on: evidence, at: asked.instant, question: .mayDeploy)
      .decision(on: asked.subject, policyDigest: digest)
  }
}

/// A decision on record, and what another policy would have decided.
package struct WhatIf: Sendable {
  package let entry: LedgerRecord
  package let document: DecisionDocument

  package var wasAllowed: Bool { entry.record.data["outcome"]?.string == "allowed" }
  package var wouldBeAllowed: Bool { document.decision.isAllowed }
}

/// What a decision on record was asked.
private struct AskedDecision {
  let subject: Subject
  let version: SemanticVersion
  let size: Int64
  let instant: Timestamp

  init?(_ entry: LedgerRecord) {
    let record = entry.record
    guard record.kind == .decision, let service = record.service, let version = record.version,
      let environment = record.environment, let size = record.data["log_size"]?.integer,
      let instant = record.data["evaluated_at"]?.string.flatMap({ Timestamp($0) })
    else { return nil }
    subject = Subject(service: service, version: version, environment: environment)
    self.version = version
    self.size = size
    self.instant = instant
  }
}
