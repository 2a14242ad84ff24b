internal import LedgerStore
package import ReleasePolicy
package import ReleaseRecords
package import ReleaseReports
internal import Reporting

extension Governance {
  /// Everything that the log says about one release, judged by the policy that was in force or by another.
  ///
  /// - Parameter policy: the policy to judge by; the one in force at each deployment where nil.
  /// - Throws: ``GovernanceError/noRelease(service:version:)`` where the log says nothing about it.
  package func dossier(
    service: String,
    version: SemanticVersion,
    policy: Policy? = nil,
    basis: ReportBasis
  ) async throws -> Dossier {
    let evidence = try await evidence(service: service, size: basis.log.size)
    let records = try Self.records(of: service, version, in: evidence, basis)
    let timeline = PolicyTimeline(evidence.index)
    let judges = Judges(self, size: basis.log.size, named: policy)
    var findings: [ReleasePolicy.Finding] = []
    var reference: PolicyReference?
    let runs = Population.members(of: service, version, evidence, at: basis.at)
    let undeployed = (Subject(service: service, version: version), timeline.inForce(for: service, at: basis.at))
    let subjects = runs.isEmpty ? [undeployed] : runs.map { ($0.subject, $0.policy) }
    for (subject, adoption) in subjects {
      guard let judge = try await judges.judge(by: adoption) else { continue }
      reference = judge.reference
      findings += judge.evaluator(on: evidence, at: basis.at).findings(for: subject)
    }
    return Dossier(
      of: records,
      findings: findings,
      policy: reference,
      basis: try await basis.naming(evidence, in: ledger)
    )
  }

  /// The records of one release, and the names of the people in them.
  ///
  /// - Throws: ``GovernanceError/noRelease(service:version:)`` where there are none.
  package func records(
    service: String,
    version: SemanticVersion,
    basis: ReportBasis
  ) async throws -> (records: RecordsOfRelease, basis: ReportBasis, policies: [String]) {
    let evidence = try await evidence(service: service, size: basis.log.size)
    let records = try Self.records(of: service, version, in: evidence, basis)
    let adoption = PolicyTimeline(evidence.index).inForce(for: service, at: basis.at)
    return (records, try await basis.naming(evidence, in: ledger), adoption.map { [$0.policy] } ?? [])
  }

  private static func records(
    of service: String,
    _ version: SemanticVersion,
    in evidence: EvaluationEvidence,
    _ basis: ReportBasis
  ) throws -> RecordsOfRelease {
    let records = RecordsOfRelease(of: service, version, in: evidence.records, logSize: basis.log.size)
    guard !records.all.isEmpty else { throw GovernanceError.noRelease(service: service, version: version) }
    return records
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
    try await naming(Set(evidence.records.flatMap(\.record.identities)), who: evidence.people, in: ledger)
  }

  /// The basis with the names of some people, as far as this user may see them.
  func naming(_ ids: Set<String>, who people: People, in ledger: Ledger) async throws -> ReportBasis {
    var basis = self
    var names: [String: String] = [:]
    do {
      names = try await ledger.identities(of: ids)
    } catch LedgerError.notPermitted {
      // An auditor sees ids.
    }
    basis.people = PeopleNames(names, people: people)
    return basis
  }
}
