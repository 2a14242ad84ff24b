import ReleaseRecords
import Testing

@testable import ReleasePolicy

@Suite("An order of steps")
struct OrderTests {
  static let policy = """
    events:
      staged: {record: deployment, where: {status: succeeded}, environment: staging, pick: last}
      smoke: {record: gate, where: {gate: smoke, outcome: passed}, environment: staging, pick: last}
      load: {record: gate, where: {gate: load, outcome: passed}, environment: staging, pick: last}
      detected: {record: rollback, time: detected_at}
      told: {record: communication, where: {about: rollback}, pick: each}
      fixed: {record: checklist, where: {item: quick-fix}}
      written: {record: postmortem, pick: last}
    """
  static let staged = "order: {steps: [staged, {title: validated, events: [smoke, load]}, deployment-start]}"
  static let back = """
    phase: after
    order:
      steps: [detected, {events: [fixed], optional: true, within: 15m}, rollback-start, told, written]
      per: rollback
    """

  static func given(
    _ name: String,
    _ verdict: Verdict,
    _ observed: String = "",
    records: @escaping @Sendable (inout Scenario) -> Void
  ) -> JudgementCase {
    JudgementCase(name, staged, policy: policy, verdict, observed) { scenario in
      scenario.release()
      records(&scenario)
      scenario.deploy("started", at: 0)
    }
  }

  static func gate(_ name: String, at minutes: Double, _ scenario: inout Scenario) {
    scenario.gate(name, at: minutes, environment: "staging")
  }

  static let before = [
    given("that was kept is met", .met) {
      $0.deploy("succeeded", at: -90, id: "S1", environment: "staging")
      gate("smoke", at: -80, &$0)
      gate("load", at: -70, &$0)
    },
    given("with a step left out is not met", .notMet, "missing: validated") {
      $0.deploy("succeeded", at: -90, id: "S1", environment: "staging")
      gate("smoke", at: -80, &$0)
    },
    given("of which the last part of a step was in time, and the first was not, is as late as the last", .met) {
      gate("smoke", at: -95, &$0)
      $0.deploy("succeeded", at: -90, id: "S1", environment: "staging")
      gate("load", at: -70, &$0)
    },
    given("that was turned round is not met", .notMet, "validated at 2026-11-03T08:20:00Z came before staged") {
      gate("smoke", at: -110, &$0)
      gate("load", at: -100, &$0)
      $0.deploy("succeeded", at: -90, id: "S1", environment: "staging")
    },
    given("of one instant goes by the log", .met) {
      $0.deploy("succeeded", at: -90, id: "S1", environment: "staging")
      gate("smoke", at: -90, &$0)
      gate("load", at: -90, &$0)
    },
    given("with nothing on record is not met", .notMet, "missing: staged, validated") { _ in },
  ]

  @Test("before a deployment", arguments: before)
  func steps(_ sample: JudgementCase) throws { try sample.check() }

  static func rolledBack(
    _ name: String,
    _ verdict: Verdict,
    _ observed: String = "",
    records: @escaping @Sendable (inout Scenario) -> Void
  ) -> JudgementCase {
    JudgementCase(name, back, policy: policy, verdict, observed) { scenario in
      scenario.release()
      scenario.deploy("started", at: 0)
      records(&scenario)
    }
  }

  static let detected: JSONObject = ["rollback": "R1", "detected_at": "2026-11-03T10:05:00Z"]

  static let perRollback = [
    rolledBack("does not apply where there was none", .notApplicable) { _ in },
    rolledBack("is met without what may be left out", .met) {
      $0.rollBack("started", at: 10, detected)
      $0.add(.communication, at: 12, ["about": "rollback", "audience": "users", "channel": "email"])
      $0.add(.postmortem, at: 90, ["incident": "I1"])
    },
    rolledBack("is pending while later steps are to come", .pending, "missing: written") {
      $0.rollBack("started", at: 10, detected)
      $0.add(.communication, at: 12, ["about": "rollback", "audience": "users", "channel": "email"])
    },
    rolledBack("is not met where a step was skipped", .notMet, "without told") {
      $0.rollBack("started", at: 10, detected)
      $0.add(.postmortem, at: 90, ["incident": "I1"])
    },
    rolledBack("is pending for each rollback by itself", .pending, "rollback R2: missing: told, written") {
      $0.rollBack("started", at: 10, detected)
      $0.add(.communication, at: 12, ["about": "rollback", "audience": "users", "channel": "email"])
      $0.add(.postmortem, at: 15, ["incident": "I1"])
      $0.rollBack("started", at: 50, ["rollback": "R2", "detected_at": "2026-11-03T10:45:00Z"])
    },
    rolledBack("of which a step took too long is not met", .notMet, "fixed came 16m after detected") {
      $0.rollBack("started", at: 4, ["rollback": "R1", "detected_at": "2026-11-03T10:05:00Z"])
      $0.add(.checklist, at: 21, ["checklist": "x", "item": "quick-fix", "outcome": "done"])
    },
  ]

  @Test("in each rollback", arguments: perRollback)
  func rollback(_ sample: JudgementCase) throws { try sample.check() }
}
