import ReleaseRecords
import Testing

@testable import ReleasePolicy

/// The promise of composition: what needs no override lets nothing through that was not let through before.
@Suite("A control that extends another without an override")
struct StrictnessPropertyTests {
  @Test("is met by no records by which the one in the pack is not", arguments: ProcessRows.packs)
  func packs(pack: String) throws {
    let policy = try PolicyLibrary.packs.policy(named: pack)
    var mutations = try ControlMutations(of: policy, seed: 8)
    let extensions = policy.controls.map { mutations.extensions(of: $0, attempts: 100, limit: 12) }
    var random = RecordMutations(seed: 4)
    let cases = try PackCases.of(pack).cases
    var count = 0
    for _ in 0..<80 {
      var example = random.pick(cases)
      example.records = random.mutated(example.records)
      example.at = example.at + .seconds(random.pick([0, 0, -3600, 600, 86_400, 2_000_000]))
      if example.subject.period == nil { example.question = random.pick(Question.allCases) }
      let lacking = zip(policy.controls.indices, example.findings(of: policy).suffix(policy.controls.count))
        .filter { $0.1.verdict.isLack }
      var extended = policy
      extended.controls = lacking.flatMap { extensions[$0.0] }
      let old = lacking.flatMap { index, finding in extensions[index].map { _ in (policy.controls[index], finding) } }
      let new = example.findings(of: extended).suffix(extended.controls.count)
      count += old.count
      for ((control, before), (`extension`, after)) in zip(old, zip(extended.controls, new))
      where after.verdict.gravity < before.verdict.gravity {
        Issue.record(
          """
          \(example.name): \(control.id) was \(before.verdict) and is \(after.verdict): \(after.observed)
          \(CanonicalJSON.string(Control.codec.encode(control)))
          \(CanonicalJSON.string(Control.codec.encode(`extension`)))
          """
        )
      }
    }
    #expect(count > 1000)
  }
}

extension Verdict {
  fileprivate var isLack: Bool { self == .notMet || self == .pending }
}
