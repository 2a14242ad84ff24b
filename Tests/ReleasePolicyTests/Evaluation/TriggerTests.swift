import ReleaseRecords
import Testing

@testable import ReleasePolicy

@Suite("A trigger")
struct TriggerTests {
  static let policy = "events: {broken: {record: incident, where: {category: critical-bug}, pick: each}}"
  static let sustained = """
    phase: after
    trigger: {observations: [{metric: error_rate, unit: "%", above: 1, for: 5m}], within: 15m}
    """
  static let once = """
    phase: after
    trigger: {observations: [{metric: error_rate, of: change, above: 50}], during: {latest: 2h}, within: 15m}
    """
  static let events = "phase: after\ntrigger: {events: [broken], must_observe: false, within: 15m}"
  static let unlimited = "phase: after\ntrigger: {events: [broken]}"

  static func given(
    _ name: String,
    rule: String = sustained,
    at: Double = 10_000,
    _ verdict: Verdict,
    _ observed: String = "",
    records: @escaping @Sendable (inout Scenario) -> Void
  ) -> JudgementCase {
    JudgementCase(name, rule, policy: policy, at: at, verdict, observed) { scenario in
      scenario.release()
      scenario.deploy("started", at: 0)
      records(&scenario)
    }
  }

  static let cases = [
    given("that nothing sets off is met", .met, "nothing obliged anybody") { $0.observe("error_rate", 1, at: 10) },
    given("that nobody looked for is not met when there is an end to it", rule: once, .notMet, "not observed") { _ in },
    given("that nobody looked for yet is pending", rule: once, at: 100, .pending) { _ in },
    given("held for its time obliges", .notMet, "no rollback-start") {
      for minute in 10...15 { $0.observe("error_rate", 2, at: Double(minute)) }
    },
    given("held for less than its time does not oblige", .met) {
      for minute in 10...14 { $0.observe("error_rate", 2, at: Double(minute)) }
      $0.observe("error_rate", 1, at: 15)
    },
    given("held over stretches that touch obliges", .notMet) {
      $0.observe("error_rate", 2, at: 10, until: 13)
      $0.observe("error_rate", 2, at: 13, until: 15)
    },
    given("held over stretches with a gap does not oblige", .met) {
      $0.observe("error_rate", 2, at: 10, until: 13)
      $0.observe("error_rate", 2, at: 13.1, until: 16)
    },
    given("held at instants a minute apart obliges", .notMet) {
      for minute in 0...5 { $0.observe("error_rate", 2, at: Double(10 + minute)) }
    },
    given("held at instants with a gap does not oblige", .met) {
      for minute in [10, 11, 12, 13.1, 14, 15, 16, 17] { $0.observe("error_rate", 2, at: minute) }
    },
    given("broken once begins anew", .met) {
      for minute in 10...13 { $0.observe("error_rate", 2, at: Double(minute)) }
      $0.observe("error_rate", 0.5, at: 14)
      for minute in 15...18 { $0.observe("error_rate", 2, at: Double(minute)) }
    },
    given("answered in time is met", .met, "rollback-start at 2026-11-03T10:30:00Z") {
      for minute in 10...15 { $0.observe("error_rate", 2, at: Double(minute)) }
      $0.rollBack("started", at: 30)
    },
    given("answered too late is not met", .notMet, "was due by 2026-11-03T10:30:00Z") {
      for minute in 10...15 { $0.observe("error_rate", 2, at: Double(minute)) }
      $0.rollBack("started", at: 30.1)
    },
    given("answered before it was due to be seen is met", .met) {
      for minute in 10...15 { $0.observe("error_rate", 2, at: Double(minute)) }
      $0.rollBack("started", at: 12)
    },
    given("still to be answered is pending", at: 30, .pending) {
      for minute in 10...15 { $0.observe("error_rate", 2, at: Double(minute)) }
    },
    given("no longer to be answered in time is not met", at: 30.1, .notMet) {
      for minute in 10...15 { $0.observe("error_rate", 2, at: Double(minute)) }
    },
    given("set off again while the rollback is under way is answered", .met) {
      for minute in 10...15 { $0.observe("error_rate", 2, at: Double(minute)) }
      $0.rollBack("started", at: 20)
      for minute in 21...27 { $0.observe("error_rate", 2, at: Double(minute)) }
      $0.rollBack("succeeded", at: 28)
    },
    given("set off after the rollback is about another release", .met) {
      $0.observe("error_rate", 1, at: 5)
      $0.rollBack("started", at: 6)
      $0.rollBack("succeeded", at: 8)
      for minute in 10...15 { $0.observe("error_rate", 2, at: Double(minute)) }
    },
    given("set off after another release took over is about that one", .met) {
      $0.observe("error_rate", 1, at: 5)
      $0.deploy("started", at: 8, id: "D2", version: "1.3.0")
      for minute in 10...15 { $0.observe("error_rate", 2, at: Double(minute)) }
    },
    given("set off by one observation obliges", rule: once, .notMet) {
      $0.observe("error_rate", 3, at: 9, baseline: 1)
    },
    given("that cannot be compared is not met", rule: once, .notMet, "no baseline") {
      $0.observe("error_rate", 3, at: 9)
    },
    given("set off after its time does not oblige", rule: once, .met) {
      $0.observe("error_rate", 1, at: 9, baseline: 1)
      $0.observe("error_rate", 3, at: 121, baseline: 1)
    },
    given("set off by an event obliges", rule: events, .notMet) {
      $0.incident("I1", "open", at: 10, ["category": "critical-bug"])
    },
    given("set off by an event and answered is met", rule: events, .met) {
      $0.incident("I1", "open", at: 10, ["category": "critical-bug"])
      $0.rollBack("started", at: 25)
    },
    given("without a limit is pending", rule: unlimited, .pending) {
      $0.incident("I1", "open", at: 10, ["category": "critical-bug"])
    },
    given("without a limit is not met once another release has taken over", rule: unlimited, .notMet) {
      $0.incident("I1", "open", at: 10, ["category": "critical-bug"])
      $0.deploy("started", at: 600, id: "D2", version: "1.3.0")
    },
  ]

  @Test("by what was observed and what happened", arguments: cases)
  func trigger(_ sample: JudgementCase) throws { try sample.check() }
}
