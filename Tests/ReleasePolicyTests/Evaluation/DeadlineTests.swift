import ReleaseRecords
import Testing

@testable import ReleasePolicy

@Suite("A deadline")
struct DeadlineTests {
  static let policy = """
    events:
      opened: {record: incident, where: {status: open}}
      each-opened: {record: incident, where: {status: open}, pick: each}
      updated: {record: incident, where: {status: updated}, pick: each}
      resolved: {record: incident, where: {status: resolved}}
      detected: {record: rollback, time: detected_at}
      written: {record: postmortem}
      identified: {record: release, time: identified_at, pick: last}
    """
  static let written = "phase: after\ndeadline: {spans: [{from: rollback-end, to: written, at_most: 1h}]}"
  static let below = "phase: after\ndeadline: {spans: [{from: rollback-end, to: written, below: 1h}]}"
  static let soak = "deadline: {spans: [{from: identified, to: deployment-start, at_least: 1h, at_most: 2h}]}"
  static let updates = """
    phase: after
    deadline: {spans: [{from: opened, to: resolved, through: updated, at_most: 30m}], per: incident}
    """

  static func rolledBack(
    _ name: String,
    rule: String = written,
    at: Double,
    _ verdict: Verdict,
    written: Double?
  ) -> JudgementCase {
    JudgementCase(name, rule, policy: policy, at: at, verdict) { scenario in
      scenario.deploy("started", at: 0)
      scenario.rollBack("started", at: 8)
      scenario.rollBack("succeeded", at: 10)
      if let written { scenario.add(.postmortem, at: written, ["incident": "I1"]) }
    }
  }

  static let cases = [
    rolledBack("that is kept to the last instant is met", at: 100, .met, written: 70),
    rolledBack("that is passed is not met", at: 100, .notMet, written: 70.1),
    rolledBack("is pending to its last instant", at: 70, .pending, written: nil),
    rolledBack("that passed without anything is not met", at: 70.1, .notMet, written: nil),
    rolledBack("that is strict ends one instant earlier", rule: below, at: 100, .notMet, written: 70),
    rolledBack("that is strict and over is not met", rule: below, at: 70, .notMet, written: nil),
    rolledBack("that is strict and not over is pending", rule: below, at: 69.9, .pending, written: nil),
    JudgementCase("whose beginning is not known is not met", written, policy: policy, .notMet) {
      $0.deploy("started", at: 0)
      $0.add(.postmortem, at: 50, ["incident": "I1"])
    },
    JudgementCase("that has not begun is pending", written, policy: policy, .pending) { $0.deploy("started", at: 0) },
    JudgementCase("that ends before it begins is not met", written, policy: policy, .notMet, "came before") {
      $0.deploy("started", at: 0)
      $0.add(.postmortem, at: 5, ["incident": "I1"])
      $0.rollBack("succeeded", at: 10)
    },
    JudgementCase("up to a deployment is met", soak, policy: policy, .met) {
      $0.release(at: -30, ["identified_at": "2026-11-03T08:30:00Z"])
      $0.deploy("started", at: 0)
    },
    JudgementCase("up to a deployment that comes too soon is not met", soak, policy: policy, .notMet, "30m") {
      $0.release(at: -30, ["identified_at": "2026-11-03T09:30:00Z"])
      $0.deploy("started", at: 0)
    },
    JudgementCase("up to a deployment that may begin now", soak, policy: policy, question: .mayDeploy, at: 0, .met) {
      $0.release(at: -90, ["identified_at": "2026-11-03T08:30:00Z"])
    },
    JudgementCase("kept by every update is met", updates, policy: policy, .met, "3 steps") {
      $0.deploy("started", at: 0)
      $0.incident("I1", "open", at: 10)
      $0.incident("I1", "updated", at: 40)
      $0.incident("I1", "updated", at: 70)
      $0.incident("I1", "resolved", at: 100)
    },
    JudgementCase("with a gap between updates is not met", updates, policy: policy, .notMet, "31m") {
      $0.deploy("started", at: 0)
      $0.incident("I1", "open", at: 10)
      $0.incident("I1", "updated", at: 40)
      $0.incident("I1", "resolved", at: 71)
    },
    JudgementCase("for the next update is pending", updates, policy: policy, at: 60, .pending) {
      $0.deploy("started", at: 0)
      $0.incident("I1", "open", at: 10)
      $0.incident("I1", "updated", at: 40)
    },
    JudgementCase("for the next update that does not come is not met", updates, policy: policy, at: 71, .notMet) {
      $0.deploy("started", at: 0)
      $0.incident("I1", "open", at: 10)
      $0.incident("I1", "updated", at: 40)
    },
    JudgementCase("is for each incident by itself", updates, policy: policy, .notMet, "incident I2") {
      $0.deploy("started", at: 0)
      $0.incident("I1", "open", at: 10)
      $0.incident("I1", "updated", at: 40)
      $0.incident("I2", "open", at: 12)
      $0.incident("I1", "resolved", at: 60)
    },
    JudgementCase("does not apply where there was no incident", updates, policy: policy, .notApplicable) {
      $0.deploy("started", at: 0)
    },
    JudgementCase("does not apply to another release's incident", updates, policy: policy, .notApplicable) {
      $0.deploy("started", at: 0)
      $0.incident("I1", "open", at: 10, ["caused_by": "D9"])
    },
  ]

  @Test("between two moments", arguments: cases)
  func deadline(_ sample: JudgementCase) throws { try sample.check() }
}
