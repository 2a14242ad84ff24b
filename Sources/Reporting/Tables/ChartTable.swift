extension Report.Chart {
  /// The numbers of the chart: nothing can be seen in it that does not stand here.
  public var table: Report.Table {
    let (columns, rows) =
      switch content {
      case .bars(let bars): Self.cells(bars)
      case .histogram(let histogram): Self.cells(histogram)
      case .trend(let trend): Self.cells(trend)
      case .rate(let rate): Self.cells(rate)
      case .durations(let dots): Self.cells(dots)
      case .events(let lanes): Self.cells(lanes)
      }
    return Report.Table(
      id: id,
      title: title,
      columns: columns,
      rows: rows,
      emptyText: "No data in this period.",
      note: content.note
    )
  }

  /// Rows under a chart that people read; the rest is in CSV and JSON, and said to be.
  static let rowLimit = 500

  var tableForPeople: Report.Table {
    var table = self.table
    table.omittedRows = max(table.rows.count - Self.rowLimit, 0)
    table.rows = Array(table.rows.prefix(Self.rowLimit))
    return table
  }

  private typealias Cells = ([Report.Column], [Report.Row])

  private static func cells(_ bars: Report.BarSeries) -> Cells {
    (
      [Report.Column("bucket", bars.bucketTitle)]
        + bars.series.map { Report.Column($0.name, $0.title, .number(bars.unit)) },
      bars.buckets.map { bucket in
        Report.Row(
          [.text(bucket.label)]
            + bars.series.indices.map { index in
              guard let values = bucket.values, index < values.count else { return .noData }
              return .number(values[index], bars.unit)
            }
        )
      }
    )
  }

  private static func cells(_ histogram: Report.Histogram) -> Cells {
    let rows = histogram.bins.map { bin in
      Report.Row([.number(bin.lower, histogram.unit), .number(bin.upper, histogram.unit), .count(bin.count)])
    }
    return (
      [
        Report.Column("from", "\(histogram.valueTitle) from", .number(histogram.unit)),
        Report.Column("below", "to below", .number(histogram.unit)),
        Report.Column("count", histogram.countTitle, .number(.count)),
      ], rows
    )
  }

  private static func cells(_ trend: Report.Trend) -> Cells {
    (
      [Report.Column("bucket", trend.bucketTitle)]
        + trend.series.map { Report.Column($0.name, $0.title, .number(trend.unit)) },
      trend.buckets.enumerated().map { index, label in
        Report.Row(
          [.text(label)]
            + trend.series.map { series in
              guard index < series.values.count, let value = series.values[index] else { return .noData }
              return .number(value, trend.unit)
            }
        )
      }
    )
  }

  private static func cells(_ rate: Report.RateSeries) -> Cells {
    (
      [
        Report.Column("bucket", rate.bucketTitle), Report.Column("rate", rate.rateTitle, .number(.ratio)),
        Report.Column("numerator", rate.numeratorTitle, .number(.count)),
        Report.Column("denominator", rate.denominatorTitle, .number(.count)),
      ],
      rate.buckets.map { bucket in
        Report.Row([
          .text(bucket.label), .ratio(bucket.rate), .count(bucket.numerator), .count(bucket.denominator),
        ])
      }
    )
  }

  private static func cells(_ dots: Report.DurationDots) -> Cells {
    (
      [
        Report.Column("time", "Began", .time), Report.Column("label", "What"),
        Report.Column("duration", dots.valueTitle, .number(.seconds)), Report.Column("state", "State", .badge),
        Report.Column("record", "Record", .records),
      ],
      dots.dots.map { dot in
        Report.Row([
          .time(dot.time), .text(dot.label), .number(dot.seconds, .seconds),
          .badge(dot.isOpen ? Report.Badge("open, so far", .caution) : Report.Badge("over", .neutral)),
          dot.record.map { .records([$0]) } ?? .absent("–"),
        ])
      }
    )
  }

  private static func cells(_ lanes: Report.EventLanes) -> Cells {
    (
      [
        Report.Column("time", "Time", .time), Report.Column("until", "Until", .time), Report.Column("lane", "Lane"),
        Report.Column("mark", "What", .badge), Report.Column("label", "Label"),
        Report.Column("record", "Record", .records),
      ],
      lanes.lanes.flatMap { lane in lane.items.map { (lane.title, $0) } }
        .enumerated().sorted { ($0.element.1.time, $0.offset) < ($1.element.1.time, $1.offset) }.map(\.element)
        .map { title, item in
          Report.Row([
            .time(item.time), item.until.map { .time($0) } ?? .absent(item.isOpen ? "still open" : "–"), .text(title),
            .badge(Report.Badge(item.mark.title, item.mark.tone)), .text(item.label),
            item.record.map { .records([$0]) } ?? .absent("–"),
          ])
        }
    )
  }
}

extension Report.Chart.Content {
  /// The lines of the chart that are no part of its series, in words.
  fileprivate var note: String? {
    let markers: [(Report.Histogram.Marker, Report.Unit)] =
      switch self {
      case .histogram(let histogram): histogram.markers.map { ($0, histogram.unit) }
      case .trend(let trend): trend.target.map { [($0, trend.unit)] } ?? []
      case .rate(let rate): rate.target.map { [($0, .ratio)] } ?? []
      case .durations(let dots): dots.median.map { [(Report.Histogram.Marker("Median", $0), .seconds)] } ?? []
      case .bars, .events: []
      }
    guard !markers.isEmpty else { return nil }
    return markers.map { "\($0.title): \($1.text($0.value))" }.joined(separator: "; ") + "."
  }
}

extension Report.EventLanes.Mark {
  var title: String {
    switch self {
    case .succeeded: "deployment succeeded"
    case .failed: "deployment failed"
    case .rollback: "rollback"
    case .incident: "incident"
    }
  }

  var tone: Report.Tone {
    switch self {
    case .succeeded: .good
    case .failed: .bad
    case .rollback: .caution
    case .incident: .bad
    }
  }
}

extension Report.Histogram {
  /// The bins with their edges, as far as both are given.
  var bins: [(lower: Double, upper: Double, count: Int)] {
    counts.indices.prefix(max(edges.count - 1, 0)).map { (edges[$0], edges[$0 + 1], counts[$0]) }
  }
}
