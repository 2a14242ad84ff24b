import ReleaseRecords
import Testing

@testable import ReleasePolicy

@Suite("A checklist")
struct ChecklistTests {
  static let plain = "checklist: {checklist: ready, items: [docs, {item: migrations, optional: true}]}"
  static let window = """
    phase: after
    checklist: {checklist: ready, items: [docs], window: {event: deployment-start, earliest: 5m, latest: 15m}}
    """
  static let day = """
    phase: after
    checklist: {checklist: ready, items: [docs], window: {clock: "09:00-12:00", same_day: true}}
    """
  static let attested = "checklist: {checklist: ready, items: [docs], not_by: [author]}"

  @Sendable static func item(
    _ scenario: inout Scenario,
    _ item: String,
    _ outcome: String = "done",
    at: Double,
    _ more: JSONObject = [:]
  ) {
    var data: JSONObject = ["checklist": "ready", "item": .string(item), "outcome": .string(outcome)]
    for (name, value) in more { data[name] = value }
    scenario.add(.checklist, at: at, data)
  }

  static func given(
    _ name: String,
    rule: String = plain,
    at: Double = 10_000,
    _ verdict: Verdict,
    _ observed: String = "",
    records: @escaping @Sendable (inout Scenario) -> Void
  ) -> JudgementCase {
    JudgementCase(name, rule, at: at, verdict, observed) { scenario in
      scenario.release()
      scenario.add(.change, at: -610, ["commit": .string(Scenario.commit), "author": "ada"])
      scenario.deploy("started", at: 0)
      // What is on the list before the deployment has to be on record before it.
      var before = scenario
      before.records.removeLast()
      records(&before)
      if before.records.allSatisfy({ $0.effectiveAt < Scenario.epoch }) {
        before.deploy("started", at: 0)
        scenario = before
      } else {
        records(&scenario)
      }
    }
  }

  static let cases = [
    given("with everything done is met", .met) {
      item(&$0, "docs", at: -20)
      item(&$0, "migrations", "not_applicable", at: -20)
    },
    given("with an item that nobody attested is not met", .notMet, "migrations: not attested") {
      item(&$0, "docs", at: -20)
    },
    given("with an item that does not apply, though it has to, is not met", .notMet, "docs: marked as not applicable") {
      item(&$0, "docs", "not_applicable", at: -20)
      item(&$0, "migrations", at: -20)
    },
    given("with an item that failed last is not met", .notMet, "docs: failed") {
      item(&$0, "docs", at: -30)
      item(&$0, "docs", "failed", at: -20)
      item(&$0, "migrations", at: -20)
    },
    given("of which the last word is done is met", .met) {
      item(&$0, "docs", "failed", at: -30)
      item(&$0, "docs", at: -20)
      item(&$0, "migrations", at: -20)
    },
    given("in its window is met at its first instant", rule: window, .met) { item(&$0, "docs", at: 5) },
    given("in its window is met at its last instant", rule: window, .met) { item(&$0, "docs", at: 15) },
    given("done too early is not met", rule: window, .notMet, "done outside its time") { item(&$0, "docs", at: 4.9) },
    given("done too late is not met", rule: window, .notMet, "done outside its time") { item(&$0, "docs", at: 15.1) },
    given("done in time and again later is met", rule: window, .met) {
      item(&$0, "docs", at: 10)
      item(&$0, "docs", at: 20)
    },
    given("is pending while its window is open", rule: window, at: 15, .pending) { _ in },
    given("is not met once its window is closed", rule: window, at: 15.1, .notMet) { _ in },
    given("on the day and by the clock is met", rule: day, .met) { item(&$0, "docs", at: 30) },
    given("on the day, not by the clock, is not met", rule: day, .notMet) { item(&$0, "docs", at: 121) },
    given("by the clock, not on the day, is not met", rule: day, .notMet) { item(&$0, "docs", at: 1440) },
    given("of another deployment does not count", rule: window, .notMet) {
      item(&$0, "docs", at: 10, ["deployment": "D9"])
    },
    given("of the deployment counts", rule: window, .met) { item(&$0, "docs", at: 10, ["deployment": "D1"]) },
    given("attested by somebody else than the author is met", rule: attested, .met) {
      item(&$0, "docs", at: -20, ["performed_by": "carl"])
    },
    given(
      "attested by the author is not met where that is forbidden",
      rule: attested,
      .notMet,
      "not by somebody who may"
    ) {
      item(&$0, "docs", at: -20, ["performed_by": "ada"])
    },
    given("attested by nobody known is not met where it matters", rule: attested, .notMet) {
      item(&$0, "docs", at: -20)
    },
  ]

  @Test("before or after a deployment", arguments: cases)
  func checklist(_ sample: JudgementCase) throws { try sample.check() }
}
