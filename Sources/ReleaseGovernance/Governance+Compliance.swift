internal import LedgerStore
package import ReleasePolicy
internal import ReleaseRecords
package import ReleaseReports
package import Reporting

extension Governance {
  /// Whether the releases of a period kept to their process: all of them.
  ///
  /// Few services are judged at a time, so that memory goes by the largest ones and not by the log.
  ///
  /// - Parameters:
  ///   - policy: the policy to judge by; the one in force at each deployment where nil.
  ///   - progress: is told how many releases have been judged.
  package func compliance(
    of scope: ComplianceScope,
    policy: Policy? = nil,
    framework: (ControlFramework, mappings: ControlMappings)? = nil,
    basis: ReportBasis,
    progress: (_ done: Int) -> Void = { _ in }
  ) async throws -> ComplianceReport {
    let shared = try await sharedRecords(size: scope.logSize)
    let hearing = ServiceHearing(
      scope: scope,
      judges: Judges(self, size: scope.logSize, named: policy),
      // Of people, only who is one and the same matters to a verdict.
      shared: shared.filter { $0.record.kind != .person },
      people: People(RecordIndex(shared, logSize: scope.logSize))
    )
    let names = try await scope.services.isEmpty ? ledger.services() : Set(scope.services).sorted()
    var services = names.makeIterator()
    var tally = ComplianceTally(scope)
    var judged = 0
    var ids = Set(shared.flatMap(\.record.identities))
    // Each has a connection of its own: for the metrics' transactions, and to read records beside the others.
    try await ledger.withOthers(min(names.count, Self.servicesAtOnce)) { others in
      try await withThrowingTaskGroup(of: ServiceHearing.Outcome.self) { group in
        for other in others {
          if let service = services.next() {
            group.addTask { try await hearing.outcome(for: service, by: Governance(other)) }
          }
        }
        while let outcome = try await group.next() {
          if let service = services.next() {
            group.addTask { try await hearing.outcome(for: service, by: outcome.governance) }
          }
          tally.merge(outcome.tally)
          ids.formUnion(outcome.people)
          judged += outcome.members
          progress(judged)
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
  let scope: ComplianceScope
  let judges: Judges
  /// The records that are about no service.
  let shared: [LedgerRecord]
  let people: People

  struct Outcome: Sendable {
    /// What the service was judged by, free for the next one.
    let governance: Governance
    let tally: ComplianceTally
    let members: Int
    /// The ids of the people in the service's records.
    let people: Set<String>
  }

  func outcome(for service: String, by governance: Governance) async throws -> Outcome {
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
    let periodFindings = members.isEmpty ? [] : try await findings(on: service, evidence, by: governance)
    tally.add(members, periodFindings: periodFindings, records: records, context: context)
    return Outcome(
      governance: governance,
      tally: tally,
      members: members.count,
      people: records.reduce(into: []) { $0.formUnion($1.record.identities) }
    )
  }

  /// How the controls stand that judge the period and not a release.
  private func findings(
    on service: String,
    _ evidence: EvaluationEvidence,
    by governance: Governance
  ) async throws -> [ReleasePolicy.Finding] {
    let adoption = PolicyTimeline(evidence.index).inForce(for: service, at: scope.period.upperBound)
    guard let judge = try await judges.judge(by: adoption) else { return [] }
    let policy = judge.bench.policy.policy
    guard policy.controls.contains(where: { $0.phase == .period }) else { return [] }
    let figures = try await governance.figures(of: policy, for: service, scope)
    return judge.evaluator(on: evidence, at: scope.at, figures: figures)
      .findings(for: Subject(service: service, period: scope.period)).filter { $0.phase == .period }
  }
}
