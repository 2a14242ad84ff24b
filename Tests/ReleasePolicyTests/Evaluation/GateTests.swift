import ReleaseRecords
import Testing

@testable import ReleasePolicy

@Suite("A gate")
struct GateTests {
  /// A run of the gate `tests` before the deployment.
  struct Run: Sendable {
    var outcome = "passed"
    var at = -60.0
    var commit: String? = Scenario.commit
    var environment: String?
    var data: JSONObject = [:]
  }

  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    var rule = "gate: {gates: [tests]}"
    let runs: [Run]
    let verdict: Verdict
    var observed = ""

    var testDescription: String { name }
  }

  static let coverage = "gate: {gates: [{gate: tests, limits: [{metric: coverage, unit: \"%\", at_least: 80}]}]}"
  static let quick = "gate: {gates: [{gate: tests, duration: {below: 15m}}]}"

  static func measured(_ value: Double, _ unit: JSONValue = "%") -> JSONObject {
    ["measurements": [["name": "coverage", "value": .number(value), "unit": unit]]]
  }

  static let cases = [
    Case(name: "that passed is met", runs: [Run()], verdict: .met),
    Case(name: "that nobody ran is not met", runs: [], verdict: .notMet, observed: "no result"),
    Case(name: "that failed is not met", runs: [Run(outcome: "failed")], verdict: .notMet),
    Case(name: "that was skipped has not passed", runs: [Run(outcome: "skipped")], verdict: .notMet),
    Case(name: "that broke has not passed", runs: [Run(outcome: "errored")], verdict: .notMet),
    Case(
      name: "counts by its latest run, and earlier failures stay visible",
      runs: [Run(outcome: "failed", at: -90), Run(outcome: "errored", at: -80), Run()],
      verdict: .met,
      observed: "run 3, after 2 runs without a pass: #1, #2"
    ),
    Case(
      name: "that fails again after it passed is not met",
      runs: [Run(at: -90), Run(outcome: "failed")],
      verdict: .notMet
    ),
    Case(
      name: "of the same instant counts by its attempt",
      runs: [Run(outcome: "passed", data: ["attempt": 2]), Run(outcome: "failed", data: ["attempt": 1])],
      verdict: .met
    ),
    Case(
      name: "counts only for the release's commit",
      runs: [Run(commit: Scenario.otherCommit)],
      verdict: .notMet,
      observed: "only for others (#1)"
    ),
    Case(name: "without a commit counts for the version", runs: [Run(commit: nil)], verdict: .met),
    Case(
      name: "without a commit from before the release's commit does not count",
      runs: [Run(at: -700, commit: nil)],
      verdict: .notMet
    ),
    Case(
      name: "that need not be bound counts for any commit of the version",
      rule: "gate: {gates: [tests], bound_to_commit: false}",
      runs: [Run(commit: Scenario.otherCommit)],
      verdict: .met
    ),
    Case(name: "of another environment does not count", runs: [Run(environment: "staging")], verdict: .notMet),
    Case(
      name: "may have to be of another environment",
      rule: "gate: {gates: [{gate: tests, environment: staging}]}",
      runs: [Run(environment: "staging")],
      verdict: .met
    ),
    Case(name: "keeps its limits", rule: coverage, runs: [Run(data: measured(80))], verdict: .met),
    Case(
      name: "keeps its limits in another unit",
      rule: coverage,
      runs: [Run(data: measured(0.8, "1"))],
      verdict: .met
    ),
    Case(
      name: "does not keep its limits",
      rule: coverage,
      runs: [Run(data: measured(79.9))],
      verdict: .notMet,
      observed: "coverage: 79.9 %, has to be at least 80 %"
    ),
    Case(name: "without the measurement is not met", rule: coverage, runs: [Run()], verdict: .notMet),
    Case(name: "in a foreign unit is not met", rule: coverage, runs: [Run(data: measured(90, "ms"))], verdict: .notMet),
    Case(
      name: "is quick enough",
      rule: quick,
      runs: [Run(data: ["started_at": "2026-11-03T09:00:00Z", "finished_at": "2026-11-03T09:14:59Z"])],
      verdict: .met
    ),
    Case(
      name: "takes too long",
      rule: quick,
      runs: [Run(data: ["started_at": "2026-11-03T09:00:00Z", "finished_at": "2026-11-03T09:15:00Z"])],
      verdict: .notMet,
      observed: "took 15m, has to be below 15m"
    ),
    Case(name: "of unknown duration is not met", rule: quick, runs: [Run()], verdict: .notMet),
    Case(name: "run after the deployment began does not count before it", runs: [Run(at: 5)], verdict: .notMet),
  ]

  @Test("before a deployment", arguments: cases)
  func before(_ sample: Case) throws {
    var scenario = Scenario()
    scenario.release()
    for run in sample.runs {
      scenario.gate("tests", run.outcome, at: run.at, commit: run.commit, environment: run.environment, run.data)
    }
    scenario.deploy("started", at: 0)
    let finding = try scenario.judge(sample.rule)
    #expect(finding.verdict == sample.verdict, "\(finding.observed)")
    #expect(finding.observed.contains(sample.observed))
  }

  @Test(
    "after a deployment has its time, and is pending meanwhile",
    arguments: [
      ([(20, "passed")], 60, .met),
      ([(31, "passed")], 60, .notMet),
      ([(-10, "passed")], 20, .pending),
      ([], 30, .pending),
      ([], 31, .notMet),
      ([(10, "failed"), (20, "passed")], 60, .met),
      ([(10, "passed"), (20, "failed"), (31, "passed")], 60, .notMet),
    ] as [([(Double, String)], Double, Verdict)]
  )
  func after(runs: [(Double, String)], at: Double, verdict: Verdict) throws {
    var scenario = Scenario()
    scenario.release()
    scenario.deploy("started", at: 0)
    for (minute, outcome) in runs where minute <= at { scenario.gate("smoke", outcome, at: minute) }
    let finding = try scenario.judge(
      "phase: after\ngate: {gates: [smoke], after: deployment-start, within: 30m}",
      at: at
    )
    #expect(finding.verdict == verdict, "\(finding.observed)")
    #expect((finding.settlement?.by == Scenario.minutes(30)) == (verdict == .pending))
  }

  @Test("counts for the commit deployed, whatever the release says")
  func deployedCommit() throws {
    var scenario = Scenario()
    scenario.release()
    scenario.gate("tests", at: -60)
    scenario.deploy("started", at: 0, ["commit": .string(Scenario.otherCommit)])
    let finding = try scenario.judge("gate: {gates: [tests]}")
    #expect(finding.verdict == .notMet)
    let all = scenario.findings(try Scenario.policy("gate: {gates: [tests]}"))
    #expect(all["release-record"]?.verdict == .notMet)
  }

  @Test("counts where its result names the commit and no version yet")
  func beforeThereIsAVersion() throws {
    var scenario = Scenario()
    scenario.add(
      .gate,
      at: -700,
      version: nil,
      ["gate": "tests", "outcome": "passed", "commit": .string(Scenario.commit)]
    )
    scenario.release()
    scenario.deploy("started", at: 0)
    #expect(try scenario.judge("gate: {gates: [tests]}").verdict == .met)
  }
}
