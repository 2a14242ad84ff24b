import ReleaseRecords
import Testing

@testable import ReleasePolicy

@Suite("An approval")
struct ApprovalTests {
  static let one = "approval: {needed: [tech-lead]}"
  static let two = "approval: {needed: [tech-lead, qa-lead]}"
  static let late = "phase: after\napproval: {needed: [manager], after: deployment-start, within: 24h}"
  static let author: JSONObject = ["commit": .string(Scenario.commit), "author": "ada", "co_authors": ["bob"]]

  /// A release, written by ada and bob, and deployed by dora.
  @Sendable static func start(_ scenario: inout Scenario) {
    scenario.release()
    scenario.add(.change, at: -610, author)
  }

  @Sendable static func deploy(_ scenario: inout Scenario) {
    scenario.deploy("started", at: 0, ["deployer": "dora"])
  }

  static func given(
    _ name: String,
    rule: String = one,
    policy: String = "",
    at: Double = 10_000,
    people: [String: String] = [:],
    _ verdict: Verdict,
    _ observed: String = "",
    records: @escaping @Sendable (inout Scenario) -> Void
  ) -> JudgementCase {
    JudgementCase(name, rule, policy: policy, at: at, people: people, verdict, observed) { scenario in
      start(&scenario)
      records(&scenario)
      deploy(&scenario)
    }
  }

