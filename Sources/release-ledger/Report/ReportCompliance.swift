internal import ArgumentParser
internal import Crypto
internal import LedgerStore
internal import ReleaseGovernance
internal import ReleaseRecords
internal import ReleaseReports
internal import Reporting

/// `report compliance`.
struct ReportCompliance: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compliance",
    abstract: "Whether the releases of a period kept to their process: all of them, exceptions first.",
    discussion: """
        release-ledger report compliance --from 2026-01-01 --until 2026-04-01 --format html --output q1.html
        release-ledger report compliance --from 2026-01-01 --framework soc2

      The population is every deployment that began in the period, also those that nobody announced, and every release put \
      on record in it that was not deployed. Each is judged by the policy that was in force when it began.
      --format oscal gives assessment results (NIST OSCAL 1.2, JSON), one document a line for each policy.
      """
  )

  @Option(help: "The service; may be given more than once; all unless given.")
  var service: [String] = []

  @Option(help: "The environment; may be given more than once; all unless given.")
  var environment: [String] = []

  @Option(help: ArgumentHelp("The first instant or day.", valueName: "time"))
  var from: String

  @Option(help: ArgumentHelp("The instant or day after the last; now unless given.", valueName: "time"))
  var until: String?

  @Option(help: ArgumentHelp("Judge by this policy, not by those that were in force.", valueName: "policy"))
  var policy: String?

  @Option(
    help: ArgumentHelp(
      "Group by the controls of a framework: \(((try? ControlMappings())?.frameworks.map(\.name) ?? []).joined(separator: ", ")).",
      valueName: "framework"
    )
  )
  var framework: String?

  @OptionGroup(title: "Report") var report: ReportOptions
  @OptionGroup(title: "Ledger") var ledgerOptions: LedgerOptions

  func run() async throws {
    let from = try RecordFilter.instant(from, option: "from")
    let given = try until.map { try RecordFilter.instant($0, option: "until") }
    let policy = try policy.map { try PolicySource.policy($0) }
    let mappings = try ControlMappings()
    let chosen = try framework.map { name in
      guard let found = mappings.framework(named: name) else {
        throw Failure(
          "there is no framework '\(Terminal.safe(name))'; there are \(mappings.frameworks.map(\.name).joined(separator: ", "))",
          code: .usage
        )
      }
      return (found, mappings: mappings)
    }
    try await ledgerOptions.withLedger { ledger in
      let basis = try await report.basis(ledger)
      let until = given ?? ReportOptions.end(after: basis.at)
      guard from < until else { throw Failure("--until is not after --from", code: .usage) }
      try await ledger.requireServices(service)
      let scope = ComplianceScope(
        period: from..<until,
        services: service,
        environments: environment,
        keepsEveryFinding: report.format == .oscal || chosen != nil,
        basis: basis
      )
      let progress = ProgressBar("judging", unit: "releases")
      let compliance = try await Governance(ledger).compliance(
        of: scope,
        policy: policy,
        framework: chosen,
        basis: basis
      ) { progress.update(items: $0) }
      progress.finish()
      guard report.format == .oscal else { return try report.write(compliance.report) }
      let documents = compliance.assessments(framework: chosen).map {
        OSCAL.assessmentResults($0) { Array(Insecure.SHA1.hash(data: $0)) }
      }
      try report.write(text: documents.map { CanonicalJSON.string($0) + "\n" }.joined())
    }
  }
}
