import ReleaseRecords
import Testing

@testable import ReleasePolicy

@Suite("A decision document")
struct DecisionDocumentTests {
  static func document(_ scenario: Scenario, size: Int64, at minutes: Double = 0) throws -> DecisionDocument {
    let policy = try Scenario.policy("gate: {gates: [tests]}")
    let evaluator = Evaluator(
      policy: policy,
      records: scenario.records,
      logSize: size,
      at: Scenario.minutes(minutes),
      question: .mayDeploy
    )
    return evaluator.decision(on: Scenario.production, policyDigest: "sha256:ab")
  }

  @Test("is the same, byte for byte, when it is made again from a longer log in another order")
  func replay() throws {
    var scenario = Scenario()
    scenario.release()
    scenario.gate("tests", "failed", at: -60)
    let first = try Self.document(scenario, size: 2)
    scenario.gate("tests", at: -30)
    scenario.deploy("started", at: 0)
    var generator = SplitMix(seed: 1)
    for _ in 0..<10 {
      scenario.records.shuffle(using: &generator)
      #expect(try Self.document(scenario, size: 2).bytes == first.bytes)
    }
    #expect(try Self.document(scenario, size: 3).bytes != first.bytes)
    #expect(try Self.document(scenario, size: 2, at: 1).bytes != first.bytes)
  }

  @Test("names what is missing and becomes a record that the catalogue allows")
  func record() throws {
    var scenario = Scenario()
    scenario.release()
    let document = try Self.document(scenario, size: 1)
    #expect(!document.decision.isAllowed)
    let digest = "sha256:" + String(repeating: "0", count: 64)
    let record = try #require(document.record(digest: digest))
    #expect(record.data["outcome"] == "refused")
    #expect(record.data["unmet"] == ["X"])
    #expect(record.data["log_size"] == 1)
    #expect(record.data["findings_digest"] == .string(digest))
    let text = CanonicalJSON.string(document.json)
    #expect(text.contains(#""needed":"tests passed""#))
    #expect(text.contains(#""evaluated_at":"2026-11-03T10:00:00Z""#))
  }

  @Test("of a period is no record of a decision")
  func period() throws {
    let policy = try Scenario.policy("phase: period\nobjective: {figures: [{metric: success}]}")
    let evaluator = Evaluator(policy: policy, records: [], logSize: 0, at: Scenario.epoch)
    let document = evaluator.decision(on: ObjectiveTests.subject, policyDigest: "sha256:ab")
    #expect(document.record(digest: "sha256:00") == nil)
    #expect(document.findings.map(\.control) == ["X"])
  }
}

@Suite("People")
struct PeopleTests {
  @Test("are the same by what the ledger says, in whatever order it says so")
  func sameAs() {
    var scenario = Scenario()
    for (id, other) in [("p3", "p2"), ("p5", "p4"), ("p2", "p1"), ("p9", "p9")] {
      scenario.add(.person, at: 0, service: nil, version: nil, ["person": .string(id), "same_as": .string(other)])
    }
    for records in [scenario.records, scenario.records.reversed()] {
      let people = People(RecordIndex(records, logSize: 4))
      #expect(["p1", "p2", "p3", "p4", "p5", "p9"].map(people.canonical) == ["p1", "p1", "p1", "p4", "p4", "p9"])
    }
  }
}
