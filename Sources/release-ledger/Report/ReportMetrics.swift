public import ArgumentParser
public import DeliveryMetrics
internal import LedgerStore
internal import ReleaseGovernance
internal import ReleasePolicy
internal import ReleaseRecords
internal import Reporting

/// `report metrics`.
struct ReportMetrics: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "metrics",
    abstract: "The five DORA metrics, with what stands behind each figure.",
    discussion: """
        release-ledger report metrics --service kops --from 2017-01-01
        release-ledger report metrics --from 2026-01-01 --by month --format html --output metrics.html
        release-ledger report metrics --service kops --explain change_failure_rate

      As a table or Markdown it has the figures, beside those of the period before, and what went wrong last; with --by
      also a table over time. HTML, JSON and CSV have everything. docs/metrics.md defines every figure so that it can be
      computed by hand.
      """
  )

  @Option(help: "The service; may be given more than once; all unless given.")
  var service: [String] = []

  @Option(help: "The team: the services whose latest release that names one has the label team:NAME or owner:NAME.")
  var team: String?

  @Option(help: "Only deployments of releases with this label.")
  var label: String?

  @Option(help: "The environment.")
  var environment = "production"

  @Option(
    help: ArgumentHelp(
      "The first day, in the time zone, or instant; the first deployment's unless given.",
      valueName: "time"
    )
  )
  var from: String?

  @Option(
    help: ArgumentHelp("The day, in the time zone, or instant after the last; now unless given.", valueName: "time")
  )
  var until: String?

  @Option(
    help: ArgumentHelp(
      "Show the figures over time by \(MetricsBucket.allCases.map(\.rawValue).joined(separator: ", ")); charts go by week unless given.",
      valueName: "bucket"
    )
  )
  var by: MetricsBucket?

  @Option(help: ArgumentHelp("The time zone of days, weeks and months, such as Europe/Berlin.", valueName: "zone"))
  var timeZone = "UTC"

  @Option(
    help: ArgumentHelp("How many days after a deployment an incident without a cause is laid to it.", valueName: "days")
  )
  var attributionDays: Int64 = 7

  @Option(help: "Where lead times begin: \(LeadTimeClock.allCases.map(\.rawValue).joined(separator: ", ")).")
  var clock = LeadTimeClock.authored

  @Option(help: ArgumentHelp("The year whose DORA report levels are told by: 2021 to 2025.", valueName: "year"))
  var benchmark = Benchmark.latest.year

  @Option(help: ArgumentHelp("With fewer deployments no figure gets a level.", valueName: "number"))
  var minimumDeployments = 5

  @Option(
    help: ArgumentHelp(
      "Hold the objectives of this policy against the figures: a file, or the name of one that comes with the program.",
      valueName: "policy"
    )
  )
  var objectives: String?

  @Option(
    help: ArgumentHelp(
      "List the records that a figure comes from: \(FigureName.allCases.map(\.rawValue).joined(separator: ", ")).",
      valueName: "figure"
    )
  )
  var explain: FigureName?

  @OptionGroup(title: "Report") var report: ReportOptions
  @OptionGroup(title: "Ledger") var ledgerOptions: LedgerOptions

  func run() async throws {
    if explain != nil, report.format != .table {
      throw Failure(
        "--explain lists records as text, not as \(report.format.rawValue): leave out --format",
        code: .usage
      )
    }
    let objectives = try objectives.map { name in
      let policy = try PolicySource.policy(name)
      for (title, control) in policy.figuresOfNoReport {
        Terminal.writeError(
          "note: metrics have no number for \(Terminal.safe(title)) (\(control)): `report compliance` judges it"
        )
      }
      guard !policy.objectives.isEmpty else {
        throw Failure("the policy \(Terminal.safe(policy.name)) has no objectives", code: .badData)
      }
      return policy.objectives
    }
    guard let benchmark = Benchmark.year(benchmark) else {
      throw Failure(
        "--benchmark: the years are \(Benchmark.all.map { String($0.year) }.joined(separator: ", "))",
        code: .usage
      )
    }
    try await ledgerOptions.withLedger { ledger in
      let logSize = try await report.size(ledger)
      let size = try await noted(ledger, of: logSize)
      let services = try await services(ledger, size: size)
      let environment = environment
      var beginning = try await instant(from, option: "from", ledger)
      if beginning == nil {
        beginning = try await ledger.withMetrics { reader in
          try await reader.beginning(size: size, services: services, environment: environment)
        }
      }
      guard let beginning else {
        let subject = services.map { " of \($0.map { Terminal.safe($0) }.joined(separator: ", "))" } ?? ""
        throw Failure("there is no deployment\(subject) to \(Terminal.safe(environment)) to report on", code: .badData)
      }
      let last = try await report.time(ledger, size: logSize)
      let end = try await instant(until, option: "until", ledger) ?? ReportOptions.end(after: last)
      var asked = MetricsQuery(size: size, period: MetricsPeriod(from: beginning, until: end))
      asked.services = services
      asked.label = label
      asked.environment = environment
      asked.team = team
      asked.bucket = by ?? .week
      asked.timeZone = timeZone
      let (seconds, isTooLong) = attributionDays.multipliedReportingOverflow(by: 86_400)
      asked.attributionSeconds = isTooLong ? .max : seconds
      asked.clock = clock
      asked.benchmark = benchmark
      asked.minimumDeployments = minimumDeployments
      let question = asked
      if let explain {
        let explanation = try await ledger.withMetrics { try await $0.explain(explain, question) }
        return try report.write(text: ExplanationText(explain, explanation).text(isForFile: report.output != nil))
      }
      let metrics = try await ledger.withMetrics { try await $0.report(question, objectives: objectives ?? []) }
      let detail: MetricsReport.Detail =
        switch report.format {
        case .table, .markdown: .summary(byBucket: by != nil)
        case .html, .csv, .json, .openmetrics, .oscal: .full
        }
      var provenance = try await report.provenance(ledger, size: size)
      if size < logSize {
        provenance.controlTotals.append(
          Report.Definition("records_not_noted", "Later records, not noted yet: left out", .count(Int(logSize - size)))
        )
      }
      try report.write(metrics.report(provenance: provenance, detail: detail))
    }
  }

  /// How much of the log can be reported on: all that was asked for, unless the database may only be read.
  private func noted(_ ledger: Ledger, of size: Int64) async throws -> Int64 {
    let progress = ProgressBar("noting", totalItems: Int(size))
    defer { progress.finish() }
    let noted = try await ledger.withMetrics { reader in
      try await reader.catchUp(to: size) { noted, _ in progress.update(items: Int(noted)) }
    }
    guard noted < size else { return size }
    guard report.asOf == nil, noted > 0 else { throw MetricsError.notNoted(size: size, noted: noted) }
    Terminal.writeError(
      "warning: the database may only be read from here and has noted \(noted) of the log's \(size) records for the "
        + "metrics: the report is as of \(noted)"
    )
    return noted
  }

  /// What `--from` or `--until` means: an instant, or the beginning of a day in the time zone.
  private func instant(_ text: String?, option: String, _ ledger: Ledger) async throws -> Timestamp? {
    guard let text else { return nil }
    let instant = try RecordFilter.instant(text, option: option)
    guard Timestamp(text) == nil, timeZone != "UTC" else { return instant }
    let timeZone = timeZone
    return try await ledger.withMetrics { try await $0.midnight(of: text, in: timeZone) }
  }

  private func services(_ ledger: Ledger, size: Int64) async throws -> [String]? {
    guard let team else {
      try await ledger.requireServices(service)
      return service.isEmpty ? nil : service
    }
    guard service.isEmpty else { throw Failure("--team and --service: give one of them", code: .usage) }
    let services = try await ledger.withMetrics { try await $0.services(ofTeam: team, size: size) }
    guard !services.isEmpty else {
      throw Failure(
        "no service is of the team '\(Terminal.safe(team))': no release has the label team:\(Terminal.safe(team)) or owner:\(Terminal.safe(team))",
        code: .badData
      )
    }
    return services
  }
}

extension MetricsBucket: ExpressibleByArgument {}
extension LeadTimeClock: ExpressibleByArgument {}
extension FigureName: ExpressibleByArgument {}

extension Ledger {
  /// Lends a reader of metrics.
  func withMetrics<Result: Sendable>(
    _ work: @Sendable (MetricsReader) async throws -> Result
  ) async throws -> Result {
    try await withConnection { try await work(MetricsReader($0, another: self.connectAnother)) }
  }
}
