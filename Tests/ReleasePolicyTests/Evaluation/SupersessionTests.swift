import ReleaseRecords
import Testing

@testable import ReleasePolicy

@Suite("A record that was wrong")
struct SupersessionTests {
  static let rule = "gate: {gates: [tests]}"

  /// A failed gate, a chain of records each naming one before it, and what the gate comes to.
  static func verdict(_ chain: [(Scenario, Int64) -> Scenario]) throws -> Verdict {
    var scenario = Scenario()
    scenario.release()
    scenario.gate("tests", "failed", at: -60)
    for link in chain { scenario = link(scenario, Int64(scenario.records.count - 1)) }
    return try scenario.judge(rule, question: .mayDeploy, at: 0).verdict
  }

  static func amend(_ outcome: String) -> (Scenario, Int64) -> Scenario {
    { scenario, sequence in
      var scenario = scenario
      scenario.gate("tests", outcome, at: -60, amends: sequence)
      return scenario
    }
  }

  static let withdraw: @Sendable (Scenario, Int64) -> Scenario = { scenario, sequence in
    var scenario = scenario
    scenario.add(.correction, at: -10, version: nil, ["record": .number(Double(sequence)), "authority": "qa"])
    return scenario
  }

  @Test("is replaced by what amends it")
  func amended() throws {
    #expect(try Self.verdict([]) == .notMet)
    #expect(try Self.verdict([Self.amend("passed")]) == .met)
    #expect(try Self.verdict([Self.amend("passed"), Self.amend("failed")]) == .notMet)
    #expect(try Self.verdict([Self.amend("failed"), Self.amend("passed")]) == .met)
  }

  @Test("does not come back when what amended or withdrew it is withdrawn")
  func notBroughtBack() throws {
    #expect(try Self.verdict([Self.amend("passed"), Self.withdraw]) == .notMet)
    #expect(try Self.verdict([Self.amend("passed"), Self.withdraw, Self.withdraw]) == .notMet)
    var scenario = Scenario()
    scenario.release()
    scenario.gate("tests", at: -60)
    scenario = Self.withdraw(Self.withdraw(scenario, 1), 2)
    #expect(try scenario.judge(Self.rule, question: .mayDeploy, at: 0).verdict == .notMet)
    // It counts once more when it is recorded anew.
    scenario.gate("tests", at: -60)
    #expect(try scenario.judge(Self.rule, question: .mayDeploy, at: 0).verdict == .met)
  }

  @Test("leaves nothing when it is withdrawn")
  func withdrawn() throws {
    var scenario = Scenario()
    scenario.release()
    scenario.gate("tests", at: -60)
    scenario = Self.withdraw(scenario, 1)
    let finding = try scenario.judge(Self.rule, question: .mayDeploy, at: 0)
    #expect(finding.verdict == .notMet)
    #expect(finding.observed.contains("no result"))
  }

  @Test("cannot be replaced by a record of another kind or service, nor be superseded by an earlier one")
  func foreign() throws {
    var scenario = Scenario()
    scenario.release()
    scenario.gate("tests", at: -60, amends: 4)
    scenario.add(.gate, at: -50, service: "mail", ["gate": "tests", "outcome": "failed"], amends: 1)
    scenario.add(.approval, at: -50, ["role": "x", "decision": "approved", "approver": "carl"], amends: 1)
    scenario.add(.correction, at: -40, version: nil, ["record": 9, "authority": "x"])
    #expect(try scenario.judge(Self.rule, question: .mayDeploy, at: 0).verdict == .met)
  }

  @Test("is withdrawn by a correction, whatever service that names")
  func anyService() throws {
    for service in ["shop", "mail", nil] {
      var scenario = Scenario()
      scenario.release()
      scenario.gate("tests", at: -60)
      let correction = Record(.correction, service: service, data: ["record": 1, "authority": "x"])
      scenario.records.append(
        LedgerRecord(sequence: 2, recordedAt: Scenario.minutes(-40), recordedBy: "ci", record: correction)
      )
      #expect(try scenario.judge(Self.rule, question: .mayDeploy, at: 0).verdict == .notMet)
    }
  }

  @Test("keeps its time where what amends it claims none")
  func time() throws {
    var scenario = Scenario()
    scenario.release()
    scenario.gate("tests", at: -60)
    let record = Record(
      .gate,
      service: "shop",
      version: Scenario.version,
      data: ["gate": "tests", "outcome": "failed", "commit": .string(Scenario.commit)],
      amends: 1
    )
    scenario.gate("tests", at: -30)
    scenario.records.append(
      LedgerRecord(sequence: 3, recordedAt: Scenario.minutes(-1), recordedBy: "ci", record: record)
    )
    // The amendment is of the first run, and the second still is the last one.
    let finding = try scenario.judge(Self.rule, question: .mayDeploy, at: 0)
    #expect(finding.verdict == .met)
    #expect(finding.observed.contains("1 run without a pass: #3"))
  }

  @Test("is outside the log's size, and so is what corrects it")
  func size() throws {
    var scenario = Scenario()
    scenario.release()
    scenario.gate("tests", at: -60)
    scenario = Self.withdraw(scenario, 1)
    let policy = try Scenario.policy(Self.rule)
    let verdicts = [1, 2, 3].map { size in
      Evaluator(
        policy: policy,
        records: scenario.records,
        logSize: size,
        at: Scenario.epoch,
        question: .mayDeploy
      ).findings(for: Scenario.production).last?.verdict
    }
    #expect(verdicts == [.notMet, .met, .notMet])
  }
}
