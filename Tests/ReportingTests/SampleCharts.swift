import ReleaseRecords
import Reporting

/// Charts of every sort, for the tests of the renderers.
enum SampleCharts {
  private static let from = SampleReport.time("2026-08-24T00:00:00Z")
  private static let until = SampleReport.time("2026-11-16T00:00:00Z")

  static let frequency = Report.Chart(
    id: "frequency",
    title: "Deployments a week",
    summary: "42 deployments in 12 weeks; nothing is known of one week.",
    content: .bars(
      Report.BarSeries(
        bucketTitle: "Week",
        valueTitle: "Deployments",
        series: [
          Report.BarSeries.Series("succeeded", "Succeeded", .good), Report.BarSeries.Series("failed", "Failed", .bad),
        ],
        buckets: zip(
          SampleReport.weeks,
          [[3, 0], [4, 1], [2, 0], [0, 0], [5, 1], [6, 0], nil, [3, 1], [4, 0], [2, 2], [7, 0], [1, 0]]
        ).map { Report.BarSeries.Bucket($0, $1) }
      )
    )
  )

  static let leadTimes = Report.Chart(
    id: "lead-times",
    title: "Lead time for changes",
    summary: "Half of 118 commits were live within 1 d 2 h.",
    content: .histogram(
      Report.Histogram(
        valueTitle: "Lead time",
        countTitle: "Commits",
        unit: .seconds,
        edges: [0, 3_600, 14_400, 43_200, 86_400, 172_800, 604_800, 2_592_000],
        counts: [4, 11, 19, 22, 31, 24, 7],
        markers: [Report.Histogram.Marker("median", 93_780), Report.Histogram.Marker("p90", 432_000)]
      )
    )
  )

  static let trend = Report.Chart(
    id: "lead-time-trend",
    title: "Lead time by week",
    summary: "Median and 90th percentile; two weeks have no data.",
    content: .trend(
      Report.Trend(
        bucketTitle: "Week",
        valueTitle: "Lead time",
        unit: .seconds,
        buckets: SampleReport.weeks,
        series: [
          Report.Trend.Series(
            "median",
            "Median",
            [120_000, 110_000, 95_000, nil, 99_000, 87_000, nil, 93_000, 70_000, 81_000, 92_000, 93_780]
          ),
          Report.Trend.Series(
            "percentile_90",
            "p90",
            [400_000, 380_000, 300_000, nil, 290_000, 350_000, nil, 240_000, 260_000, 250_000, 420_000, 432_000]
          ),
        ],
        target: Report.Histogram.Marker("Target", 86_400)
      )
    )
  )

  static let failures = Report.Chart(
    id: "failures",
    title: "Change failure rate",
    summary: "5 of 42 deployments failed.",
    content: .rate(
      Report.RateSeries(
        bucketTitle: "Week",
        rateTitle: "Failure rate",
        numeratorTitle: "Failed",
        denominatorTitle: "Deployments",
        buckets: zip(
          SampleReport.weeks,
          [(0, 3), (1, 5), (0, 2), (0, 0), (1, 6), (0, 6), (0, 0), (1, 4), (0, 4), (2, 4), (0, 7), (0, 1)]
        ).map { Report.RateSeries.Bucket($0, $1.0, of: $1.1) },
        target: Report.Histogram.Marker("Target", 0.15)
      )
    )
  )

  static let recoveries = Report.Chart(
    id: "recoveries",
    title: "Recovery times",
    summary: "Four failures were mended in 1 h 12 min (median); one is open.",
    content: .durations(
      Report.DurationDots(
        valueTitle: "Time to restore",
        from: from,
        until: until,
        dots: [
          Report.DurationDots.Dot(time: time("2026-09-02T10:00:00Z"), seconds: 2_700, label: "d-61", record: 61),
          Report.DurationDots.Dot(time: time("2026-09-23T16:40:00Z"), seconds: 5_940, label: "d-70", record: 70),
          Report.DurationDots.Dot(time: time("2026-10-14T07:20:00Z"), seconds: 11_520, label: "d-88", record: 88),
          Report.DurationDots.Dot(time: time("2026-10-30T12:00:00Z"), seconds: 3_720, label: "d-95", record: 95),
          Report.DurationDots.Dot(
            time: time("2026-11-13T21:00:00Z"),
            seconds: 183_600,
            label: "d-101",
            isOpen: true,
            record: 101
          ),
        ],
        median: 4_320
      )
    )
  )

