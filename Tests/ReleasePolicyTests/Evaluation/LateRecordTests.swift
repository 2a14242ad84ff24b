import ReleaseRecords
import Testing

@testable import ReleasePolicy

@Suite("What is recorded after a deployment began")
struct LateRecordTests {
  static let rule = "gate: {gates: [tests]}"

  /// A release whose gate is recorded only after its deployment has begun, though it claims to have run before.
  static func late() -> Scenario {
    var scenario = Scenario()
    scenario.release()
    scenario.deploy("started", at: 0)
    scenario.gate("tests", at: -60, recorded: 30)
    return scenario
  }

  @Test("does not count before it, and is named")
  func refused() throws {
    let finding = try Self.late().judge(Self.rule)
    #expect(finding.verdict == .notMet)
    #expect(finding.late == [2])
    #expect(finding.records == [2])
    #expect(finding.observed.contains("recorded after the deployment began, without effect: #2"))
  }

  @Test("counts where the policy says so, and is named")
  func counted() throws {
    let finding = try Self.late().judge(Self.rule, policy: "late_evidence: counted")
    #expect(finding.verdict == .met)
    #expect(finding.late == [2])
    #expect(finding.observed.contains("#2"))
  }

  @Test("takes no verdict away either")
  func lateFailure() throws {
    var scenario = Scenario()
    scenario.release()
    scenario.gate("tests", at: -60)
    scenario.deploy("started", at: 0)
    scenario.gate("tests", "failed", at: -30, recorded: 30)
    let finding = try scenario.judge(Self.rule)
    #expect(finding.verdict == .met)
    #expect(finding.late == [3])
    #expect(try scenario.judge(Self.rule, policy: "late_evidence: counted").verdict == .notMet)
  }

  @Test("may be an earlier record withdrawn: then what it supported is gone")
  func withdrawn() throws {
    var scenario = Scenario()
    scenario.release()
    let gate = scenario.gate("tests", at: -60)
    scenario.deploy("started", at: 0)
    #expect(try scenario.judge(Self.rule).verdict == .met)
    scenario.add(.correction, at: 60, version: nil, ["record": .number(Double(gate)), "authority": "qa"])
    let finding = try scenario.judge(Self.rule)
    #expect(finding.verdict == .notMet)
  }

  @Test("may be a failure withdrawn: it was on record when the deployment began")
  func failureWithdrawn() throws {
    var scenario = Scenario()
    scenario.release()
    scenario.gate("tests", at: -60)
    let failure = scenario.gate("tests", "failed", at: -50)
    scenario.deploy("started", at: 0)
    scenario.add(.correction, at: 60, version: nil, ["record": .number(Double(failure)), "authority": "qa"])
    #expect(try scenario.judge(Self.rule).verdict == .notMet)
    #expect(try scenario.judge(Self.rule, policy: "late_evidence: counted").verdict == .met)
  }

  @Test(
    "may amend an earlier record: the worse of both counts",
    arguments: [("failed", "passed"), ("passed", "failed")]
  )
  func amended(before: String, after: String) throws {
    var scenario = Scenario()
    scenario.release()
    let gate = scenario.gate("tests", before, at: -60)
    scenario.deploy("started", at: 0)
    let amendment = scenario.gate("tests", after, at: -60, recorded: 60, amends: gate)
    let finding = try scenario.judge(Self.rule)
    #expect(finding.verdict == .notMet)
    #expect(finding.late == [amendment])
  }

  @Test("may amend what a verdict does not rest on, to no effect")
  func amendedWithoutEffect() throws {
    var scenario = Scenario()
    let release = scenario.release()
    scenario.gate("tests", at: -60)
    scenario.deploy("started", at: 0)
    let record = scenario.records[0].record
    scenario.add(.release, at: -600, recorded: 60, record.data, text: ["notes": "at last"], amends: release)
    let finding = try scenario.judge(Self.rule)
    #expect(finding.verdict == .met)
    #expect(try scenario.judge("evidence: {records: [{record: release, has: [notes]}]}").verdict == .notMet)
  }

  @Test("and after a decision changes nothing that was decided")
  func decision() throws {
    var scenario = Scenario()
    scenario.release()
    scenario.gate("tests", at: -60)
    let size = Int64(scenario.records.count)
    let policy = try Scenario.policy(Self.rule)
    func decide(_ records: [LedgerRecord]) -> DecisionDocument {
      Evaluator(policy: policy, records: records, logSize: size, at: Scenario.epoch, question: .mayDeploy)
        .decision(on: Scenario.production, policyDigest: "sha256:0")
    }
    let before = decide(scenario.records)
    scenario.gate("tests", "failed", at: -30, recorded: 5)
    scenario.add(.correction, at: 6, version: nil, ["record": 1, "authority": "qa"])
    #expect(decide(scenario.records) == before)
    #expect(decide(scenario.records).bytes == before.bytes)
    #expect(before.decision.isAllowed)
  }

  @Test("is late where it stands in the log, whatever time it claims")
  func order() throws {
    var scenario = Scenario()
    scenario.release()
    scenario.gate("tests", at: -60, recorded: 5)
    scenario.deploy("started", at: 0, id: "D1")
    #expect(try scenario.judge(Self.rule).verdict == .met)
  }
}
