import ReleaseRecords
import Testing

@testable import ReleasePolicy

@Suite("A rollout")
struct RolloutTests {
  static let steps = """
    phase: after
    rollout: {steps: [{percent: 5, dwell: 30m}, {percent: 25, dwell: 1h}, {percent: 100}]}
    """
  static let held = "phase: after\nrollout: {steps: [{percent: 10, dwell: 30m}, {percent: 100, dwell: 2h}]}"
  static let strategies = "phase: after\nrollout: {strategies: [canary, rolling]}"
  static let limits = """
    phase: after
    rollout:
      limits:
        - {metric: error_rate, of: increase, unit: "%", below: 0.1}
        - {metric: response_time, of: change, below: 10}
    """

  static func given(
    _ name: String,
    rule: String = steps,
    at: Double = 10_000,
    _ verdict: Verdict,
    _ observed: String = "",
    shares: [(at: Double, percent: Double)],
    records: @escaping @Sendable (inout Scenario) -> Void = { _ in }
  ) -> JudgementCase {
    JudgementCase(name, rule, at: at, verdict, observed) { scenario in
      scenario.release()
      scenario.deploy("started", at: 0)
      for share in shares {
        let data: JSONObject = ["deployment": "D1", "traffic_percent": .number(share.percent)]
        scenario.add(.rollout, at: share.at, version: nil, environment: "production", data)
      }
      records(&scenario)
    }
  }

  static let walks = [
    given("that takes every step in its time is met", .met, shares: [(0, 5), (30, 25), (90, 100)]),
    given("that says a share twice goes on with it", .met, shares: [(0, 5), (10, 5), (30, 25), (90, 100)]),
    given("that cuts a dwell short is not met", .notMet, "5 % lasted 29m", shares: [(0, 5), (29, 25), (90, 100)]),
    given("that leaves a step out is not met", .notMet, "without 25 %", shares: [(0, 5), (90, 100)]),
    given("that begins with everything is not met", .notMet, "without 5 % and 25 %", shares: [(0, 100)]),
    given("that goes above a step is not met", .notMet, "above 5 %", shares: [(0, 7), (30, 25), (90, 100)]),
    given("may stop between two steps", .met, shares: [(0, 5), (30, 10), (40, 25), (100, 100)]),
    given(
      "that goes up between two steps too soon is not met",
      .notMet,
      shares: [(0, 5), (20, 10), (40, 25), (100, 100)]
    ),
    given("may come from nothing", .met, shares: [(0, 0), (1, 5), (31, 25), (91, 100)]),
    given(
      "that goes back begins its dwell anew",
      .met,
      "back to 5 %",
      shares: [(0, 5), (30, 25), (40, 5), (70, 25), (130, 100)]
    ),
    given(
      "that goes back and up again too soon is not met",
      .notMet,
      "5 % lasted 20m",
      shares: [(0, 5), (30, 25), (40, 5), (60, 25), (120, 100)]
    ),
    given("that goes back to nothing starts over", .notMet, shares: [(0, 5), (30, 25), (40, 0), (50, 25), (110, 100)]),
    given("under way is pending", at: 40, .pending, "at 25 % since", shares: [(0, 5), (30, 25)]),
    given("that has not begun is pending", at: 10, .pending, shares: []),
    given("that was rolled back is met as far as it went", .met, "stopped at 25 %", shares: [(0, 5), (30, 25)]) {
      $0.rollBack("started", at: 50)
    },
    given("that failed is met as far as it went", .met, "stopped at 5 %", shares: [(0, 5)]) {
      $0.deploy("failed", at: 9)
    },
    given("without any step, though it succeeded, is not met", .notMet, shares: []) { $0.deploy("succeeded", at: 9) },
    given("that another release replaces is not met", .notMet, "replaced", shares: [(0, 5)]) {
      $0.deploy("started", at: 60, id: "D2", version: "1.3.0")
    },
    given("of another deployment does not count", .pending, shares: []) {
      let data: JSONObject = ["deployment": "D9", "traffic_percent": 100]
      $0.add(.rollout, at: 5, version: nil, environment: "production", data)
    },
    given("has to last at its end", rule: held, at: 149, .pending, shares: [(0, 10), (30, 100)]),
    given("that has lasted at its end is met", rule: held, at: 150, .met, shares: [(0, 10), (30, 100)]),
  ]

  @Test("by its steps", arguments: walks)
  func walk(_ sample: JudgementCase) throws { try sample.check() }

  @Test(
    "by its strategy",
    arguments: [("canary", .met), ("recreate", .notMet), (nil, .notMet)] as [(String?, Verdict)]
  )
  func strategy(strategy: String?, verdict: Verdict) throws {
    var scenario = Scenario()
    scenario.release()
    var data: JSONObject = [:]
    data["strategy"] = strategy.map(JSONValue.string)
    scenario.deploy("started", at: 0, data)
    #expect(try scenario.judge(Self.strategies).verdict == verdict)
  }

  static let observed = [
    given("that keeps its limits is met", rule: limits, .met, shares: [(0, 5), (90, 100)]) {
      $0.observe("error_rate", 5.0999, at: 10, baseline: 5)
      $0.observe("response_time", 109, "ms", at: 10, baseline: 100)
    },
    given("at its limit is not below it", rule: limits, .notMet, "0.1 % above normal", shares: [(0, 5), (90, 100)]) {
      $0.observe("error_rate", 5.1, at: 10, baseline: 5)
      $0.observe("response_time", 109, "ms", at: 10, baseline: 100)
    },
    given("is better than normal", rule: limits, .met, shares: [(0, 5), (90, 100)]) {
      $0.observe("error_rate", 1, at: 10, baseline: 5)
      $0.observe("response_time", 50, "ms", at: 10, baseline: 100)
    },
    given("without a baseline is not met", rule: limits, .notMet, "no baseline", shares: [(0, 5), (90, 100)]) {
      $0.observe("error_rate", 0, at: 10)
      $0.observe("response_time", 50, "ms", at: 10, baseline: 100)
    },
    given("that nobody observed is not met", rule: limits, .notMet, "not observed", shares: [(0, 5), (90, 100)]) {
      $0.observe("error_rate", 5, at: 10, baseline: 5)
      $0.observe("response_time", 50, "ms", at: 91, baseline: 100)
    },
    given("is pending before it is observed", rule: limits, .pending, shares: [(0, 5)]) {
      $0.observe("error_rate", 5, at: 10, baseline: 5)
    },
    given("is not bound by what comes after it", rule: limits, .met, shares: [(0, 5), (90, 100)]) {
      $0.observe("error_rate", 5, at: 10, baseline: 5)
      $0.observe("response_time", 50, "ms", at: 10, baseline: 100)
      $0.observe("error_rate", 90, at: 91, baseline: 5)
    },
  ]

  @Test("by its limits", arguments: observed)
  func limited(_ sample: JudgementCase) throws { try sample.check() }
}
