import ReleaseRecords
import Testing

@testable import ReleasePolicy

@Suite("Releases walked through a whole process")
struct PackWalksTests {
  @Test("are there for each release type", arguments: ProcessRows.packs)
  func types(pack: String) throws {
    let types = try PackCases.walks(of: pack).flatMap { walk in
      walk.records.filter { $0.record.kind == .release && $0.record.version == walk.subject.version }
        .compactMap { $0.record.data["type"]?.string }
    }
    #expect(try PolicyLibrary.packs.policy(named: pack).types.keys.sorted() == Set(types).sorted())
  }

  @Test("meet every control that applies", arguments: ProcessRows.packs)
  func met(pack: String) throws {
    let policy = try PolicyLibrary.packs.policy(named: pack)
    for walk in try PackCases.walks(of: pack) {
      let open = walk.findings(of: policy).filter { $0.verdict != .met && $0.verdict != .notApplicable }
      #expect(open.map { "\($0.control): \($0.observed)" } == [], "\(pack): \(walk.name)")
    }
  }

  @Test("come out otherwise when any one record is missing", arguments: ProcessRows.packs)
  func removal(pack: String) throws {
    let policy = try PolicyLibrary.packs.policy(named: pack)
    for walk in try PackCases.walks(of: pack) {
      let findings = walk.findings(of: policy)
      for (index, record) in walk.records.enumerated() where !record.isHarmlessToMiss(in: policy, for: walk) {
        var rest = walk.records
        rest.remove(at: index)
        #expect(walk.findings(of: policy, records: rest) != findings, "\(pack): \(walk.name): \(record.line)")
      }
    }
  }

  @Test("come out otherwise when any one record is weeks late", arguments: ProcessRows.packs)
  func delay(pack: String) throws {
    let policy = try PolicyLibrary.packs.policy(named: pack)
    for walk in try PackCases.walks(of: pack) {
      let findings = walk.findings(of: policy)
      for (index, record) in walk.records.enumerated() where !record.isHarmlessToMiss(in: policy, for: walk) {
        // An observation says itself which time it is about; when it came is nothing to go by.
        if record.record.kind == .observation { continue }
        var late = walk.records
        late[index] = record.recorded(at: walk.at + .seconds(-3600), as: Int64(walk.records.count))
        #expect(walk.findings(of: policy, records: late) != findings, "\(pack): \(walk.name): \(record.line)")
      }
    }
  }

  @Test("stand as JSON lines for `record --file`, one file each", arguments: ProcessRows.packs)
  func lines(pack: String) throws {
    for walk in try PackCases.walks(of: pack) {
      let lines = walk.records.map { CanonicalJSON.string($0.record.json) + "\n" }.joined()
      try Scenarios.expect(lines, is: "\(pack)-\(walk.scenario).jsonl")
    }
  }

  @Test("have no scenario beside them that is nobody's")
  func noneLeftOver() throws {
    let names = try ProcessRows.packs.flatMap { pack in
      try PackCases.walks(of: pack).map { "\(pack)-\($0.scenario).jsonl" }
    }
    #expect(try Scenarios.names == names.sorted())
  }

  @Test("come out the same in whatever order their records are given", arguments: ProcessRows.packs)
  func order(pack: String) throws {
    let policy = try PolicyLibrary.packs.policy(named: pack)
    var random = SplitMix(seed: 86)
    for example in try PackCases.of(pack).cases {
      let shuffled = example.records.shuffled(using: &random)
      #expect(
        example.findings(of: policy, records: shuffled) == example.findings(of: policy),
        "\(pack): \(example.name)"
      )
    }
  }
}

extension LedgerRecord {
  /// Whether the record can only do harm, so that nothing changes without it: a change that nobody approved alone, a
  /// stretch of the calendar that forbids what did not happen, the release before of which only the deployment counts.
  fileprivate func isHarmlessToMiss(in policy: Policy, for walk: PolicyCase) -> Bool {
    switch record.kind {
    case .change: !policy.controls.contains { $0.requirement.isAboutReviews }
    case .window: ["freeze", "blackout"].contains(record.data["type"]?.string)
    case .release: record.version != walk.subject.version
    default: false
    }
  }

  fileprivate var line: String { CanonicalJSON.string(record.json) }

  /// The record as if it had happened, and come to the ledger, at another time.
  fileprivate func recorded(at instant: Timestamp, as sequence: Int64) -> LedgerRecord {
    var record = record
    record.occurredAt = instant
    return LedgerRecord(sequence: sequence, recordedAt: instant, recordedBy: recordedBy, record: record)
  }
}

extension Requirement {
  /// Whether it asks for reviews of the changes.
  fileprivate var isAboutReviews: Bool {
    if case .approval(let approval) = self { approval.of == .changes } else { false }
  }
}
