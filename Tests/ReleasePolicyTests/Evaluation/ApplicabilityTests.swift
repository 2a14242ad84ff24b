import ReleaseRecords
import Testing

@testable import ReleasePolicy

@Suite("A control applies")
struct ApplicabilityTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let condition: String
    var type = "minor"
    var data: JSONObject = [:]
    var version = "1.2.0"
    var environment: String? = "production"
    let applies: Bool

    var testDescription: String { "\(condition) \(type) \(version) \(applies)" }
  }

  static let policy = """
    types: {minor: {aliases: [feature]}, patch: {}}
    events: {flagged: {record: flag}}
    """

  static let cases = [
    Case(condition: "{}", applies: true),
    Case(condition: "{types: [minor]}", applies: true),
    Case(condition: "{types: [patch]}", applies: false),
    Case(condition: "{types: [minor]}", type: "feature", applies: true),
    Case(condition: "{types: [patch]}", type: "feature", applies: false),
    Case(condition: "{environments: [production]}", applies: true),
    Case(condition: "{environments: [staging]}", applies: false),
    Case(condition: "{environments: [production]}", environment: nil, applies: false),
    Case(condition: "{services: [shop, mail]}", applies: true),
    Case(condition: "{services: [mail]}", applies: false),
    Case(condition: "{labels: {any: [regulated, urgent]}}", data: ["labels": ["urgent"]], applies: true),
    Case(condition: "{labels: {any: [regulated, urgent]}}", applies: false),
    Case(condition: "{labels: {any: [reviewed]}}", applies: true),
    Case(condition: "{labels: {all: [urgent, reviewed]}}", data: ["labels": ["urgent"]], applies: true),
    Case(condition: "{labels: {all: [urgent, other]}}", data: ["labels": ["urgent"]], applies: false),
    Case(condition: "{labels: {none: [emergency]}}", applies: true),
    Case(condition: "{labels: {none: [emergency]}}", data: ["labels": ["emergency"]], applies: false),
    Case(condition: "{channels: [stable]}", data: ["channel": "stable"], applies: true),
    Case(condition: "{channels: [stable]}", data: ["channel": "beta"], applies: false),
    Case(condition: "{channels: [stable]}", applies: true),
    Case(condition: "{prereleases: excluded}", applies: true),
    Case(condition: "{prereleases: excluded}", version: "1.2.0-rc.1", applies: false),
    Case(condition: "{prereleases: only}", version: "1.2.0-rc.1", applies: true),
    Case(condition: "{prereleases: only}", applies: false),
    Case(condition: "{when: flagged}", applies: false),
    Case(condition: "{unless: flagged}", applies: true),
    Case(condition: "{types: [patch], labels: {none: [emergency]}}", applies: false),
  ]

  @Test("by its conditions, every one of which has to hold", arguments: cases)
  func condition(_ sample: Case) throws {
    var scenario = Scenario()
    scenario.release(version: sample.version, type: sample.type, sample.data)
    let change: JSONObject = ["commit": .string(Scenario.commit), "labels": ["reviewed"]]
    scenario.add(.change, at: -700, version: sample.version, change)
    let version = try #require(SemanticVersion(sample.version))
    let finding = try scenario.judge(
      "applies: \(sample.condition)\ngate: {gates: [tests]}",
      policy: Self.policy,
      question: .mayDeploy,
      at: 0,
      subject: Subject(service: "shop", version: version, environment: sample.environment)
    )
    #expect(finding.verdict == (sample.applies ? .notMet : .notApplicable), "\(finding.observed)")
  }

  @Test("where it is not known whether it does")
  func unknown() throws {
    let scenario = Scenario()
    for condition in ["{types: [patch]}", "{labels: {any: [regulated]}}", "{channels: [beta]}"] {
      let rule = "applies: \(condition)\ngate: {gates: [tests]}"
      #expect(try scenario.judge(rule, policy: Self.policy, question: .mayDeploy, at: 0).verdict == .notMet)
    }
  }

  @Test("once an event has happened, or until it has")
  func event() throws {
    var scenario = Scenario()
    scenario.release()
    scenario.add(.flag, at: -10, ["flag": "new", "type": "release", "from": "off", "to": "on"])
    for (condition, verdict) in [("{when: flagged}", Verdict.notMet), ("{unless: flagged}", .notApplicable)] {
      let rule = "applies: \(condition)\ngate: {gates: [tests]}"
      #expect(try scenario.judge(rule, policy: Self.policy, question: .mayDeploy, at: 0).verdict == verdict)
    }
  }

  @Test("to the deployment's strategy; one that is not stated exempts from nothing")
  func strategy() throws {
    for (strategy, verdict) in [("canary", Verdict.notMet), ("rolling", .notApplicable), (nil, .notMet)] {
      var scenario = Scenario()
      scenario.release()
      var data: JSONObject = [:]
      data["strategy"] = strategy.map(JSONValue.string)
      scenario.deploy("started", at: 0, data)
      scenario.deploy("succeeded", at: 5)
      let rule =
        "phase: after\napplies: {strategies: [canary]}\nevidence: {records: [{record: deployment, has: [manifest]}]}"
      #expect(try scenario.judge(rule).verdict == verdict)
    }
  }

  @Test("to each environment by itself")
  func environments() throws {
    var scenario = Scenario()
    scenario.release()
    scenario.gate("tests", at: -60, environment: "staging")
    scenario.deploy("started", at: -50, id: "S1", environment: "staging")
    scenario.deploy("started", at: 0)
    let staging = Subject(service: "shop", version: Scenario.version, environment: "staging")
    #expect(try scenario.judge("gate: {gates: [tests]}", subject: staging).verdict == .met)
    #expect(try scenario.judge("gate: {gates: [tests]}").verdict == .notMet)
  }

  @Test("to each deployment of a release by itself")
  func deployments() throws {
    var scenario = Scenario()
    scenario.release()
    scenario.deploy("started", at: 0)
    scenario.deploy("failed", at: 5)
    scenario.gate("tests", at: 30)
    scenario.deploy("started", at: 60, id: "D2", ["manifest": "https://example.org/m"])
    scenario.deploy("succeeded", at: 65, id: "D2")
    var second = Scenario.production
    second.deployment = "D2"
    #expect(try scenario.judge("gate: {gates: [tests]}").verdict == .notMet)
    #expect(try scenario.judge("gate: {gates: [tests]}", subject: second).verdict == .met)
    let manifest = "phase: after\nevidence: {records: [{record: deployment, which: each, has: [manifest]}]}"
    #expect(try scenario.judge(manifest).verdict == .notMet)
    #expect(try scenario.judge(manifest, subject: second).verdict == .met)
  }
}

