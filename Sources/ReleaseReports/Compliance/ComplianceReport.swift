public import ReleasePolicy
public import ReleaseRecords
public import Reporting

/// Whether the releases of a period kept to their process: all of them, exceptions first, with counts that add up.
///
///     let report = ComplianceReport(period: november, members: members, records: entries, basis: basis)
///     HTMLRenderer().render(report.report)
///     report.assessments()        // for OSCAL, one for each policy
///
/// The population is every deployment that began in the period and every release that was put on record in it and not
/// deployed in it: also those that nobody announced and those for which no policy was in force.
public struct ComplianceReport: Sendable {
  let period: Range<Timestamp>
  let members: [ComplianceMember]
  let periodFindings: [ReleasePolicy.Finding]
  /// Every finding, on releases and on the period.
  let findings: [ReleasePolicy.Finding]
  let entries: [LedgerRecord]
  let superseded: [Int64: Int64]
  let services: [String]
  let environments: [String]
  let coverage: FrameworkCoverage?
  let listLimit: Int?
  let basis: ReportBasis
  let cells: FieldCells

  /// - Parameters:
  ///   - members: the whole population, each with the findings on it.
  ///   - periodFindings: how the controls stand that judge a period and not a release.
  ///   - records: at least all records of the services looked at, and those of no service.
  ///   - services: the services looked at; empty: all.
  ///   - environments: the environments looked at; empty: all.
  ///   - framework: a framework of controls to group the findings by.
  ///   - listLimit: how many rows a list shows at most, exceptions before all others; `nil`: all. Counts are of all.
  public init(
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
    self.period = period
    findings = members.flatMap(\.findings) + periodFindings
    self.members = members.enumerated().sorted { a, b in
      (a.element.standing.order, a.element.time, a.offset) < (b.element.standing.order, b.element.time, b.offset)
    }.map(\.element)
    self.periodFindings = periodFindings
    let known = records.filter { $0.sequence < basis.log.size }
    superseded = known.replacements
    entries = known.filter { entry in
      (services.isEmpty || entry.record.service.map(services.contains) ?? true)
        && (environments.isEmpty || entry.environment.map(environments.contains) ?? true)
    }.sorted(by: LedgerRecord.precedes)
    self.services = services
    self.environments = environments
    self.listLimit = listLimit
    self.basis = basis
    cells = FieldCells(people: basis.people)
    let judged = findings
    coverage = framework.map { framework, mappings in
      FrameworkCoverage(
        of: framework,
        by: Report.FindingList(judged.map { Report.Finding($0, naming: basis.people) }),
        mappings: mappings,
        kinds: Dictionary(judged.map { ($0.control, $0.kind.rawValue) }) { first, _ in first }
      )
    }
  }

  public var report: Report {
    Report(
      kind: "compliance",
      title: "Compliance of releases",
      subtitle: subtitle,
      parameters: [
        Report.Definition("from", "From", .time(period.lowerBound)),
        Report.Definition("until", "Until, not included", .time(period.upperBound)),
        Report.Definition("services", "Services", list(services)),
        Report.Definition("environments", "Environments", list(environments)),
        Report.Definition("framework", "Framework", .word(coverage?.framework.title, otherwise: "none")),
        Report.Definition("at", "As things stood at", .time(basis.at)),
      ],
      sections: [summarySection, exceptionSection, waiverSection, lateSection, populationSection, controlSection]
        + periodSections + (coverage?.sections(limit: listLimit) ?? [])
        + [policySection, restSection, reconciliationSection],
      provenance: basis.provenance(
        selection: "records-of-services",
        entries,
        totals: [
          Report.Definition("population", "Population", .count(members.count)),
          Report.Definition("deployments", "Deployments", .count(members.count(where: \.isDeployment))),
          Report.Definition("findings", "Findings", .count(findings.count)),
        ]
      )
    )
  }

  private var subtitle: String {
    let exceptions = members.count { $0.standing.isException }
    return "\(counted(members.count, "deployment or release", "deployments and releases")), "
      + "\(exceptions == 0 ? "none" : "\(exceptions)") with exceptions"
  }

  private func list(_ names: [String]) -> Report.Cell {
    names.isEmpty ? .text("all") : .text(names.sorted().joined(separator: ", "))
  }

  /// A list of findings of which no more are shown than lists show. Those given first are shown.
  func list(id: String, title: String = "", _ findings: [ReleasePolicy.Finding]) -> Report.FindingList {
    let hidden = Dictionary(grouping: findings.dropFirst(listLimit ?? findings.count)) { Report.Verdict($0.verdict) }
    return Report.FindingList(
      id: id,
      title: title,
      shown(findings).map { Report.Finding($0, naming: basis.people) },
      omitting: hidden.mapValues(\.count)
    )
  }

  /// As much of a list as is shown.
  func shown<Row>(_ rows: [Row]) -> ArraySlice<Row> { rows.prefix(listLimit ?? rows.count) }
}
