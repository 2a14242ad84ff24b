internal import ReleasePolicy
internal import ReleaseRecords
package import Reporting

extension ComplianceReport {
  /// What OSCAL assessment results are made from: one assessment for each policy that was in force.
  ///
  /// Controls over the period are in that of the only policy, where there is but one.
  ///
  ///     let document = OSCAL.assessmentResults(assessment, sha1: { Array(Insecure.SHA1.hash(data: $0)) })
  package func assessments(framework: (ControlFramework, mappings: ControlMappings)? = nil) -> [OSCALAssessment] {
    let order = tally.policies.sorted { $0.value.first < $1.value.first }
    let every = tally.every.sorted(by: PlacedFinding.precedes)
    return order.map { policy, count in
      let judged = every.filter { $0.policy.map { $0 == policy } ?? (order.count == 1) }.map(\.finding)
      let list = Report.FindingList(judged.map { Report.Finding($0, naming: basis.people) })
      let kinds = Dictionary(judged.map { ($0.control, $0.kind.rawValue) }) { first, _ in first }
      return OSCALAssessment(
        title: "Compliance of releases with \(policy.title)",
        description:
          "Findings on \(counted(count.members, "deployment or release", "deployments and releases")) "
          + "from \(period.lowerBound) until \(period.upperBound).",
        from: period.lowerBound,
        until: period.upperBound,
        lastRecorded: tally.records.lastRecorded ?? period.lowerBound,
        policy: OSCALAssessment.Policy(
          name: policy.name,
          version: policy.edition ?? "unversioned",
          digest: policy.hexDigest
        ),
        log: basis.log,
        producer: basis.producer,
        findings: list,
        coverage: framework.map { FrameworkCoverage(of: $0.0, by: list, mappings: $0.mappings, kinds: kinds) }
      )
    }
  }
}

extension PolicyReference {
  /// The digest without the name of its algorithm.
  fileprivate var hexDigest: String { String(digest.split(separator: ":").last ?? "") }
}
