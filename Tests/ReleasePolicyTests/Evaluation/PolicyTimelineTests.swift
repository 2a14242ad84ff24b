import ReleaseRecords
import Testing

@testable import ReleasePolicy

@Suite("The policy in force")
struct PolicyTimelineTests {
  /// Adoptions by their sequence numbers: of an old policy, of a new one from a later instant on, and of one service's.
  static func scenario() -> Scenario {
    var scenario = Scenario()
    adopt("old", from: 0, at: -10, &scenario)
    adopt("new", from: 100, at: 20, &scenario)
    adopt("own", service: "mail", from: 50, at: 30, &scenario)
    return scenario
  }

  static func adopt(
    _ name: String,
    service: String? = nil,
    from: Double,
    at: Double,
    _ scenario: inout Scenario
  ) {
    let data: JSONObject = [
      "policy": .string(name), "digest": .string("sha256:" + name),
      "effective_from": .string(Scenario.minutes(from).description),
    ]
    scenario.add(.policy, at: at, service: service, version: nil, data)
  }

  static func inForce(_ scenario: Scenario, _ service: String, at: Double, before: Int64 = .max) -> String? {
    let index = RecordIndex(scenario.records, logSize: Int64(scenario.records.count))
    let adoption = PolicyTimeline(index).inForce(for: service, at: Scenario.minutes(at), knownBefore: before)
    return adoption?.policy
  }

  @Test(
    "is the one that took effect last, a service's own before one for all",
    arguments: [
      ("shop", -1, nil), ("shop", 0, "old"), ("shop", 99, "old"), ("shop", 100, "new"), ("mail", 49, "old"),
      ("mail", 50, "own"), ("mail", 200, "own"),
    ] as [(String, Double, String?)]
  )
  func inForce(service: String, at: Double, policy: String?) {
    #expect(Self.inForce(Self.scenario(), service, at: at) == policy)
  }

  @Test("is not one that was put on record afterwards with an earlier date")
  func backdated() {
    var scenario = Self.scenario()
    Self.adopt("lax", from: 10, at: 200, &scenario)
    #expect(Self.inForce(scenario, "shop", at: 60) == "lax")
    #expect(Self.inForce(scenario, "shop", at: 60, before: 3) == "old")
  }

  @Test("is not one that was withdrawn, except for those who had to go by it until then")
  func withdrawn() {
    var scenario = Self.scenario()
    scenario.add(.correction, at: 200, version: nil, ["record": 1, "authority": "board"])
    #expect(Self.inForce(scenario, "shop", at: 150) == "old")
    #expect(Self.inForce(scenario, "shop", at: 150, before: 3) == "new")
  }

  @Test("says who may not approve as its editor")
  func editor() throws {
    for (editor, verdict) in [("carl", Verdict.notMet), ("eve", .met)] {
      var scenario = Scenario()
      let data: JSONObject = [
        "policy": "test", "digest": "sha256:0", "effective_from": "2026-01-01T00:00:00Z", "adopted_by": .string(editor),
      ]
      scenario.add(.policy, at: -1000, service: nil, version: nil, data)
      scenario.release()
      scenario.approve("carl", as: "tech-lead", at: -60)
      scenario.deploy("started", at: 0)
      let rule = "approval: {needed: [tech-lead], not_by: [policy-editor]}"
      #expect(try scenario.judge(rule).verdict == verdict)
    }
  }
}
