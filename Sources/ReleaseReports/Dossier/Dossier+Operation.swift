internal import ReleaseRecords
internal import Reporting

extension Dossier {
  /// Each deployment, and the steps by which it got its traffic.
  var deploymentSection: Report.Section {
    let deployments = Report.Table(
      id: "deployments",
      title: "",
      columns: [
        Report.Column("deployment", "Deployment"), Report.Column("environment", "Environment"),
        Report.Column("status", "Status", .badge), Report.Column("started_at", "Started", .time),
        Report.Column("ended_at", "Ended", .time), Report.Column("duration", "Duration", .number(.seconds)),
        Report.Column("strategy", "Strategy"), Report.Column("deployer", "Deployed by"),
        Report.Column("commit", "Commit"), Report.Column("image_tag", "Image tag"),
        Report.Column("manifest", "Manifest", .link), Report.Column("pipeline_log", "Pipeline log", .link),
        Report.Column("records", "Records", .records),
      ],
      rows: records.deployments.map { run in
        Report.Row(
          [
            .text(run.id), .text(run.environment), .badge(Report.Badge(run.status, tone(ofStatus: run.status))),
            .time(run.start), .time(run.end, otherwise: "not ended"), .span(run.start, run.end),
            cells("strategy", of: run.entries), cells("deployer", of: run.entries),
            FieldCells.short(run.entries.last("commit")), cells("image_tag", of: run.entries),
            cells("manifest", of: run.entries), cells("pipeline_log", of: run.entries), .records(of: run.entries),
          ],
          emphasis: run.status == "failed" ? .exception : .none
        )
      },
      emptyText: "No deployment is recorded."
    )
    let steps = Report.Table(
      id: "rollout",
      title: "Rollout steps",
      columns: [
        Report.Column("deployment", "Deployment"), Report.Column("environment", "Environment"),
        Report.Column("time", "When", .time),
        Report.Column("traffic_percent", "Traffic", .number(.other("%", digits: 1))),
        Report.Column("dwell", "Until the next step", .number(.seconds)), Report.Column("note", "Note"),
        Report.Column("record", "Record", .records),
      ],
      rows: rolloutRows,
      emptyText: "No step of a gradual rollout is recorded."
    )
    return Report.Section(
      id: "deployments",
      title: "Deployments",
      blocks: [.table(deployments.withoutEmptyColumns), .table(steps.withoutEmptyColumns)]
    )
  }

  private var rolloutRows: [Report.Row] {
    records[.rollout].grouped { $0["deployment"] }.flatMap { _, steps in
      steps.enumerated().map { index, step in
        let next = steps.indices.contains(index + 1) ? steps[index + 1].effectiveAt : nil
        let share = step.record.data["traffic_percent"]?.number
        return Report.Row([
          cells("deployment", of: step), .word(step.environment), .time(step.effectiveAt),
          share.map { .number($0, .other("%", digits: 1)) } ?? FieldCells.notRecorded,
          next == nil ? .absent("last step") : .span(step.effectiveAt, next), cells.words("note", of: step),
          .records([step.sequence]),
        ])
      }
    }
  }

  /// How many observations are listed one by one; all of them are in the summary above the list.
  private static let listedObservations = 200

  /// What was observed: a line for each metric, then the readings.
  var observationSection: Report.Section {
    struct Key: Hashable {
      let metric: String
      let environment: String?
      let unit: String
    }
    let readings = records[.observation]
    let groups = readings.grouped { entry -> Key? in
      guard let metric = entry["metric"], let unit = entry["unit"] else { return nil }
      return Key(metric: metric, environment: entry.environment, unit: unit)
    }
    let summary = groups.map { key, entries in
      let values = entries.compactMap { $0.record.data["value"]?.number }
      let unit = Self.unit(key.unit)
      func cell(_ value: Double?) -> Report.Cell { value.map { .number($0, unit) } ?? .noData }
      return Report.Row([
        .text(key.metric), .word(key.environment, otherwise: "any"), .count(entries.count), cell(values.min()),
        cell(values.max()), cell(values.last), cell(entries.last?.record.data["baseline"]?.number),
        .time(entries[0].effectiveAt), .time(entries[entries.count - 1].effectiveAt),
      ])
    }
    let rows = readings.prefix(Self.listedObservations).map { entry in
      let unit = Self.unit(entry["unit"] ?? "")
      func cell(_ name: String) -> Report.Cell {
        entry.record.data[name]?.number.map { .number($0, unit) } ?? FieldCells.notRecorded
      }
      return Report.Row([
        .time(entry.effectiveAt), cells("metric", of: entry), .word(entry.environment, otherwise: "any"),
        cell("value"), cell("baseline"), cells("from", of: entry), cells("until", of: entry),
        cells("deployment", of: entry), .records([entry.sequence]),
      ])
    }
    let metrics = Report.Table(
      id: "observed-metrics",
      title: "",
      columns: [
        Report.Column("metric", "Metric"), Report.Column("environment", "Environment"),
        Report.Column("readings", "Readings", .number(.count)), Report.Column("lowest", "Lowest"),
        Report.Column("highest", "Highest"), Report.Column("last", "Last"), Report.Column("baseline", "Normal"),
        Report.Column("from", "First reading", .time), Report.Column("until", "Last reading", .time),
      ],
      rows: summary,
      emptyText: "Nothing was observed in operation."
    )
    guard !rows.isEmpty else {
      return Report.Section(id: "observations", title: "Observations", blocks: [.table(metrics)])
    }
    let list = Report.Table(
      id: "observations",
      title: "Readings",
      columns: [
        Report.Column("time", "When", .time), Report.Column("metric", "Metric"),
        Report.Column("environment", "Environment"), Report.Column("value", "Value"),
        Report.Column("baseline", "Normal"), Report.Column("from", "From", .time),
        Report.Column("until", "Until", .time), Report.Column("deployment", "Deployment"),
        Report.Column("record", "Record", .records),
      ],
      rows: Array(rows),
      omittedRows: readings.count - rows.count
    )
    return Report.Section(
      id: "observations",
      title: "Observations",
      blocks: [.table(metrics.withoutEmptyColumns), .table(list.withoutEmptyColumns)]
    )
  }

  private static func unit(_ symbol: String) -> Report.Unit {
    .other(symbol == "1" ? "" : symbol, digits: 3)
  }

  func tone(ofStatus status: String) -> Report.Tone {
    switch status {
    case "succeeded", "resolved": .good
    case "failed": .bad
    case "cancelled", "open": .caution
    default: .neutral
    }
  }
}
