import ReleaseRecords
import Testing

@testable import ReleasePolicy

@Suite("A waiver")
struct WaiverTests {
  struct Waiver: Sendable {
    var control = "X"
    var asker = "ada"
    var granter = "zoe"
    var at = -60.0
    var recorded: Double?
    var expires = 60.0
    var version: String? = "1.2.0"
    var environment: String?
    var reason = "the tool is down"
  }

  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    var policy = ""
    let waiver: Waiver
    let verdict: Verdict
    var observed = ""

    var testDescription: String { name }
  }

  static let cases = [
    Case(name: "gives leave", waiver: Waiver(), verdict: .waived, observed: "waived by zoe until 2026-11-03T11:00:00Z"),
    Case(name: "of another control gives none", waiver: Waiver(control: "Y"), verdict: .notMet),
    Case(name: "of another version gives none", waiver: Waiver(version: "1.3.0"), verdict: .notMet),
    Case(name: "of all versions gives leave", waiver: Waiver(version: nil), verdict: .waived),
    Case(name: "of another environment gives none", waiver: Waiver(environment: "staging"), verdict: .notMet),
    Case(name: "of the environment gives leave", waiver: Waiver(environment: "production"), verdict: .waived),
    Case(
      name: "that had expired gives none",
      waiver: Waiver(expires: 0),
      verdict: .notMet,
      observed: "waiver #1 expired on 2026-11-03T10:00:00Z"
    ),
    Case(
      name: "that is granted by who asked gives none",
      waiver: Waiver(granter: "ada"),
      verdict: .notMet,
      observed: "by the person who asked"
    ),
    Case(
      name: "that is granted by who asked under another name gives none",
      waiver: Waiver(granter: "ada-2"),
      verdict: .notMet,
      observed: "by the person who asked"
    ),
    Case(
      name: "that is granted by the author gives none",
      waiver: Waiver(asker: "eve", granter: "ada"),
      verdict: .notMet,
      observed: "has a part in the release"
    ),
    Case(
      name: "that is granted by the deployer gives none",
      waiver: Waiver(granter: "dora"),
      verdict: .notMet,
      observed: "has a part in the release"
    ),
    Case(
      name: "without a reason gives none",
      waiver: Waiver(reason: ""),
      verdict: .notMet,
      observed: "gives no reason"
    ),
    Case(
      name: "for too long gives none",
      policy: "waivers: {at_most: 1h}",
      waiver: Waiver(),
      verdict: .notMet,
      observed: "is for longer than 1h"
    ),
    Case(name: "for just as long gives leave", policy: "waivers: {at_most: 2h}", waiver: Waiver(), verdict: .waived),
    Case(
      name: "of what cannot be waived gives none",
      policy: "waivers: {never: [X]}",
      waiver: Waiver(),
      verdict: .notMet,
      observed: "cannot be given"
    ),
    Case(name: "given afterwards gives none", waiver: Waiver(at: 5), verdict: .notMet),
    Case(
      name: "recorded afterwards gives none, and is named",
      waiver: Waiver(recorded: 5),
      verdict: .notMet,
      observed: "without effect: #3"
    ),
  ]

  @Test("before a deployment", arguments: cases)
  func before(_ sample: Case) throws {
    var scenario = Scenario()
    scenario.release()
    let waiver = sample.waiver
    let add = { (scenario: inout Scenario) in
      let data: JSONObject = [
        "control": .string(waiver.control), "requested_by": .string(waiver.asker),
        "approved_by": .string(waiver.granter), "expires_at": .string(Scenario.minutes(waiver.expires).description),
      ]
      scenario.add(
        .waiver,
        at: waiver.at,
        recorded: waiver.recorded,
        version: waiver.version,
        environment: waiver.environment,
        data,
        text: ["reason": waiver.reason]
      )
    }
    let isLate = (waiver.recorded ?? waiver.at) > 0
    if !isLate { add(&scenario) }
    scenario.add(.change, at: -610, ["commit": .string(Scenario.commit), "author": "ada"])
    scenario.deploy("started", at: 0, ["deployer": "dora"])
    if isLate { add(&scenario) }
    let finding = try scenario.judge(
      "gate: {gates: [tests]}",
      policy: sample.policy,
      people: People(aliases: ["ada-2": "ada"])
    )
    #expect(finding.verdict == sample.verdict, "\(finding.observed)")
    #expect(finding.observed.contains(sample.observed), "\(finding.observed)")
    #expect((finding.waiver != nil) == (sample.verdict == .waived))
    #expect(finding.observed.contains("no result"), "What is missing stays visible.")
  }

  @Test(
    "after a deployment counts while it lasts; when it is overdue, what is missing is not met",
    arguments: [(1000, .waived), (1440, .notMet), (2000, .notMet)] as [(Double, Verdict)]
  )
  func overdue(at: Double, verdict: Verdict) throws {
    var scenario = Scenario()
    scenario.release()
    scenario.deploy("started", at: 0)
    let data: JSONObject = [
      "control": "X", "requested_by": "ada", "approved_by": "zoe",
      "expires_at": .string(Scenario.minutes(1440).description),
    ]
    scenario.add(.waiver, at: 10, data, text: ["reason": "later"])
    let rule = "phase: after\ngate: {gates: [smoke], after: deployment-start, within: 30m}"
    let finding = try scenario.judge(rule, at: at)
    #expect(finding.verdict == verdict)
    #expect(finding.records == [2])
    if verdict == .notMet {
      #expect(finding.observed.contains("expired on 2026-11-04T10:00:00Z and it is still missing"))
    }
  }

  @Test("of a row is one of all its parts")
  func row() throws {
    var scenario = Scenario()
    scenario.release()
    let data: JSONObject = [
      "control": "OCT-05", "requested_by": "ada", "approved_by": "zoe",
      "expires_at": .string(Scenario.minutes(1440).description),
    ]
    scenario.add(.waiver, at: -10, data, text: ["reason": "later"])
    var policy = try Scenario.policy("gate: {gates: [tests]}")
    policy.controls[0].id = "OCT-05.testing"
    #expect(scenario.findings(policy, question: .mayDeploy, at: 0)["OCT-05.testing"]?.verdict == .waived)
  }

  @Test("of what every policy has gives none", arguments: BuiltInControl.allCases)
  func builtIn(control: BuiltInControl) throws {
    var scenario = Scenario()
    if control != .releaseRecord { scenario.release(type: "odd") }
    let data: JSONObject = [
      "control": .string(control.rawValue), "requested_by": "ada", "approved_by": "zoe",
      "expires_at": .string(Scenario.minutes(1440).description),
    ]
    scenario.add(.waiver, at: -10, data, text: ["reason": "later"])
    let policy = try PolicyDocument(
      yaml: "version: 1\nname: x\ntypes: {minor: {}}\nenvironments: {staging: {}}",
      named: "x.yaml"
    ).policy
    let finding = try #require(scenario.findings(policy, question: .mayDeploy, at: 0)[control.rawValue])
    #expect(finding.verdict == .notMet)
    #expect(finding.observed.contains("cannot be given for this control"))
  }

  @Test("is not asked for where nothing is missing")
  func met() throws {
    var scenario = Scenario()
    scenario.release()
    scenario.gate("tests", at: -60)
    let data: JSONObject = [
      "control": "X", "requested_by": "ada", "approved_by": "zoe",
      "expires_at": .string(Scenario.minutes(1440).description),
    ]
    scenario.add(.waiver, at: -10, data, text: ["reason": "later"])
    let finding = try scenario.judge("gate: {gates: [tests]}", question: .mayDeploy, at: 0)
    #expect(finding.verdict == .met)
    #expect(finding.records == [1])
  }
}
