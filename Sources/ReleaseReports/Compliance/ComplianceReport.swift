package import ReleasePolicy
package import ReleaseRecords
package import Reporting

/// Whether the releases of a period kept to their process: all of them, exceptions first, with counts that add up.
///
///     let report = ComplianceReport(period: november, members: members, records: entries, basis: basis)
///     HTMLRenderer().render(report.report)
///     report.assessments()        // for OSCAL, one for each policy
///
/// The population is every deployment that began in the period and every release that was put on record in it and not
/// deployed in it: also those that nobody announced and those for which no policy was in force.
package struct ComplianceReport: Sendable {
  let tally: ComplianceTally
  let coverage: FrameworkCoverage?
  let basis: ReportBasis
  let cells: FieldCells

  var period: Range<Timestamp> { tally.scope.period }
  var listLimit: Int? { tally.scope.listLimit }

  /// - Parameters:
  ///   - members: the whole population, each with the findings on it.
  ///   - periodFindings: how the controls stand that judge a period and not a release.
  ///   - records: at least all records of the services looked at, and those of no service.
  ///   - services: the services looked at; empty: all.
  ///   - environments: the environments looked at; empty: all.
  ///   - framework: a framework of controls to group the findings by.
  ///   - listLimit: how many rows a list shows at most, exceptions before all others; `nil`: all. Counts are of all.
  package init(
    period: Range<Timestamp>,
    members: [ComplianceMember],
    periodFindings: [ReleasePolicy.Finding] = [],
    records: [LedgerRecord],
    services: [String] = [],
    environments: [String] = [],
    framework: (ControlFramework, mappings: ControlMappings)? = nil,
    listLimit: Int? = 500,
    basis: ReportBasis
  ) {
    let scope = ComplianceScope(
      period: period,
      services: services,
      environments: environments,
      listLimit: listLimit,
      keepsEveryFinding: true,
      basis: basis
    )
    var tally = ComplianceTally(scope)
    tally.add(members, periodFindings: periodFindings, records: records)
    self.init(tally, framework: framework, basis: basis)
  }

  /// - Parameter framework: a framework of controls to group the findings by, all of which have to have been kept.
  package init(
    _ tally: ComplianceTally,
    framework: (ControlFramework, mappings: ControlMappings)? = nil,
    basis: ReportBasis
  ) {
    self.tally = tally
    self.basis = basis
    cells = FieldCells(people: basis.people)
    let every = tally.every.sorted(by: PlacedFinding.precedes)
    coverage = framework.map { framework, mappings in
      FrameworkCoverage(
        of: framework,
        by: Report.FindingList(every.map { Report.Finding($0.finding, naming: basis.people) }),
        mappings: mappings,
        kinds: tally.controls.mapValues(\.kind.rawValue)
      )
    }
  }

  package var report: Report {
    Report(
      kind: "compliance",
      title: "Compliance of releases",
      subtitle: subtitle,
      parameters: [
        Report.Definition("from", "From", .time(period.lowerBound)),
        Report.Definition("until", "Until, not included", .time(period.upperBound)),
        Report.Definition("services", "Services", list(tally.scope.services)),
        Report.Definition("environments", "Environments", list(tally.scope.environments)),
        Report.Definition("framework", "Framework", .word(coverage?.framework.title, otherwise: "none")),
        Report.Definition("at", "As things stood at", .time(basis.at)),
      ],
      sections: [summarySection, exceptionSection, waiverSection, lateSection, populationSection, controlSection]
        + periodSections + (coverage?.sections(limit: listLimit) ?? [])
        + [policySection, restSection, reconciliationSection],
      provenance: basis.provenance(
        selection: "records-of-services",
        kinds: tally.records.kinds,
        totals: [
          Report.Definition("population", "Population", .count(tally.members)),
          Report.Definition("deployments", "Deployments", .count(tally.deployments)),
          Report.Definition("findings", "Findings", .count(findingCount)),
        ]
      )
    )
  }

  private var subtitle: String {
    let exceptions = tally.standings.filter(\.key.isException).values.reduce(0, +)
    return "\(counted(tally.members, "deployment or release", "deployments and releases")), "
      + "\(exceptions == 0 ? "none" : "\(exceptions)") with exceptions"
  }

  /// How many findings there are, on releases and on the period.
  var findingCount: Int { tally.findings.values.reduce(0) { $0 + $1.count } }

  func count(of verdict: ReleasePolicy.Verdict) -> Int { tally.findings[verdict]?.count ?? 0 }

  private func list(_ names: [String]) -> Report.Cell {
    names.isEmpty ? .text("all") : .text(names.sorted().joined(separator: ", "))
  }

  /// A list of the findings with some verdicts, those of the first verdict first, no more of them than lists show.
  func list(id: String, title: String = "", _ verdicts: [ReleasePolicy.Verdict]) -> Report.FindingList {
    var shown: [Report.Finding] = []
    var hidden: [Report.Verdict: Int] = [:]
    for verdict in verdicts {
      let room = listLimit.map { $0 - shown.count } ?? .max
      let part = (tally.findings[verdict]?.elements ?? []).prefix(room)
      shown += part.map { Report.Finding($0.finding, naming: basis.people) }
      let rest = count(of: verdict) - part.count
      if rest > 0 { hidden[Report.Verdict(verdict)] = rest }
    }
    return Report.FindingList(id: id, title: title, shown, omitting: hidden)
  }
}