@Suite("Every release")
struct BuiltInControlTests {
  static let policy = "types: {minor: {aliases: [feature]}}\nenvironments: {production: {}}"

  func verdicts(_ scenario: Scenario, environment: String? = "production") throws -> [Verdict?] {
    let policy = try Scenario.policy("gate: {gates: [tests]}", Self.policy)
    let subject = Subject(service: "shop", version: Scenario.version, environment: environment)
    let findings = scenario.findings(policy, question: .mayDeploy, at: 0, subject: subject)
    return ["release-record", "release-type", "environment"].map { findings[$0]?.verdict }
  }

  @Test("has to be on record, of a known type and for a known environment")
  func builtIn() throws {
    var scenario = Scenario()
    #expect(try verdicts(scenario) == [.notMet, .notMet, .met])
    scenario.release(type: "odd")
    #expect(try verdicts(scenario) == [.met, .notMet, .met])
    scenario.release(type: "feature")
    #expect(try verdicts(scenario) == [.met, .met, .met])
    #expect(try verdicts(scenario, environment: "prod") == [.met, .met, .notMet])
    #expect(try verdicts(scenario, environment: nil) == [.met, .met, .notApplicable])
  }

  @Test("has not to be withdrawn")
  func withdrawn() throws {
    var scenario = Scenario()
    scenario.release(type: "feature")
    scenario.add(.status, at: -60, ["status": "withdrawn"])
    #expect(try verdicts(scenario) == [.notMet, .met, .met])
    scenario.add(.status, at: -50, ["status": "ready"])
    #expect(try verdicts(scenario) == [.met, .met, .met])
  }

  @Test("is refused where the policy has nothing else to say, and is not on record")
  func decision() throws {
    let policy = Policy()
    let evaluator = Evaluator(policy: policy, records: [], logSize: 0, at: Scenario.epoch, question: .mayDeploy)
    let decision = Decision.canDeploy(evaluator.findings(for: Scenario.production))
    #expect(!decision.isAllowed)
    #expect(decision.unmet.map(\.control) == ["release-record"])
    #expect(decision.unmet.first?.settlement?.needed == "a record of the release with its type and commit")
  }

  @Test("that is not deployed yet has time for what comes before")
  func audit() throws {
    var scenario = Scenario()
    scenario.release()
    let finding = try scenario.judge("gate: {gates: [tests]}")
    #expect(finding.verdict == .pending)
    #expect(finding.settlement?.needed == "tests passed")
    #expect(try scenario.judge("phase: after\ngate: {gates: [tests]}").verdict == .pending)
  }
}
