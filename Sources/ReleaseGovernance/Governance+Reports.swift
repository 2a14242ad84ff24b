internal import LedgerStore
public import ReleasePolicy
public import ReleaseRecords
public import ReleaseReports
public import Reporting

extension Governance {
  /// Everything that the log says about one release, judged by the policy that was in force or by another.
  ///
  /// - Parameter policy: the policy to judge by; the one in force at each deployment where nil.
  public func dossier(
    service: String,
    version: SemanticVersion,
    policy: Policy? = nil,
    basis: ReportBasis
  ) async throws -> Dossier {
    let evidence = try await evidence(service: service, size: basis.log.size)
    let records = RecordsOfRelease(of: service, version, in: evidence.records, logSize: basis.log.size)
    var bench = Bench(self, evidence, at: basis.at, policy: policy)
    var findings: [ReleasePolicy.Finding] = []
    var reference: PolicyReference?
    let runs = Population.members(of: service, version, evidence, at: basis.at)
    let subjects =
      runs.isEmpty ? [(Subject(service: service, version: version), basis.at)] : runs.map { ($0.subject, $0.time) }
    for (subject, time) in subjects {
      guard let judge = try await bench.judge(of: service, at: time) else { continue }
      reference = judge.reference
      findings += judge.evaluator.findings(for: subject)
    }
    return Dossier(
      of: records,
      findings: findings,
      policy: reference,
      basis: try await basis.naming(evidence, in: ledger)
    )
  }

  /// The records of one release, and the names of the people in them.
  public func records(
    service: String,
    version: SemanticVersion,
    basis: ReportBasis
  ) async throws -> (records: RecordsOfRelease, basis: ReportBasis, policies: [String]) {
    let evidence = try await evidence(service: service, size: basis.log.size)
    let records = RecordsOfRelease(of: service, version, in: evidence.records, logSize: basis.log.size)
    let adoption = PolicyTimeline(evidence.index).inForce(for: service, at: basis.at)
    return (records, try await basis.naming(evidence, in: ledger), adoption.map { [$0.policy] } ?? [])
  }

  /// Whether the releases of a period kept to their process: all of them.
  ///
  /// - Parameter policy: the policy to judge by; the one in force at each deployment where nil.
  public func compliance(
    period: Range<Timestamp>,
    services: [String] = [],
    environments: [String] = [],
    policy: Policy? = nil,
    framework: (ControlFramework, mappings: ControlMappings)? = nil,
    basis: ReportBasis,
    progress: (_ done: Int, _ total: Int) -> Void = { _, _ in }
  ) async throws -> ComplianceReport {
    let evidence = try await evidence(service: services.count == 1 ? services[0] : nil, size: basis.log.size)
    let population = Population(
      evidence.index,
      period: period,
      at: basis.at,
      services: services.isEmpty ? nil : Set(services),
      environments: environments.isEmpty ? nil : Set(environments)
    )
    var bench = Bench(self, evidence, at: basis.at, policy: policy)
    var members: [ComplianceMember] = []
    for member in population.members {
      let judge = try await bench.judge(of: member)
      members.append(
        ComplianceMember(
          subject: member.subject,
          time: member.time,
          isDeployment: member.isDeployment,
          hasReleaseRecord: member.hasReleaseRecord,
          policy: judge?.reference,
          findings: judge?.evaluator.findings(for: member.subject) ?? [],
          records: member.records
        )
      )
      if members.count % 100 == 0 { progress(members.count, population.members.count) }
    }
    var periodFindings: [ReleasePolicy.Finding] = []
    for service in Set(population.members.map(\.subject.service)).sorted() {
      guard let judge = try await bench.judge(of: service, at: period.upperBound) else { continue }
      periodFindings += judge.evaluator.findings(for: Subject(service: service, period: period)).filter {
        $0.phase == .period
      }
    }
    return ComplianceReport(
      period: period,
      members: members,
      periodFindings: periodFindings,
      records: evidence.records,
      services: services,
      environments: environments,
      framework: framework,
      basis: try await basis.naming(evidence, in: ledger)
    )
  }
}

/// The evaluators of the policies that were in force, each made once.
private struct Bench {
  struct Judge {
    let evaluator: Evaluator
    let reference: PolicyReference
  }

  private let governance: Governance
  private let evidence: EvaluationEvidence
  private let instant: Timestamp
  private let policy: Policy?
  private let timeline: PolicyTimeline
  private var judges: [String: Judge] = [:]

  init(_ governance: Governance, _ evidence: EvaluationEvidence, at instant: Timestamp, policy: Policy?) {
    self.governance = governance
    self.evidence = evidence
    self.instant = instant
    self.policy = policy
    timeline = PolicyTimeline(evidence.index)
  }

  /// Who judges a deployment or release: by the policy in force when it began.
  mutating func judge(of member: Population.Member) async throws -> Judge? {
    try await judge(by: member.policy)
  }

  mutating func judge(of service: String, at time: Timestamp) async throws -> Judge? {
    try await judge(by: timeline.inForce(for: service, at: time))
  }

  private mutating func judge(by adoption: PolicyTimeline.Adoption?) async throws -> Judge? {
    guard let key = policy.map({ _ in "" }) ?? adoption.map({ "\($0.sequence)" }) else { return nil }
    if let judge = judges[key] { return judge }
    let judged: Policy
    let reference: PolicyReference
    if let policy {
      judged = policy
      let digest = Ledger.digest(of: policy.canonicalBytes)
      reference = PolicyReference(name: policy.name, edition: policy.edition, digest: digest)
    } else if let adoption {
      judged = try await governance.policy(adoption.digest)
      reference = PolicyReference(
        name: judged.name,
        edition: judged.edition,
        digest: adoption.digest,
        adoption: adoption.sequence,
        effectiveFrom: adoption.effectiveFrom
      )
    } else {
      return nil
    }
    let evaluator = try await governance.evaluator(judged, on: evidence, at: instant, question: .audit)
    let judge = Judge(evaluator: evaluator, reference: reference)
    judges[key] = judge
    return judge
  }
}

extension Population {
  /// The deployments of one release, to whatever environment.
  fileprivate static func members(
    of service: String,
    _ version: SemanticVersion,
    _ evidence: EvaluationEvidence,
    at instant: Timestamp
  ) -> [Member] {
    let all = Timestamp(microseconds: .min)..<Timestamp(microseconds: .max)
    return Population(evidence.index, period: all, at: instant, services: [service]).members
      .filter { $0.isDeployment && $0.subject.version?.text == version.text }
  }
}

extension ReportBasis {
  /// The basis with the names of the people in the evidence, as far as this user may see them.
  fileprivate func naming(_ evidence: EvaluationEvidence, in ledger: Ledger) async throws -> ReportBasis {
    var basis = self
    let ids = Set(evidence.records.flatMap(\.record.identities))
    var names: [String: String] = [:]
    do {
      names = try await ledger.identities(of: ids)
    } catch LedgerError.notPermitted {
      // An auditor sees ids.
    }
    basis.people = PeopleNames(names, people: evidence.people)
    return basis
  }
}
