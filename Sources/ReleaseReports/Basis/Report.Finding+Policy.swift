package import ReleasePolicy
package import Reporting

extension Report.Finding {
  /// A finding of the evaluation, as reports show it.
  ///
  /// - Parameter people: the names of people, whom the evaluation knows by their ids.
  package init(_ finding: ReleasePolicy.Finding, naming people: PeopleNames = PeopleNames()) {
    var observed = people.named(in: finding.observed)
    if !finding.late.isEmpty {
      let late = finding.late.map { "#\($0)" }.joined(separator: ", ")
      observed += " (recorded only after the deployment had begun: \(late))"
    }
    if let waiver = finding.waiver { observed += " (waived by #\(waiver))" }
    self.init(
      control: finding.control,
      title: finding.title,
      subject: finding.subject.name,
      required: finding.required,
      observed: observed,
      verdict: Report.Verdict(finding.verdict),
      records: finding.records,
      remedy: finding.settlement?.needed,
      due: finding.settlement?.by
    )
  }
}

extension Report.Verdict {
  package init(_ verdict: ReleasePolicy.Verdict) {
    switch verdict {
    case .met: self = .met
    case .notMet: self = .notMet
    case .pending: self = .pending
    case .notApplicable: self = .notApplicable
    case .waived: self = .waived
    }
  }
}

extension Subject {
  /// `checkout 2.4.0 to production (deploy-7)`, `checkout 2026-10-01 to 2026-11-01`.
  var name: String {
    var name = service
    if let version { name += " \(version)" }
    if let environment { name += version == nil ? " in \(environment)" : " to \(environment)" }
    if let deployment { name += " (\(deployment))" }
    if let period { name += ", \(period.lowerBound) to \(period.upperBound)" }
    return name
  }
}
