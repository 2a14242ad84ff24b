internal import ArgumentParser
internal import LedgerStore
internal import ReleaseGovernance
internal import ReleaseRecords
internal import ReleaseReports
internal import Reporting

/// The release that a report is about.
struct ReleaseOptions: ParsableArguments {
  @Option(help: "The service.")
  var service: String?

  @Option(name: .customLong("version"), help: "The version.")
  var version: String?

  func release() throws -> (service: String, version: SemanticVersion) {
    guard let service = try EnvironmentVariables.value(of: "service", given: service) else {
      throw Failure("--service is missing", code: .usage)
    }
    guard let text = try EnvironmentVariables.value(of: "version", given: version) else {
      throw Failure("--version is missing", code: .usage)
    }
    guard let version = SemanticVersion(text) else {
      throw Failure(
        "--version \(Terminal.safe(text)) is no version as SemVer 2.0.0 has it, such as 1.2.3",
        code: .usage
      )
    }
    return (service, version)
  }
}

/// `report dossier`.
struct ReportDossier: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dossier",
    abstract: "Everything about one release: contents, gates, approvals, deployments, incidents, verdicts and proofs.",
    discussion: """
        release-ledger report dossier --service checkout --version 1.4.0 --format html --output dossier.html
        release-ledger report dossier --service checkout --version 1.4.0 --releases-log
      """
  )

  @OptionGroup var release: ReleaseOptions

  @Option(help: ArgumentHelp("Judge by this policy, not by the one that was in force.", valueName: "policy"))
  var policy: String?

  @Flag(help: "Print the lines of releases.log instead: one for each deployment.")
  var releasesLog = false

  @OptionGroup(title: "Report") var report: ReportOptions
  @OptionGroup(title: "Ledger") var ledgerOptions: LedgerOptions

  func run() async throws {
    let (service, version) = try release.release()
    let policy = try policy.map { try PolicySource.policy($0) }
    try await ledgerOptions.withLedger { ledger in
      let governance = Governance(ledger)
      let basis = try await report.basis(ledger)
      if releasesLog {
        let found = try await governance.records(service: service, version: version, basis: basis)
        for line in ReleasesLog(basis: found.basis).lines(of: [found.records]) { Terminal.write(raw: line) }
        return
      }
      let dossier = try await governance.dossier(service: service, version: version, policy: policy, basis: basis)
      try report.write(dossier.report)
    }
  }
}