  static let events = Report.Chart(
    id: "events",
    title: "Deployments, rollbacks and incidents",
    summary: "What happened in production, by time.",
    content: .events(
      Report.EventLanes(
        from: from,
        until: until,
        lanes: [
          Report.EventLanes.Lane(
            "Deployments",
            (0..<24).map { deployment(number: $0) }
          ),
          Report.EventLanes.Lane(
            "Rollbacks",
            [
              Report.EventLanes.Item(
                time: time("2026-09-04T09:00:00Z"),
                mark: .rollback,
                label: "2.3.0 → 2.2.0",
                record: 63
              )
            ]
          ),
          Report.EventLanes.Lane(
            "Incidents",
            [
              Report.EventLanes.Item(
                time: time("2026-09-03T12:00:00Z"),
                until: time("2026-09-05T12:00:00Z"),
                mark: .incident,
                label: "SEV1 INC-7",
                record: 62
              ),
              Report.EventLanes.Item(
                time: time("2026-11-10T21:00:00Z"),
                isOpen: true,
                mark: .incident,
                label: "SEV2 INC-9",
                record: 102
              ),
            ]
          ),
        ]
      )
    )
  )

  /// Two a week; one in seven fails.
  private static func deployment(number: Int) -> Report.EventLanes.Item {
    let time: Timestamp = from + .seconds(number * 302_400)
    return Report.EventLanes.Item(
      time: time,
      mark: number % 7 == 3 ? .failed : .succeeded,
      label: "2.\(number).0",
      record: Int64(number * 5)
    )
  }

  static let all = [frequency, leadTimes, trend, failures, recoveries, events]

  private static func time(_ text: String) -> Timestamp { SampleReport.time(text) }

  static func saying(_ text: String) -> [Report.Chart] {
    let marker = Report.Histogram.Marker(text, 1)
    let contents: [Report.Chart.Content] = [
      .bars(
        Report.BarSeries(
          bucketTitle: text,
          valueTitle: text,
          series: [Report.BarSeries.Series("a", text)],
          buckets: [Report.BarSeries.Bucket(text, [1])]
        )
      ),
      .histogram(
        Report.Histogram(
          valueTitle: text,
          countTitle: text,
          unit: .count,
          edges: [0, 2],
          counts: [1],
          markers: [marker]
        )
      ),
      .trend(
        Report.Trend(
          bucketTitle: text,
          valueTitle: text,
          unit: .count,
          buckets: [text],
          series: [Report.Trend.Series("a", text, [1])],
          target: marker
        )
      ),
      .rate(
        Report.RateSeries(
          bucketTitle: text,
          rateTitle: text,
          numeratorTitle: text,
          denominatorTitle: text,
          buckets: [Report.RateSeries.Bucket(text, 1, of: 2)],
          target: marker
        )
      ),
      .durations(
        Report.DurationDots(
          valueTitle: text,
          from: from,
          until: until,
          dots: [Report.DurationDots.Dot(time: time("2026-09-02T10:00:00Z"), seconds: 5, label: text)]
        )
      ),
      .events(
        Report.EventLanes(
          from: from,
          until: until,
          lanes: [
            Report.EventLanes.Lane(
              text,
              [Report.EventLanes.Item(time: time("2026-09-02T10:00:00Z"), mark: .incident, label: text)]
            )
          ]
        )
      ),
    ]
    return contents.enumerated().map { index, content in
      Report.Chart(id: "chart-\(index)", title: text, summary: text, content: content)
    }
  }
}
