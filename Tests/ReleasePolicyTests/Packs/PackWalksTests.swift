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

  @Test("come out otherwise when any one record is missing, but for those that are named", arguments: ProcessRows.packs)
  func removal(pack: String) throws {
    let policy = try PolicyLibrary.packs.policy(named: pack)
    for walk in try PackCases.walks(of: pack) {
      let findings = walk.findings(of: policy)
      let idle = walk.records.indices.filter { index in
        var rest = walk.records
        rest.remove(at: index)
        return walk.findings(of: policy, records: rest) == findings
      }
      #expect(walk.names(of: idle) == IdleRecords.removed["\(pack)-\(walk.scenario)"] ?? [], "\(pack)-\(walk.scenario)")
    }
  }

  @Test(
    "come out otherwise when any one record is weeks late, but for those that are named",
    arguments: ProcessRows.packs
  )
  func delay(pack: String) throws {
    let policy = try PolicyLibrary.packs.policy(named: pack)
    for walk in try PackCases.walks(of: pack) {
      let findings = walk.findings(of: policy)
      let idle = walk.records.indices.filter { index in
        var late = walk.records
        late[index] = late[index].recorded(at: walk.at + .seconds(-3600), as: Int64(walk.records.count))
        return walk.findings(of: policy, records: late) == findings
      }
      #expect(walk.names(of: idle) == IdleRecords.delayed["\(pack)-\(walk.scenario)"] ?? [], "\(pack)-\(walk.scenario)")
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

extension PolicyCase {
  /// Records by what they are, without their places in the log.
  fileprivate func names(of indices: [Int]) -> [String] {
    indices.map { index in
      let record = records[index].record
      let fields = ["gate", "item", "metric", "role", "status", "type", "incident", "about"]
      let word = fields.lazy.compactMap { record.data[$0]?.string }.first
      let version = record.version == subject.version ? nil : record.version?.text
      return ([record.kind.rawValue, word, version] as [String?]).compactMap(\.self).joined(separator: " ")
    }
  }
}

extension LedgerRecord {
  /// The record as if it had happened, and come to the ledger, at another time.
  fileprivate func recorded(at instant: Timestamp, as sequence: Int64) -> LedgerRecord {
    var record = record
    record.occurredAt = instant
    return LedgerRecord(sequence: sequence, recordedAt: instant, recordedBy: recordedBy, record: record)
  }
}
