internal import ReleaseRecords
internal import Reporting

extension MetricsReport {
  private var bucketTitle: String { query.bucket.rawValue.capitalizedWord }

  private func buckets(_ name: FigureName) -> [MetricsFigure.Bucket] { figure(name)?.buckets ?? [] }

  /// The bucket's first day, with a mark where the period cuts it.
  func label(_ bucket: MetricsFigure.Bucket) -> String { bucket.isWhole ? bucket.start : bucket.start + "*" }

  var throughputCharts: [Report.Chart] {
    let known = figure(.deploymentFrequency)?.value != nil
    return [
      Report.Chart(
        id: "deployments",
        title: "Deployments",
        summary: "Changes brought to production in each \(query.bucket.rawValue). A star marks what the period cuts.",
        content: .bars(
          Report.BarSeries(
            bucketTitle: bucketTitle,
            valueTitle: "Deployments",
            series: [Report.BarSeries.Series("changes", "Changes", .neutral)],
            buckets: buckets(.deploymentFrequency).map {
              Report.BarSeries.Bucket(label($0), known ? [Double($0.numerator ?? 0)] : nil)
            }
          )
        )
      ),
      Report.Chart(
        id: "lead_time_trend",
        title: "Lead time over time",
        summary: "The median lead time of the commits delivered in each \(query.bucket.rawValue).",
        content: .trend(
          Report.Trend(
            bucketTitle: bucketTitle,
            valueTitle: "Median lead time",
            unit: .seconds,
            buckets: buckets(.leadTime).map(label),
            series: [Report.Trend.Series("median", "Median", buckets(.leadTime).map(\.value))]
          )
        )
      ),
      leadTimeChart,
    ]
  }

  private var leadTimeChart: Report.Chart {
    let sample = figure(.leadTime)?.sample
    // The last bin has no upper edge; the longest lead time closes it.
    let last = max(leadTimeDistribution.edges.last ?? 0, sample?.maximum ?? 0) + 1
    return Report.Chart(
      id: "lead_time_distribution",
      title: "Lead time of commits",
      summary: "How many commits took how long from their author to production.",
      content: .histogram(
        Report.Histogram(
          valueTitle: "Lead time",
          countTitle: "Commits",
          unit: .seconds,
          edges: leadTimeDistribution.edges + [last],
          counts: leadTimeDistribution.counts.map { Int($0) },
          markers: sample.map {
            [Report.Histogram.Marker("median", $0.median), Report.Histogram.Marker("90th percentile", $0.percentile90)]
          } ?? []
        )
      )
    )
  }

  var stabilityCharts: [Report.Chart] {
    [
      Report.Chart(
        id: "change_failure_rate",
        title: "Change failure rate",
        summary: "Failed changes among those that reached users, in each \(query.bucket.rawValue).",
        content: .rate(
          Report.RateSeries(
            bucketTitle: bucketTitle,
            rateTitle: "Change failure rate",
            numeratorTitle: "Failed",
            denominatorTitle: "Deployments",
            buckets: buckets(.changeFailureRate).map {
              Report.RateSeries.Bucket(label($0), Int($0.numerator ?? 0), of: Int($0.denominator ?? 0))
            }
          )
        )
      ),
      Report.Chart(
        id: "recovery",
        title: "Recovery",
        summary: "How long each failed deployment, and each incident, took until users were well again.",
        content: .durations(
          Report.DurationDots(
            valueTitle: "Time to recover",
            from: query.period.from,
            until: query.period.until,
            dots: events.compactMap(dot),
            median: figure(.recoveryTime)?.value
          )
        )
      ),
      Report.Chart(
        id: "timeline",
        title: "Failures, rollbacks and incidents",
        summary: "What went wrong, and when.",
        content: .events(
          Report.EventLanes(
            from: query.period.from,
            until: query.period.until,
            lanes: [
              Report.EventLanes.Lane("Deployments", events.filter { $0.kind == .deployment }.compactMap(item)),
              Report.EventLanes.Lane("Rollbacks", events.filter { $0.kind == .rollback }.compactMap(item)),
              Report.EventLanes.Lane("Incidents", events.filter { $0.kind == .incident }.compactMap(item)),
            ]
          )
        )
      ),
    ]
  }

  private func dot(_ event: MetricsEvent) -> Report.DurationDots.Dot? {
    guard event.failedBy != nil, let start = event.finishedAt else { return nil }
    let end = event.restoredAt ?? query.period.until
    let seconds = Double(end.microseconds - start.microseconds) / 1e6
    guard seconds >= 0 else { return nil }
    return Report.DurationDots.Dot(
      time: start,
      seconds: seconds,
      label: "\(event.service) \(event.version ?? event.name)",
      isOpen: event.restoredAt == nil,
      record: event.sequence
    )
  }

  private func item(_ event: MetricsEvent) -> Report.EventLanes.Item? {
    let isDeployment = event.kind == .deployment
    guard let time = isDeployment ? event.finishedAt : event.startedAt else { return nil }
    return Report.EventLanes.Item(
      time: time,
      until: isDeployment ? nil : event.finishedAt,
      isOpen: !isDeployment && event.finishedAt == nil,
      mark: isDeployment ? .failed : event.kind == .rollback ? .rollback : .incident,
      label: "\(event.service) \(event.name)",
      record: event.sequence
    )
  }
}
