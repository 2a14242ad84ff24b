internal import LedgerStore
public import ReleasePolicy
internal import ReleaseRecords
public import ReleaseReports
public import Reporting

extension Governance {
  /// Whether the releases of a period kept to their process: all of them.
  ///
  /// One service is judged after the other, so that memory goes by the largest service and not by the log.
  ///
  /// - Parameters:
  ///   - policy: the policy to judge by; the one in force at each deployment where nil.
  ///   - progress: is told how many releases have been judged.
  public func compliance(
    of scope: ComplianceScope,
    policy: Policy? = nil,
    framework: (ControlFramework, mappings: ControlMappings)? = nil,
    basis: ReportBasis,
    progress: (_ done: Int) -> Void = { _ in }
  ) async throws -> ComplianceReport {
    let shared = try await sharedRecords(size: scope.logSize)
    let hearing = ServiceHearing(
      governance: self,
      scope: scope,
      judges: Judges(self, named: policy),
      // Of people, only who is one and the same matters to a verdict.
      shared: shared.filter { $0.record.kind != .person },
      people: People(RecordIndex(shared, logSize: scope.logSize))
    )
    var services = try await (scope.services.isEmpty ? ledger.services() : Set(scope.services).sorted()).makeIterator()
    var tally = ComplianceTally(scope)
    var judged = 0
    var ids = Set(shared.flatMap(\.record.identities))
    // Delivery metrics are read in transactions, which the connection that the records come over has no room for.
    try await ledger.withAnother { another in
      try await withThrowingTaskGroup(of: ServiceHearing.Outcome.self) { group in
        for _ in 0..<Self.servicesAtOnce {
          if let service = services.next() { group.addTask { try await hearing.outcome(for: service) } }
        }
        while let outcome = try await group.next() {
          if let service = services.next() { group.addTask { try await hearing.outcome(for: service) } }
          tally.merge(outcome.tally)
          ids.formUnion(outcome.people)
          judged += outcome.members
          progress(judged)
          let findings = try await hearing.findings(over: outcome, with: Governance(another))
          tally.add([], periodFindings: findings, records: [])
        }
      }
    }
    tally.add([], records: shared)
    let basis = try await basis.naming(ids, who: hearing.people, in: ledger)
    return ComplianceReport(tally, framework: framework, basis: basis)
  }

  /// While some are judged, the records of others are fetched.
  private static let servicesAtOnce = 3
}

/// Judges all releases of one service after another.
private struct ServiceHearing: Sendable {
  let governance: Governance
  let scope: ComplianceScope
  let judges: Judges
  /// The records that are about no service.
  let shared: [LedgerRecord]
  let people: People

  struct Outcome: Sendable {
    let service: String
    let evidence: EvaluationEvidence
    let tally: ComplianceTally
    let members: Int
    /// The ids of the people in the service's records.
    let people: Set<String>
  }

  func outcome(for service: String) async throws -> Outcome {
    let records = try await governance.records(of: service, size: scope.logSize)
    let others = try await governance.others(for: records, of: service, size: scope.logSize)
    let context = shared + others
    let evidence = EvaluationEvidence(records, others: context, size: scope.logSize, people: people)
    let population = Population(
      evidence.index,
      period: scope.period,
      at: scope.at,
      services: [service],
      environments: scope.environments.isEmpty ? nil : Set(scope.environments)
    )
    var members: [ComplianceMember] = []
    for member in population.members {
      let judge = try await judges.judge(by: member.policy)
      members.append(
        ComplianceMember(
          subject: member.subject,
          time: member.time,
          isDeployment: member.isDeployment,
          hasReleaseRecord: member.hasReleaseRecord,
          policy: judge?.reference,
          findings: judge?.evaluator(on: evidence, at: scope.at).findings(for: member.subject) ?? [],
          records: member.records
        )
      )
    }
    var tally = ComplianceTally(scope)
    tally.add(members, records: records, context: context)
    return Outcome(
      service: service,
      evidence: evidence,
      tally: tally,
      members: members.count,
      people: Set(records.flatMap(\.record.identities))
    )
  }

  /// How the controls stand that judge the period and not a release.
  func findings(over outcome: Outcome, with metrics: Governance) async throws -> [ReleasePolicy.Finding] {
    guard outcome.members > 0 else { return [] }
    let adoption = PolicyTimeline(outcome.evidence.index).inForce(for: outcome.service, at: scope.period.upperBound)
    guard let judge = try await judges.judge(by: adoption) else { return [] }
    let policy = judge.bench.policy.policy
    guard policy.controls.contains(where: { $0.phase == .period }) else { return [] }
    let figures = try await metrics.figures(of: policy, for: outcome.service, scope)
    return judge.evaluator(on: outcome.evidence, at: scope.at, figures: figures)
      .findings(for: Subject(service: outcome.service, period: scope.period)).filter { $0.phase == .period }
  }
}
