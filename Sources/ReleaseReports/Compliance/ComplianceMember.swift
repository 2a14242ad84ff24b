package import ReleasePolicy
package import ReleaseRecords
internal import Reporting

/// One of those that a compliance report covers: a deployment of the period, or a release put on record in it that was
/// not deployed in it.
package struct ComplianceMember: Hashable, Sendable {
  package var subject: Subject
  /// When the deployment began; for a release that was not deployed, when it was put on record.
  package var time: Timestamp
  package var isDeployment: Bool
  package var hasReleaseRecord: Bool
  /// The policy that was in force; `nil`: none was.
  package var policy: PolicyReference?
  /// How each control of the policy stands for it.
  package var findings: [ReleasePolicy.Finding]
  /// The sequence numbers of the deployment's records, or of the release's.
  package var records: [Int64]

  package init(
    subject: Subject,
    time: Timestamp,
    isDeployment: Bool = true,
    hasReleaseRecord: Bool,
    policy: PolicyReference?,
    findings: [ReleasePolicy.Finding],
    records: [Int64]
  ) {
    self.subject = subject
    self.time = time
    self.isDeployment = isDeployment
    self.hasReleaseRecord = hasReleaseRecord
    self.policy = policy
    self.findings = findings
    self.records = records
  }

  /// A member of a population as it was drawn from the records.
  ///
  /// - Parameters:
  ///   - findings: how the controls of the policy that was in force stand for it; empty where none was.
  ///   - edition: that policy's own version.
  package init(_ member: Population.Member, findings: [ReleasePolicy.Finding], edition: String? = nil) {
    self.init(
      subject: member.subject,
      time: member.time,
      isDeployment: member.isDeployment,
      hasReleaseRecord: member.hasReleaseRecord,
      policy: member.policy.map { PolicyReference($0, edition: edition) },
      findings: findings,
      records: member.records
    )
  }

  /// The one class that it counts in.
  var standing: ComplianceStanding {
    if !hasReleaseRecord { return .withoutReleaseRecord }
    if policy == nil { return .withoutPolicy }
    var standing = ComplianceStanding.notCovered
    for finding in findings {
      switch finding.verdict {
      case .notMet: return .withExceptions
      case .pending: standing = .pending
      case .waived: if standing != .pending { standing = .waived }
      case .met: if standing == .notCovered { standing = .compliant }
      case .notApplicable: break
      }
    }
    return standing
  }
}

/// Where a member of the population stands as a whole. Each counts in exactly one of these, so that they add up.
enum ComplianceStanding: String, CaseIterable, Hashable, Sendable {
  /// Deployed, and no release record says what it is.
  case withoutReleaseRecord
  /// No policy was in force to judge it by.
  case withoutPolicy
  /// A policy was in force, and none of its controls applied.
  case notCovered
  case withExceptions
  case pending
  case waived
  case compliant

  var title: String {
    switch self {
    case .withoutReleaseRecord: "no release record"
    case .withoutPolicy: "no policy"
    case .notCovered: "no control applied"
    case .withExceptions: "exceptions"
    case .pending: "pending"
    case .waived: "waived"
    case .compliant: "met"
    }
  }

  var tone: Report.Tone {
    switch self {
    case .withoutReleaseRecord, .withoutPolicy, .withExceptions: .bad
    case .notCovered, .pending, .waived: .caution
    case .compliant: .good
    }
  }

  var isException: Bool { tone == .bad }

  /// The place in the order in which people want to see them: exceptions first.
  var order: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
