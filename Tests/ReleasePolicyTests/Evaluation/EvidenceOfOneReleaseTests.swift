import ReleaseRecords
import Testing

@testable import ReleasePolicy

@Suite("What is left out when one release is asked about")
struct EvidenceOfOneReleaseTests {
  /// What the ledger fetches for a question about the release 1.2.0 of `shop`.
  private func wanted(_ records: [LedgerRecord]) -> [LedgerRecord] {
    let supersession = Supersession(records)
    let corrected = Set(supersession.replacements.keys).union(supersession.replacements.values)
    return records.filter { entry in
      let record = entry.record
      guard record.service == "shop" else {
        return record.service == nil && (record.kind != .person || record.data["same_as"] != nil)
          || supersession.replacements.contains { $0.value == entry.sequence }
      }
      return record.version == nil || record.version == Scenario.version || !record.kind.isOfOneRelease
        || corrected.contains(entry.sequence)
    }
  }

  @Test("changes no finding", arguments: 1...150)
  func random(seed: Int) throws {
    var log = RandomLog(seed: UInt64(seed))
    let records = log.records(120).filter { $0.record.service != "mail" || $0.record.kind == .correction }
    let policy = try PolicyDocument(yaml: MutationTests.policy, named: "test.yaml").policy
    let subject = Subject(service: "shop", version: Scenario.version, environment: "production")
    let findings = [records, wanted(records)].map { given in
      Evaluator(
        policy: policy,
        records: given,
        logSize: 120,
        at: Scenario.minutes(200),
        question: .mayDeploy,
        people: People(RecordIndex(given, logSize: 120))
      ).findings(for: subject)
    }
    #expect(findings[0] == findings[1])
  }
}