  static let cases = [
    given("by somebody in the role is met", .met) { $0.approve("carl", as: "tech-lead", at: -60) },
    given("that nobody gave is not met", .notMet, "missing: tech-lead") { _ in },
    given("in another role does not count", .notMet) { $0.approve("carl", as: "qa-lead", at: -60) },
    given("by the author does not count", .notMet, "ada is author") { $0.approve("ada", as: "tech-lead", at: -60) },
    given("by a co-author does not count", .notMet, "bob is co-author") {
      $0.approve("bob", as: "tech-lead", at: -60)
    },
    given("by the author under another name does not count", people: ["p7": "ada"], .notMet, "ada is author") {
      $0.approve("p7", as: "tech-lead", at: -60)
    },
    given("by the author counts where that is allowed", rule: "approval: {needed: [tech-lead], not_by: []}", .met) {
      $0.approve("ada", as: "tech-lead", at: -60)
    },
    given("by the deployer counts where nothing is said", .met) { $0.approve("dora", as: "tech-lead", at: -60) },
    given(
      "by the deployer does not count where that is said",
      rule: "approval: {needed: [tech-lead], not_by: [deployer]}",
      .notMet,
      "dora is deployer"
    ) { $0.approve("dora", as: "tech-lead", at: -60) },
    given("by one person in two roles counts once", rule: two, .notMet, "missing: qa-lead") {
      $0.approve("carl", as: "tech-lead", at: -60)
      $0.approve("carl", as: "qa-lead", at: -60)
    },
    given("by one person under two names counts once", rule: two, people: ["p8": "carl"], .notMet) {
      $0.approve("carl", as: "tech-lead", at: -60)
      $0.approve("p8", as: "qa-lead", at: -60)
    },
    given("by one person in two roles counts twice where people need not be distinct", rule: two.distinct(false), .met)
    {
      $0.approve("carl", as: "tech-lead", at: -60)
      $0.approve("carl", as: "qa-lead", at: -60)
    },
    given("by the same person twice counts once", rule: "approval: {needed: [{roles: [tech-lead], count: 2}]}", .notMet)
    {
      $0.approve("carl", as: "tech-lead", at: -60)
      $0.approve("carl", as: "tech-lead", at: -50)
    },
    given("is put where it is needed most", rule: two, .met) {
      $0.approve("carl", as: "tech-lead", at: -60)
      $0.approve("carl", as: "qa-lead", at: -60)
      $0.approve("eve", as: "tech-lead", at: -60)
    },
    given("in any of several roles will do", rule: "approval: {needed: [{roles: [tech-lead, cto]}]}", .met) {
      $0.approve("carl", as: "cto", at: -60)
    },
    given("that is withdrawn does not count", .notMet, "withdrawn by carl (#3)") {
      $0.approve("carl", as: "tech-lead", at: -60)
      $0.approve("carl", as: "tech-lead", at: -50, "withdrawn")
    },
    given("that is given again after it was withdrawn counts", .met) {
      $0.approve("carl", as: "tech-lead", at: -60, "withdrawn")
      $0.approve("carl", as: "tech-lead", at: -50)
    },
    given("does not stand against a rejection", .notMet, "rejected by eve as tech-lead") {
      $0.approve("carl", as: "tech-lead", at: -60)
      $0.approve("eve", as: "tech-lead", at: -70, "rejected")
    },
    given("stands once the rejection is taken back", .met) {
      $0.approve("carl", as: "tech-lead", at: -60)
      $0.approve("eve", as: "tech-lead", at: -70, "rejected")
      $0.approve("eve", as: "tech-lead", at: -50, "withdrawn")
    },
    given("of another commit does not count", .notMet, "given for another commit: #2") {
      $0.approve("carl", as: "tech-lead", at: -60, commit: Scenario.otherCommit)
    },
    given("dies when the release's commit changes", .notMet) {
      $0.approve("carl", as: "tech-lead", at: -60, commit: nil)
      $0.release(at: -30, commit: Scenario.otherCommit)
    },
    given("after the commit changed counts", .met) {
      $0.release(at: -30, commit: Scenario.otherCommit)
      $0.approve("carl", as: "tech-lead", at: -20, commit: Scenario.otherCommit)
    },
    given("without a commit counts where the release was stated again unchanged", .met) {
      $0.approve("carl", as: "tech-lead", at: -60, commit: nil)
      $0.release(at: -30)
    },
    given("survives a new commit where it is not bound", rule: one.bound(false), .met) {
      $0.approve("carl", as: "tech-lead", at: -60)
      $0.release(at: -30, commit: Scenario.otherCommit)
    },
    given("that has expired when the deployment begins does not count", .notMet, "expired") {
      $0.approve("carl", as: "tech-lead", at: -60, "approved", ["expires_at": "2026-11-03T10:00:00Z"])
    },
    given("that expires just after the deployment begins counts", .met) {
      $0.approve("carl", as: "tech-lead", at: -60, "approved", ["expires_at": "2026-11-03T10:00:01Z"])
    },
    given("is valid for as long as the control says", rule: "approval: {needed: [tech-lead], valid_for: 1h}", .notMet) {
      $0.approve("carl", as: "tech-lead", at: -60)
    },
    given("by somebody who does not hold the role does not count", policy: roles, .notMet, "does not hold") {
      $0.approve("carl", as: "tech-lead", at: -60)
    },
    given("by who holds the role under another name counts", policy: roles, people: ["p9": "grace"], .met) {
      $0.approve("p9", as: "tech-lead", at: -60)
    },
    given("for another environment does not count", .notMet) {
      $0.approve("carl", as: "tech-lead", at: -60, environment: "staging")
    },
    given("for one environment does not outlive its withdrawal for all", .notMet, "withdrawn by carl (#3)") {
      $0.approve("carl", as: "tech-lead", at: -60, environment: "production")
      $0.approve("carl", as: "tech-lead", at: -50, "withdrawn")
    },
    given("for all environments does not outlive its withdrawal for this one", .notMet, "withdrawn by carl (#3)") {
      $0.approve("carl", as: "tech-lead", at: -60)
      $0.approve("carl", as: "tech-lead", at: -50, "withdrawn", environment: "production")
    },
    given("for all environments outlives its withdrawal for another one", .met) {
      $0.approve("carl", as: "tech-lead", at: -60)
      $0.approve("carl", as: "tech-lead", at: -50, "withdrawn", environment: "staging")
    },
    given("for all environments settles a rejection for this one", .met) {
      $0.approve("carl", as: "tech-lead", at: -60, "rejected", environment: "production")
      $0.approve("carl", as: "tech-lead", at: -50)
    },
    given("after the deployment began does not count before it", .notMet) {
      $0.approve("carl", as: "tech-lead", at: 5)
    },
    given("that was withdrawn after the deployment began was good when it did", .met) {
      $0.approve("carl", as: "tech-lead", at: -60)
      $0.approve("carl", as: "tech-lead", at: 5, "withdrawn")
    },
    given("of an emergency may come afterwards", rule: late, .met) { $0.approve("carl", as: "manager", at: 24 * 60) },
    given("of an emergency is pending while there is time", rule: late, at: 24 * 60, .pending) { _ in },
    given("of an emergency that comes too late is not met", rule: late, .notMet, "given too late: #2") {
      $0.approve("carl", as: "manager", at: 24 * 60 + 1)
    },
    given("of an emergency that never comes is not met", rule: late, .notMet) { _ in },
  ]

