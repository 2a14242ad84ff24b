package import ReleaseRecords

/// What was asked, on what, and what came of it: everything that is needed to decide the same again.
///
///     let document = evaluator.decision(on: subject, policyDigest: digest)
///     let record = document.record(digest: sha256(document.bytes))
///
/// The bytes are a function of the policy, the log up to its size, the subject and the instant, so that whoever has
/// the log can evaluate again and compare.
package struct DecisionDocument: Hashable, Sendable {
  package let policy: String
  /// The digest of the policy's canonical bytes.
  package let policyDigest: String
  /// How many records of the log it rests on.
  package let logSize: Int64
  package let subject: Subject
  package let question: Question
  /// The instant for which was asked.
  package let at: Timestamp
  package let findings: [Finding]

  package var decision: Decision { .canDeploy(findings) }

  package var json: JSONValue {
    [
      "v": 1,
      "policy": .string(policy),
      "policy_digest": .string(policyDigest),
      "log_size": .number(Double(logSize)),
      "subject": subject.json,
      "question": .string(question.rawValue),
      "evaluated_at": .string(at.description),
      "outcome": .string(outcome),
      "findings": .array(findings.map(\.json)),
    ]
  }

  /// The document in the canonical form of RFC 8785.
  package var bytes: [UInt8] { CanonicalJSON.bytes(json) }

  /// The record of the kind `decision` that says so in the log.
  ///
  /// - Parameter digest: the digest of ``bytes`` as records name it, `sha256:` and 64 hexadecimal digits.
  /// - Returns: `nil` where the subject is not a release on its way to an environment: there is nothing to decide.
  package func record(digest: String) -> Record? {
    guard let version = subject.version, let environment = subject.environment else { return nil }
    var data: JSONObject = [
      "outcome": .string(outcome),
      "policy": .string(policy),
      "policy_digest": .string(policyDigest),
      "log_size": .number(Double(logSize)),
      "evaluated_at": .string(at.description),
      "findings_digest": .string(digest),
    ]
    let unmet = decision.unmet.map(\.control)
    if !unmet.isEmpty { data["unmet"] = .array(unmet.map(JSONValue.string)) }
    return Record(
      .decision,
      service: subject.service,
      version: version,
      environment: environment,
      occurredAt: at,
      data: data
    )
  }

  private var outcome: String { decision.isAllowed ? "allowed" : "refused" }
}

extension Evaluator {
  /// Judges a subject and puts down everything that the answer rests on.
  ///
  /// - Parameter policyDigest: the digest of the policy's canonical bytes, by which a replay finds it again.
  package func decision(on subject: Subject, policyDigest: String) -> DecisionDocument {
    DecisionDocument(
      policy: frame.policy.name,
      policyDigest: policyDigest,
      logSize: frame.index.logSize,
      subject: subject,
      question: frame.question,
      at: frame.at,
      findings: findings(for: subject)
    )
  }
}
