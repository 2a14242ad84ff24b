import ReleaseRecords
import Testing

@testable import Reporting

@Suite("Charts")
struct ChartTests {
  @Test(
    arguments: [
      (7, .count, [0, 2, 4, 6, 8]), (1, .count, [0, 1]), (0, .count, [0, 1, 2, 3, 4]),
      (40, .count, [0, 10, 20, 30, 40]),
      (41, .count, [0, 20, 40, 60]), (0.5, .ratio, [0, 0.2, 0.4, 0.6]), (0, .ratio, [0, 0.5, 1]),
      (1, .ratio, [0, 0.5, 1]), (0.04, .ratio, [0, 0.01, 0.02, 0.03, 0.04]), (90, .seconds, [0, 30, 60, 90]),
      (11_520, .seconds, [0, 3_600, 7_200, 10_800, 14_400]), (432_000, .seconds, [0, 172_800, 345_600, 518_400]),
      (1_100_000, .seconds, [0, 345_600, 691_200, 1_036_800, 1_382_400]),
      (3.2, .other("x", digits: 1), [0, 1, 2, 3, 4]), (1_000_000, .count, [0, 500_000, 1_000_000]),
    ] as [(Double, Report.Unit, [Double])]
  )
  func axesBeginAtZeroAndEndAtARoundValue(_ maximum: Double, _ unit: Report.Unit, _ ticks: [Double]) {
    let computed = Ticks.fromZero(to: maximum, unit: unit)
    #expect(computed.count == ticks.count)
    for (a, b) in zip(computed, ticks) { #expect((a - b).magnitude < 1e-9) }
  }

  @Test func axesGoBelowZeroWhereValuesDo() {
    #expect(Ticks.through(zeroTo: 7, from: -3, unit: .count) == [-4, -2, 0, 2, 4, 6, 8])
    #expect(Ticks.through(zeroTo: 0, from: -3, unit: .count) == [-3, -2, -1, 0])
    #expect(Ticks.through(zeroTo: 7, from: 3, unit: .count) == [0, 2, 4, 6, 8])
    #expect(Ticks.through(zeroTo: 1, from: -1_000_000, unit: .count) == [-1_000_000, -500_000, 0, 500_000])
  }

  @Test(arguments: [
    1e-12, 0.000_3, 0.99, 1.01, 9.99, 123.4, 1e6, 1e12, 5e18, .infinity, .nan, -3,
  ])
  func axesHoldEveryMaximum(_ maximum: Double) throws {
    for unit in [Report.Unit.count, .ratio, .seconds, .other("x", digits: 0)] {
      let ticks = Ticks.fromZero(to: maximum, unit: unit)
      #expect((2...9).contains(ticks.count), "\(ticks)")
      #expect(ticks.first == 0)
      if maximum.isFinite { #expect(try #require(ticks.last) >= maximum * (1 - 1e-9)) }
    }
  }

  @Test(arguments: [
    ("2026-11-21T00:00:00Z", "2026-11-21T06:00:00Z", ["21 Nov", "01:00", "02:00", "03:00", "04:00", "05:00", "06:00"]),
    ("2026-11-20T20:30:00Z", "2026-11-22T01:00:00Z", ["21 Nov", "06:00", "12:00", "18:00", "22 Nov"]),
    (
      "2026-11-28T00:00:00Z", "2026-12-02T00:00:00Z",
      ["28 Nov", "29 Nov", "30 Nov", "1 Dec", "2 Dec"]
    ),
    ("2026-11-01T00:00:00Z", "2026-12-01T00:00:00Z", ["2 Nov", "9 Nov", "16 Nov", "23 Nov", "30 Nov"]),
    ("2026-08-24T00:00:00Z", "2026-11-16T00:00:00Z", ["31 Aug", "14 Sep", "28 Sep", "12 Oct", "26 Oct", "9 Nov"]),
    ("2025-10-15T00:00:00Z", "2026-03-02T00:00:00Z", ["Nov", "Dec", "2026", "Feb", "Mar"]),
    ("2017-01-01T00:00:00Z", "2026-11-21T00:00:00Z", ["2018", "2020", "2022", "2024", "2026"]),
    ("1969-12-20T00:00:00Z", "1970-01-12T00:00:00Z", ["22 Dec", "29 Dec", "5 Jan", "12 Jan"]),
    ("2026-11-21T00:00:00Z", "2026-11-21T00:00:00Z", []),
  ])
  func timeIsToldInRoundSteps(_ from: String, _ until: String, _ labels: [String]) throws {
    let ticks = try TimeTicks.between(
      #require(Timestamp(from)),
      #require(Timestamp(until)),
      atMost: 8
    )
    #expect(ticks.map(\.label) == labels)
  }

  @Test func whatIsUnknownIsNotDrawnAsZero() throws {
    let bars = ChartDrawing.of(SampleCharts.frequency).markup.source
    #expect(bars.contains("<title>2026-W40: no data</title>"))
    let trend = ChartDrawing.of(SampleCharts.trend).markup.source
    // A line for each series, begun anew after each gap.
    let path = try #require(trend.split(separator: "class=\"line first\"").first).split(separator: "<path d=\"").last
    #expect(try #require(path).count { $0 == "M" } == 3)
  }

  @Test(arguments: [
    Report.Chart.Content.bars(Report.BarSeries(bucketTitle: "", valueTitle: "", series: [], buckets: [])),
    .bars(
      Report.BarSeries(
        bucketTitle: "",
        valueTitle: "",
        series: [Report.BarSeries.Series("a", "A")],
        buckets: [Report.BarSeries.Bucket("x", nil)]
      )
    ),
    .histogram(Report.Histogram(valueTitle: "", countTitle: "", unit: .count, edges: [0, 1], counts: [0])),
    .histogram(Report.Histogram(valueTitle: "", countTitle: "", unit: .count, edges: [], counts: [3])),
    .trend(
      Report.Trend(
        bucketTitle: "",
        valueTitle: "",
        unit: .count,
        buckets: ["x"],
        series: [Report.Trend.Series("a", "A", [nil])]
      )
    ),
    .rate(
      Report.RateSeries(
        bucketTitle: "",
        rateTitle: "",
        numeratorTitle: "",
        denominatorTitle: "",
        buckets: [Report.RateSeries.Bucket("x", 0, of: 0)]
      )
    ),
    .durations(
      Report.DurationDots(
        valueTitle: "",
        from: Timestamp(microseconds: 0),
        until: Timestamp(microseconds: 1),
        dots: []
      )
    ),
    .events(
      Report.EventLanes(
        from: Timestamp(microseconds: 0),
        until: Timestamp(microseconds: 0),
        lanes: [
          Report.EventLanes.Lane(
            "a",
            [Report.EventLanes.Item(time: Timestamp(microseconds: 0), mark: .failed, label: "x")]
          )
        ]
      )
    ),
  ])
  func withoutDataThereIsNoPicture(_ content: Report.Chart.Content) {
    #expect(ChartDrawing.of(Report.Chart(id: "c", title: "", summary: "", content: content)).isEmpty)
  }

  @Test func lateAndOutlyingMarksStayInTheDrawing() throws {
    for chart in SampleCharts.all {
      let drawing = ChartDrawing.of(chart)
      let numbers = try drawing.markup.source.matches(
        of: Regex(" (x|x1|x2|cx)=\"(-?[0-9.]+)\"", as: (Substring, Substring, Substring).self)
      )
      #expect(!numbers.isEmpty)
      for number in numbers {
        let x = try #require(Double(number.output.2))
        #expect((0...drawing.width).contains(x), "\(chart.id): \(x)")
      }
    }
  }

  @Test func marksThatWouldCoverEachOtherAreDrawnOnce() {
    let items = (0..<10_000).map { index in
      Report.EventLanes.Item(
        time: Timestamp(microseconds: Int64(index) * 1_000_000),
        mark: index % 2 == 0 ? .succeeded : .failed,
        label: "x"
      )
    }
    let lanes = Report.EventLanes(
      from: Timestamp(microseconds: 0),
      until: Timestamp(microseconds: 10_000_000_000),
      lanes: [Report.EventLanes.Lane("all", items)]
    )
    let drawing = ChartDrawing.of(Report.Chart(id: "c", title: "", summary: "", content: .events(lanes)))
    #expect(drawing.markup.source.count { $0 == "M" } < 2 * 1_000 * 2)
    #expect(drawing.markup.source.contains("more here"))
  }

  @Test func longTablesUnderChartsSayWhatIsMissing() {
    let dots = (0..<600).map {
      Report.DurationDots.Dot(time: Timestamp(microseconds: Int64($0)), seconds: 1, label: "dot \($0).")
    }
    let content = Report.Chart.Content.durations(
      Report.DurationDots(
        valueTitle: "Time",
        from: Timestamp(microseconds: 0),
        until: Timestamp(microseconds: 600),
        dots: dots
      )
    )
    let report = Report(
      kind: "k",
      title: "T",
      sections: [
        Report.Section(
          id: "s",
          title: "S",
          blocks: [.chart(Report.Chart(id: "c", title: "C", summary: "", content: content))]
        )
      ],
      provenance: SampleReport.provenance
    )
    for text in [
      HTMLRenderer().render(report), MarkdownRenderer().render(report), TerminalRenderer().render(report),
    ] {
      #expect(text.contains("100 more rows are not shown here; 500 of 600 are."))
      // In the drawing every dot is there, with a title of its own.
      let table = text.replacing(": dot 500., 1 s", with: "")
      #expect(table.contains("dot 499") && !table.contains("dot 500"))
    }
    #expect(report.tables.first?.rows.count == 600)
  }
}