  static let roles = "roles: {tech-lead: {members: [grace]}}"

  @Test("before or after a deployment", arguments: cases)
  func approval(_ sample: JudgementCase) throws { try sample.check() }

  static let review = "approval: {of: changes, needed: [{count: 2}]}"

  static let reviews = [
    JudgementCase("by enough people is met", review, .met) { scenario in
      start(&scenario)
      scenario.add(.change, at: -100, author.with("reviewers", ["carl", "eve"]))
      deploy(&scenario)
    },
    JudgementCase("by the author does not count", review, .notMet, "1 reviewer") { scenario in
      start(&scenario)
      scenario.add(.change, at: -100, author.with("reviewers", ["carl", "ada"]))
      deploy(&scenario)
    },
    JudgementCase("by one person under two names counts once", review, people: ["c2": "carl"], .notMet) { scenario in
      start(&scenario)
      scenario.add(.change, at: -100, author.with("reviewers", ["carl", "c2"]))
      deploy(&scenario)
    },
    JudgementCase("of a release without changes is not met", review, .notMet, "no changes") { scenario in
      scenario.release()
      deploy(&scenario)
    },
  ]

  static let byOthers = "approval: {needed: [tech-lead], not_by: [author]}"

  static let unknownAuthors = [
    JudgementCase("is not met where no change says who that was", byOthers, .notMet, "who wrote it is not on record") {
      $0.release()
      $0.approve("carl", as: "tech-lead", at: -60)
      deploy(&$0)
    },
    JudgementCase("is not met where one change does not say it", byOthers, .notMet, "who wrote cccccccccccc is not on")
    {
      start(&$0)
      $0.add(.change, at: -605, ["commit": .string(String(repeating: "c", count: 40))])
      $0.approve("carl", as: "tech-lead", at: -60)
      deploy(&$0)
    },
    JudgementCase("is met where all changes say it", byOthers, .met) {
      start(&$0)
      $0.approve("carl", as: "tech-lead", at: -60)
      deploy(&$0)
    },
    JudgementCase("is met, with a remark, where the control itself does not ask", one, .met, "is not on record") {
      $0.release()
      $0.approve("carl", as: "tech-lead", at: -60)
      deploy(&$0)
    },
  ]

  static let notByDeployer = "approval: {needed: [tech-lead], not_by: [deployer]}"

  static let unknownDeployers = [
    JudgementCase("is not met where none is named", notByDeployer, .notMet, "who deployed it is not on record") {
      start(&$0)
      $0.approve("carl", as: "tech-lead", at: -60)
      $0.deploy("started", at: 0)
    },
    JudgementCase("is met where a pipeline deployed by itself", notByDeployer, .met) {
      start(&$0)
      $0.approve("carl", as: "tech-lead", at: -60)
      $0.deploy("started", at: 0, ["automatic": true])
    },
    JudgementCase("is met where another one is named", notByDeployer, .met) {
      start(&$0)
      $0.approve("carl", as: "tech-lead", at: -60)
      deploy(&$0)
    },
  ]

  @Test("by anybody but the deployer", arguments: unknownDeployers)
  func unknownDeployer(_ sample: JudgementCase) throws { try sample.check() }

  @Test("by anybody but the author", arguments: unknownAuthors)
  func unknownAuthor(_ sample: JudgementCase) throws { try sample.check() }

  @Test("of each change", arguments: reviews)
  func reviewed(_ sample: JudgementCase) throws { try sample.check() }
}

extension String {
  fileprivate func distinct(_ value: Bool) -> String { replacing("{needed", with: "{distinct: \(value), needed") }
  fileprivate func bound(_ value: Bool) -> String { replacing("{needed", with: "{bound_to_commit: \(value), needed") }
}

extension JSONObject {
  func with(_ name: String, _ value: JSONValue) -> JSONObject {
    var object = self
    object[name] = value
    return object
  }
}
