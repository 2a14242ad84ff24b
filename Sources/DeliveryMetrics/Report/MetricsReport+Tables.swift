internal import ReleaseRecords
internal import Reporting

extension MetricsReport {
  var objectiveTable: Report.Table {
    Report.Table(
      id: "objectives",
      title: "Objectives of the process",
      columns: [
        Report.Column("control", "Control"), Report.Column("objective", "Objective"),
        Report.Column("metric", "Metric"), Report.Column("value", "Value"), Report.Column("target", "Target"),
        Report.Column("verdict", "Verdict", .badge), Report.Column("previous", "Previous"),
        Report.Column("trend", "Trend"), Report.Column("sample", "Sample", .number(.count)),
      ],
      rows: objectives.map { result in
        let unit = result.objective.metric.unit.reportUnit
        func cell(_ value: Double?) -> Report.Cell { value.map { .number($0, unit) } ?? .noData }
        return Report.Row(
          [
            .text(result.objective.id), .text(result.objective.title), .text(result.objective.metric.name),
            cell(result.value), .text(result.objective.targetText), .badge(result.verdict.badge),
            cell(result.previous), .text(result.trend.rawValue),
            .count(Int(result.sampleCount)),
          ],
          emphasis: result.verdict == .notMet ? .exception : .none
        )
      }
    )
  }

  /// One row a bucket, with the headline of each figure.
  var bucketTable: Report.Table {
    let names = FigureName.allCases.filter { $0 != .deploymentDays }
    let series = names.map { figure($0)?.buckets ?? [] }
    return Report.Table(
      id: "over_time",
      title: "By \(query.bucket.rawValue)",
      columns: [Report.Column("bucket", query.bucket.rawValue.capitalizedWord)]
        + names.map { name in
          name == .deploymentFrequency
            ? Report.Column("deployments", "Deployments", .number(.count))
            : Report.Column(name.rawValue, name.shortTitle, .number(name.unit.reportUnit))
        },
      rows: (series.first ?? []).indices.map { index in
        Report.Row(
          [.text(label(series[0][index]))]
            + zip(names, series).map { name, buckets in
              guard let value = buckets[index].value else { return .absent("–") }
              return .number(value, name == .deploymentFrequency ? .count : name.unit.reportUnit)
            }
        )
      },
      note: "Medians of the bucket; a star marks a bucket that the period cuts."
    )
  }

  func shortEventTable(_ events: [MetricsEvent]) -> Report.Table {
    Report.Table(
      id: "events",
      title: "",
      columns: [
        Report.Column("at", "At", .time), Report.Column("what", "What"), Report.Column("service", "Service"),
        Report.Column("restored_after", "Restored after", .number(.seconds)),
        Report.Column("record", "Record", .records),
      ],
      rows: events.map { event in
        let at = event.kind == .deployment ? event.finishedAt : event.startedAt
        let what = event.failedBy.map { "failed change (\($0))" } ?? "\(event.kind.rawValue) (\(event.outcome))"
        var after = Report.Cell.absent("not restored")
        if event.kind == .deployment && event.failedBy == nil { after = .absent("–") }
        if event.restoredAt != nil, event.kind != .deployment, !event.startIsKnown {
          after = .absent("start unknown")
        } else if let at, let end = event.restoredAt {
          after = .number(Double(end.microseconds - at.microseconds) / 1e6, .seconds)
        }
        return Report.Row([
          at.map { .time($0) } ?? .noData, .text(what), .text(event.service), after, .records([event.sequence]),
        ])
      },
      emptyText: "Nothing went wrong in the period, as far as the ledger knows.",
      omittedRows: Int(omittedEvents) + self.events.count - events.count
    )
  }

  func eventTable(_ events: [MetricsEvent]) -> Report.Table {
    Report.Table(
      id: "events",
      title: "Failed deployments, rollbacks and incidents",
      columns: [
        Report.Column("at", "At", .time), Report.Column("kind", "Kind"), Report.Column("service", "Service"),
        Report.Column("name", "Name"), Report.Column("version", "Version"), Report.Column("outcome", "Outcome"),
        Report.Column("laid_to", "Laid to"), Report.Column("basis", "Basis"),
        Report.Column("restored_at", "Restored", .time), Report.Column("record", "Record", .records),
      ],
      rows: events.map { event in
        Report.Row([
          (event.kind == .deployment ? event.finishedAt : event.startedAt).map { .time($0) } ?? .noData,
          .text(event.kind.rawValue), .text(event.service), .text(event.name),
          event.version.map { .text($0) } ?? .absent("–"), .text(event.outcome),
          event.cause.map { .text($0) } ?? .absent("–"),
          event.failedBy.map { .text($0 + (event.isInferred ? ", inferred" : "")) }
            ?? (event.cause == nil ? .absent("–") : .text(event.isInferred ? "inferred" : "stated")),
          event.restoredAt.map { .time($0) } ?? .absent("not restored"), .records([event.sequence]),
        ])
      },
      emptyText: "Nothing went wrong in the period, as far as the ledger knows.",
      omittedRows: Int(omittedEvents) + self.events.count - events.count
    )
  }
}
