public import ArgumentParser
public import DeliveryMetrics
internal import LedgerStore
internal import ReleaseRecords

/// `report metrics`.
struct ReportMetrics: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "metrics",
    abstract: "The five DORA metrics, with what stands behind each figure.",
    discussion: """
        release-ledger report metrics --service kops --from 2017-01-01
        release-ledger report metrics --from 2026-01-01 --bucket month --format html --output metrics.html
        release-ledger report metrics --service kops --explain change_failure_rate

      docs/metrics.md defines every figure so that it can be computed by hand.
      """
  )

  @Option(help: "The service; more than one for a team's; all unless given.")
  var service: [String] = []

  @Option(help: "Only deployments of releases with this label.")
  var label: String?

  @Option(help: "The environment.")
  var environment = "production"

  @Option(help: ArgumentHelp("The first day or instant; the first deployment's unless given.", valueName: "time"))
  var from: String?

  @Option(help: ArgumentHelp("The day or instant after the last; now unless given.", valueName: "time"))
  var until: String?

  @Option(help: "The buckets of charts: \(MetricsBucket.allCases.map(\.rawValue).joined(separator: ", ")).")
  var bucket = MetricsBucket.week

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
      "Hold the objectives of this process against the figures: \(ProcessObjective.packs.keys.sorted().joined(separator: ", ")).",
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
    let objectives = try objectives.map { name in
      guard let objectives = ProcessObjective.packs[name] else {
        throw Failure("no objectives come with '\(Terminal.safe(name))'", code: .usage)
      }
      return objectives
    }
    guard let benchmark = Benchmark.year(benchmark) else {
      throw Failure(
        "--benchmark: the years are \(Benchmark.all.map { String($0.year) }.joined(separator: ", "))",
        code: .usage
      )
    }
    try await ledgerOptions.withLedger { ledger in
      let size = try await report.size(ledger)
      let services = try services()
      let environment = environment
      var beginning = try from.map { try RecordFilter.instant($0, option: "from") }
      if beginning == nil {
        beginning = try await ledger.withMetrics { reader in
          try await reader.beginning(size: size, services: services, environment: environment)
        }
      }
      guard let beginning else {
        throw Failure("there is no deployment to \(environment) to report on", code: .badData)
      }
      let end = try until.map { try RecordFilter.instant($0, option: "until") } ?? .now
      var asked = MetricsQuery(size: size, period: MetricsPeriod(from: beginning, until: end))
      asked.services = services
      asked.label = label
      asked.environment = environment
      asked.bucket = bucket
      asked.timeZone = timeZone
      asked.attributionSeconds = attributionDays * 86_400
      asked.clock = clock
      asked.benchmark = benchmark
      asked.minimumDeployments = minimumDeployments
      let question = asked
      if let explain {
        let explanation = try await ledger.withMetrics { try await $0.explain(explain, question) }
        return ExplanationText(explain, explanation).write()
      }
      let metrics = try await ledger.withMetrics { try await $0.report(question, objectives: objectives ?? []) }
      try report.write(metrics.report(provenance: try await report.provenance(ledger, size: size)))
    }
  }

  private func services() throws -> [String]? {
    if !service.isEmpty { return service }
    return try EnvironmentVariables.value(of: "service", given: nil).map { [$0] }
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
    try await withConnection { try await work(MetricsReader($0)) }
  }
}
