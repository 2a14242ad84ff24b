internal import ReleaseRecords
public import Reporting

extension MetricsReport {
  /// How much of it a report shows.
  public enum Detail: Hashable, Sendable {
    /// Figures, objectives, charts with their tables, and all that went wrong.
    case full
    /// Figures, objectives and the last of what went wrong, and on request one table over time: what fits a terminal.
    case summary(byBucket: Bool)
  }

  /// How many events a summary lists.
  static let eventsInSummary = 10

  /// The report as people read it.
  ///
  ///     let page = HTMLRenderer().render(metrics.report(provenance: provenance))
  public func report(provenance: Report.Provenance, detail: Detail = .full) -> Report {
    var provenance = provenance
    provenance.timeZone = query.timeZone
    provenance.queries += queries
    provenance.controlTotals += controlTotals.map {
      Report.Definition($0.name, $0.name.replacing("_", with: " "), .count(Int($0.count)))
    }
    let tiles = figures.map { tile($0, detail) }
    var sections = [Report.Section(id: "figures", title: "Key figures", blocks: [.figures(tiles)])]
    if !objectives.isEmpty {
      sections.append(Report.Section(id: "objectives", title: "Objectives", blocks: [.table(objectiveTable)]))
    }
    switch detail {
    case .full:
      sections += [
        Report.Section(id: "throughput", title: "Throughput", blocks: throughputCharts.map { .chart($0) }),
        Report.Section(id: "stability", title: "Stability", blocks: stabilityCharts.map { .chart($0) }),
        Report.Section(id: "events", title: "What went wrong", blocks: [.table(eventTable(events))]),
      ]
    case .summary(let byBucket):
      if byBucket {
        sections.append(Report.Section(id: "over_time", title: "Over time", blocks: [.table(bucketTable)]))
      }
      let last = shortEventTable(Array(events.suffix(Self.eventsInSummary)))
      sections.append(Report.Section(id: "events", title: "What went wrong last", blocks: [.table(last)]))
    }
    return Report(
      kind: "metrics",
      title: "Delivery metrics",
      subtitle: subtitle,
      parameters: parameters,
      sections: sections,
      provenance: provenance
    )
  }

  private var queries: [Report.Query] {
    let version = MetricsReader.queryVersion
    return [
      Report.Query(name: "metrics.fact", version: version, rows: rowCounts.facts),
      Report.Query(name: "metrics.lead_time", version: version, rows: rowCounts.leadTime),
      Report.Query(name: "metrics.undelivered", version: version, rows: rowCounts.undelivered),
    ] + (rowCounts.process.map { [Report.Query(name: "metrics.process_figures", version: version, rows: $0)] } ?? [])
  }

  private var subtitle: String {
    let who = query.team.map { "team \($0)" } ?? query.services.map { $0.joined(separator: ", ") } ?? "all services"
    return "\(who), \(query.environment), \(periodText)" + (query.timeZone == "UTC" ? "" : " (\(query.timeZone))")
  }

  private var parameters: [Report.Definition] {
    var parameters = [
      Report.Definition(
        "services",
        "Services",
        .text(query.services.map { $0.joined(separator: ", ") } ?? "all services")
      ),
      Report.Definition("environment", "Environment", .text(query.environment)),
      Report.Definition("from", "From", .time(query.period.from)),
      Report.Definition("until", "Until, exclusive", .time(query.period.until)),
      Report.Definition("previous_from", "Compared with the period from", .time(query.period.previous.from)),
      Report.Definition("bucket", "By", .text(query.bucket.rawValue)),
      Report.Definition("lead_time_from", "Lead time from", .text(query.clock.rawValue)),
      Report.Definition(
        "attribution_window",
        "Attribution window",
        .duration(seconds: Double(query.attributionSeconds))
      ),
      Report.Definition("benchmark", "Benchmark", .text(query.benchmark.source)),
      Report.Definition("benchmark_compared_with", "Its bounds compared with", .text(verification)),
    ]
    if let team = query.team { parameters.insert(Report.Definition("team", "Team", .text(team)), at: 0) }
    if let label = query.label { parameters.append(Report.Definition("label", "Label", .text(label))) }
    return parameters
  }

  private var verification: String {
    switch query.benchmark.verification {
    case .compared(let source): source
    case .unverified: "nothing: unverified"
    }
  }

  // MARK: Figures

  private func tile(_ figure: MetricsFigure, _ detail: Detail) -> Report.Figure {
    // The median is the value itself; how it is spread does not fit a terminal beside it.
    let sample = detail == .full && figure.hasSpans ? figure.sample : nil
    return Report.Figure(
      id: figure.name.rawValue,
      title: figure.name.title,
      help: figure.name.help,
      unit: figure.name.unit.reportUnit,
      value: figure.value,
      numerator: figure.numerator.map(Double.init),
      // Days of services are no share of the services; a note says how many those are.
      denominator: figure.name == .deploymentDays ? nil : figure.denominator.map(Double.init),
      sampleSize: figure.hasSpans ? Int(figure.sample?.count ?? 0) : nil,
      median: sample?.median,
      percentile90: sample?.percentile90,
      mean: sample?.mean,
      previous: figure.previous,
      level: figure.level?.badge(of: query.benchmark),
      notes: notes(figure),
      labels: [Report.Label("environment", query.environment)]
        + (query.services ?? []).map { Report.Label("service", $0) }.prefix(query.services?.count == 1 ? 1 : 0)
    )
  }

  private func notes(_ figure: MetricsFigure) -> [String] {
    var notes: [String] = []
    if !figure.leftOut.isEmpty {
      let reasons = figure.leftOut.map { "\($0.count) \($0.reason.title)" }.joined(separator: ", ")
      notes.append("Left out: \(reasons).")
    }
    if let inferred = figure.inferred, inferred > 0 {
      notes.append("\(inferred) inferred from what preceded, not stated.")
    }
    if figure.name == .deploymentFrequency, figure.value != nil, let sample = figure.sample {
      notes.append(
        "Over \(sample.count) whole \(query.bucket.rawValue)s: median \(sample.median.trimmed), "
          + "90th percentile \(sample.percentile90.trimmed)."
      )
    }
    if figure.name == .deploymentDays, let services = figure.denominator {
      notes.append("Days of each of \(services) service\(services == 1 ? "" : "s") that deployed.")
    }
    if figure.silentServices > 0 {
      let asked = self.figure(.deploymentDays)?.denominator ?? figure.silentServices
      notes.append(
        figure.silentServices == asked
          ? "No failures on record: no incident and no rollback was ever recorded here. It may be that nothing reports them."
          : "\(figure.silentServices) of \(asked) services never recorded an incident or a rollback: failures there, if "
            + "any, are not in this."
      )
    }
    if case .noData(let reason) = figure.level { notes.append("No level: \(reason).") }
    if case .level = figure.level, query.benchmark.verification == .unverified {
      notes.append("The bounds of this level are unverified.")
    }
    return notes
  }
}
