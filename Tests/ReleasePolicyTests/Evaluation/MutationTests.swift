import ReleaseRecords
import Testing

@testable import ReleasePolicy

@Suite("A release that meets everything")
struct MutationTests {
  static let policy = """
    version: 1
    name: test
    events:
      staged: {record: deployment, where: {status: succeeded}, environment: staging}
      begun: {record: deployment, where: {status: started}}
      held: {record: retrospective}
    controls:
      - {id: GATE, title: a, gate: {gates: [tests, lint]}}
      - {id: APPROVAL, title: a, approval: {needed: [tech-lead]}}
      - {id: REVIEW, title: a, approval: {of: changes, needed: [{count: 1}]}}
      - {id: CHECKLIST, title: a, checklist: {checklist: ready, items: [docs]}}
      - {id: EVIDENCE, title: a, evidence: {records: [{record: artifact, has: [digest]}]}}
      - {id: ORDER, title: a, order: {steps: [staged, deployment-start]}}
      - {id: BEGUN, title: a, phase: after, order: {steps: [begun, deployment-end]}}
      - {id: ROLLOUT, title: a, phase: after, rollout: {steps: [{percent: 5, dwell: 30m}, {percent: 100}]}}
      - {id: SCHEDULE, title: a, schedule: {inside: [deployment]}}
      - {id: DEADLINE, title: a, phase: after, deadline: {spans: [{from: deployment-end, to: held, at_most: 1d}]}}
      - {id: ENDED, title: a, phase: after, deadline: {spans: [{from: deployment-start, to: deployment-end, at_most: 1d}]}}
      - {id: FULL, title: a, phase: after, deadline: {spans: [{from: deployment-start, to: full-traffic, at_most: 1d}]}}
      - id: TRIGGER
        title: a
        phase: after
        trigger: {observations: [{metric: error_rate, unit: "%", above: 1}], during: {latest: 2h}}
    """

  static func scenario() -> Scenario {
    var scenario = Scenario()
    scenario.release()
    let change: JSONObject = ["commit": .string(Scenario.commit), "author": "ada", "reviewers": ["carl"]]
    scenario.add(.change, at: -590, change)
    scenario.gate("tests", at: -300)
    scenario.gate("lint", at: -300)
    scenario.approve("carl", as: "tech-lead", at: -200)
    scenario.add(.checklist, at: -200, ["checklist": "ready", "item": "docs", "outcome": "done"])
    scenario.add(.artifact, at: -200, ["name": "a", "type": "image", "digest": "sha256:0"])
    scenario.deploy("succeeded", at: -100, id: "S1", environment: "staging")
    let window: JSONObject = [
      "type": "deployment", "from": "2026-11-03T09:00:00Z", "until": "2026-11-03T11:00:00Z",
    ]
    scenario.add(.window, at: -90, version: nil, window)
    scenario.deploy("started", at: 0)
    for (at, percent) in [(0.5, 5.0), (31, 100)] {
      let data: JSONObject = ["deployment": "D1", "traffic_percent": .number(percent)]
      scenario.add(.rollout, at: at, version: nil, environment: "production", data)
    }
    scenario.deploy("succeeded", at: 40)
    scenario.observe("error_rate", 0.1, at: 60)
    scenario.add(.retrospective, at: 600)
    return scenario
  }

  static func verdicts(_ scenario: Scenario) throws -> [String: Verdict] {
    let policy = try PolicyDocument(yaml: policy, named: "test.yaml").policy
    let evaluator = Evaluator(
      policy: policy,
      records: scenario.records,
      logSize: 100,
      at: Scenario.minutes(100_000)
    )
    let findings = evaluator.findings(for: Scenario.production).filter { $0.verdict != .notApplicable }
    return Dictionary(findings.map { ($0.control, $0.verdict) }) { first, _ in first }
  }

  @Test("meets everything")
  func compliant() throws {
    let verdicts = try Self.verdicts(Self.scenario())
    #expect(verdicts.filter { $0.value != .met } == [:])
    #expect(verdicts.count == 14)
  }

  @Test("no longer does with any one record less", arguments: scenario().records.map(\.sequence))
  func removal(sequence: Int64) throws {
    var scenario = Self.scenario()
    let removed = scenario.records.remove(at: Int(sequence))
    #expect(try Self.verdicts(scenario).contains { $0.value != .met }, "\(removed.record)")
  }

  @Test("no longer does with any one record three days later", arguments: scenario().records.map(\.sequence))
  func shift(sequence: Int64) throws {
    var scenario = Self.scenario()
    let old = scenario.records[Int(sequence)]
    var record = old.record
    record.occurredAt = old.effectiveAt + .seconds(3 * 86_400)
    scenario.records[Int(sequence)] = LedgerRecord(
      sequence: sequence,
      recordedAt: old.recordedAt,
      recordedBy: old.recordedBy,
      record: record
    )
    #expect(try Self.verdicts(scenario).contains { $0.value != .met }, "\(record)")
  }
}
