import ReleaseRecords
import Testing

@testable import ReleasePolicy

@Suite("An objective")
struct ObjectiveTests {
  static let period = Timestamp("2026-11-01T00:00:00Z")!..<Timestamp("2026-12-01T00:00:00Z")!
  static let subject = Subject(service: "shop", environment: "production", period: period)

  static func judge(
    _ figure: String,
    at minutes: Double = 100_000,
    figures: [MeasuredFigure] = [],
    _ scenario: Scenario = Scenario()
  ) throws -> Finding {
    let rule = "phase: period\nobjective: {figures: [\(figure)]}"
    return try scenario.judge(rule, at: minutes, subject: subject, figures: figures)
  }

  static func measured(
    _ value: Double,
    _ unit: String = "%",
    types: [String] = [],
    period: Range<Timestamp> = period
  ) -> MeasuredFigure {
    MeasuredFigure(
      metric: "success",
      value: value,
      unit: unit,
      types: types,
      from: period.lowerBound,
      until: period.upperBound,
      records: [3, 1]
    )
  }

  static let otherPeriod = period.lowerBound..<Scenario.epoch

  @Test(
    "by a figure of the delivery metrics",
    arguments: [
      ("{metric: success, unit: \"%\", above: 95}", measured(96), .met),
      ("{metric: success, unit: \"%\", above: 95}", measured(95), .notMet),
      ("{metric: success, unit: \"%\", above: 95}", measured(0.96, "1"), .met),
      ("{metric: success, unit: \"%\", above: 95}", measured(96, "min"), .notMet),
      ("{metric: success, unit: \"%\", above: 95}", measured(96, period: otherPeriod), .notMet),
      ("{metric: success, unit: \"%\", above: 95}", measured(96, types: ["patch"]), .notMet),
      ("{metric: success, unit: \"%\", above: 95, types: [patch]}", measured(96, types: ["patch"]), .met),
      ("{metric: success}", measured(1), .met),
      ("{metric: failures}", measured(1), .notMet),
      ("{metric: success, unit: h, below: 2}", measured(119, "min"), .met),
    ] as [(String, MeasuredFigure, Verdict)]
  )
  func metrics(rule: String, figure: MeasuredFigure, verdict: Verdict) throws {
    let finding = try Self.judge(rule, figures: [figure])
    #expect(finding.verdict == verdict, "\(finding.observed)")
    #expect(finding.records == (finding.observed.contains("no figure") ? [] : [1, 3]))
  }

  @Test("neither meets nor fails it where there was nothing to measure, and says so")
  func nothingToMeasure() throws {
    let rule = "{metric: success, title: Recovery, below: 5}"
    var none = Self.measured(0)
    none.value = nil
    let alone = try Self.judge(rule, figures: [none])
    #expect(alone.verdict == .notApplicable)
    #expect(alone.observed == "Recovery: no data")
    var rate = Self.measured(97)
    rate.metric = "rate"
    rate.basis = "97 of 100"
    let among = try Self.judge("\(rule), {metric: rate, title: Rate, unit: \"%\", above: 95}", figures: [none, rate])
    #expect(among.verdict == .met)
    #expect(among.observed == "Rate: 97 % (97 of 100), target above 95 %; Recovery: no data")
  }

  @Test(
    "is said in words that people read",
    arguments: [
      ("{metric: success}", measured(0.07125, "1"), "success: 7.125 %"),
      ("{metric: success}", measured(93_784.4, "s"), "success: 1d2h3m4s"),
      ("{metric: success, unit: h, below: 2}", measured(5400, "s"), "success: 1.5 h, target below 2 h"),
      (
        "{metric: success, at_least: 7}", measured(3.5, "per week"),
        "success: 3.5 per week, has to be at least 7 per week"
      ),
      ("{metric: success}", measured(2, ""), "success: 2"),
    ] as [(String, MeasuredFigure, String)]
  )
  func words(rule: String, figure: MeasuredFigure, words: String) throws {
    #expect(try Self.judge(rule, figures: [figure]).observed == words)
  }

  @Test("is pending while its period lasts")
  func unfinished() throws {
    let finding = try Self.judge("{metric: success, unit: \"%\", above: 95}", at: 100, figures: [Self.measured(90)])
    #expect(finding.verdict == .pending)
    #expect(finding.settlement?.by == Self.period.upperBound)
    #expect(try Self.judge("{metric: success}", at: 100).verdict == .pending)
  }

  @Test(
    "by observations taken together",
    arguments: [
      ("mean", 20, .met), ("median", 15, .met), ("minimum", 10, .met), ("maximum", 40, .met), ("sum", 80, .met),
      ("latest", 15, .met),
    ] as [(String, Double, Verdict)]
  )
  func observations(aggregate: String, value: Double, verdict: Verdict) throws {
    var scenario = Scenario()
    for (index, number) in [10.0, 40, 15, 15].enumerated() { scenario.observe("users", number, "1", at: Double(index)) }
    scenario.observe("users", 1000, "1", at: -10_000)
    let exact = "{metric: users, from: observations, aggregate: \(aggregate), at_least: \(value), at_most: \(value)}"
    let finding = try Self.judge(exact, scenario)
    #expect(finding.verdict == verdict, "\(finding.observed)")
    #expect(finding.records == [0, 1, 2, 3])
  }

  @Test("by measurements of gates for releases of some types")
  func measurements() throws {
    var scenario = Scenario()
    scenario.release(type: "patch")
    scenario.gate("tests", at: 5, ["measurements": [["name": "coverage", "value": 0.9, "unit": "1"]]])
    let rule = "{metric: coverage, unit: \"%\", from: measurements, types: [patch], above: 80}"
    #expect(try Self.judge(rule, scenario).verdict == .met)
    #expect(try Self.judge(rule.replacing("patch", with: "major"), scenario).verdict == .notMet)
  }

  @Test("does not apply to one release")
  func release() throws {
    var scenario = Scenario()
    scenario.deploy("started", at: 0)
    let finding = try scenario.judge("phase: period\nobjective: {figures: [{metric: success}]}")
    #expect(finding.verdict == .notApplicable)
  }
}
