import Foundation
import ReleaseRecords
import Testing

@testable import ReleasePolicy

@Suite("The evaluation")
struct EvaluatorPropertyTests {
  /// The policy that uses every key there is.
  static func completePolicy() throws -> Policy {
    let url = try #require(Bundle.module.url(forResource: "complete", withExtension: "yaml", subdirectory: "Fixtures"))
    return try PolicyDocument(yaml: Array(Data(contentsOf: url)), named: "complete.yaml").policy
  }

  static let subjects = [
    Scenario.production,
    Subject(service: "shop", version: Scenario.version),
    Subject(service: "shop", version: Scenario.version, environment: "production", deployment: "D2"),
    Subject(service: "mail", version: Scenario.version, environment: "staging"),
    Subject(service: "shop", environment: "production", period: Scenario.epoch..<Scenario.minutes(300)),
    Subject(service: "none", version: Scenario.version, environment: "production"),
  ]

  static func findings(_ policy: Policy, _ records: [LedgerRecord], _ question: Question, size: Int64) -> [[Finding]] {
    let evaluator = Evaluator(
      policy: policy,
      records: records,
      logSize: size,
      at: Scenario.minutes(250),
      question: question,
      people: People(aliases: ["zoe": "ada"]),
      zones: ["Europe/Berlin": .utc, "America/New_York": .utc]
    )
    return subjects.map(evaluator.findings)
  }

  @Test("of any records gives one finding a control, and the same in whatever order they come", arguments: 0..<20)
  func random(seed: Int) throws {
    var policy = try Self.completePolicy()
    if seed % 2 == 0 { policy.lateEvidence = .refused }
    var log = RandomLog(seed: UInt64(seed))
    let records = log.records(300)
    var shuffled = records
    shuffled.shuffle(using: &log.generator)
    for question in Question.allCases {
      let findings = Self.findings(policy, records, question, size: 280)
      #expect(findings == Self.findings(policy, shuffled, question, size: 280))
      // What the log had not reached makes no difference.
      #expect(findings == Self.findings(policy, Array(records.prefix(280)), question, size: 280))
      for (subject, list) in zip(Self.subjects, findings) {
        #expect(list.suffix(policy.controls.count).map(\.control) == policy.controls.map(\.id))
        #expect(list.count == policy.controls.count + (subject.version == nil ? 0 : BuiltInControl.allCases.count))
        for finding in list {
          #expect(finding.records == Array(Set(finding.records)).sorted())
          #expect(Set(finding.late).isSubset(of: finding.records))
          #expect(finding.records.allSatisfy { (0..<280).contains($0) })
          #expect((finding.waiver != nil) == (finding.verdict == .waived))
          #expect(finding.verdict != .pending || finding.settlement != nil)
          #expect(!finding.observed.isEmpty)
        }
      }
    }
  }

  /// Kinds of which one record less can make good what was not: it was a failure, a rejection, an obligation, a
  /// condition, or the withdrawal of another record.
  static func mayHaveHurt(_ record: Record) -> Bool {
    if record.amends != nil { return true }
    return switch record.kind {
    case .gate, .checklist, .approval, .rollback, .incident, .window, .flag, .change, .deployment, .rollout: true
    case .observation, .release, .correction, .policy, .artifact, .communication, .postmortem: true
    case .retrospective, .status, .waiver, .decision, .person, .redaction: false
    }
  }

  @Test("never gets better by a record less, where it can only have helped", arguments: 0..<4)
  func removal(seed: Int) throws {
    let policy = try Self.completePolicy()
    var log = RandomLog(seed: UInt64(1000 + seed))
    let records = log.records(150)
    let before = Self.findings(policy, records, .audit, size: 150)
    for record in records where !Self.mayHaveHurt(record.record) {
      let rest = records.filter { $0.sequence != record.sequence }
      for (was, now) in zip(before, Self.findings(policy, rest, .audit, size: 150)) {
        for (old, new) in zip(was, now) where old.verdict == .notMet && old.records.contains(record.sequence) {
          #expect(new.verdict != .met, "\(old.control): \(old.observed) → \(new.observed) without \(record)")
        }
      }
    }
  }
}
