import Foundation
import ReleasePolicy
import ReleaseRecords
import Reporting
import Testing

@testable import ReleaseReports

/// Reports over the examples that ship with the packs, judged as a ledger's records would be.
@Suite("Reports on the processes of the five organisations")
struct PackReportTests {
  static let packs = ["atlas", "sarvanom", "octoacme", "dealscout", "involution"]

  private static func cases(of pack: String) throws -> [PolicyCase] {
    let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    let file = tests.appending(path: "ReleasePolicyTests/Packs/Cases/\(pack).yaml")
    return try PolicyCases(yaml: Array(Data(contentsOf: file)), named: "\(pack).yaml").cases
      .filter { $0.subject.version != nil && $0.question == .audit }
  }

  private static func basis(_ example: PolicyCase) -> ReportBasis {
    ReportBasis(
      producer: "release-ledger 0.1.0",
      log: Report.LogPosition(origin: "test", size: Int64(example.records.count), rootHash: "none"),
      at: example.at,
      people: PeopleNames(people: example.people)
    )
  }

  private static func evaluator(_ example: PolicyCase, _ policy: Policy) -> Evaluator {
    Evaluator(
      policy: policy,
      records: example.records,
      logSize: Int64(example.records.count),
      at: example.at,
      people: example.people
    )
  }

  /// Kinds of which a release's dossier has to have every record that judges the release, whoever cites it.
  private static let ownKinds: Set<RecordKind> = [
    .release, .change, .artifact, .gate, .checklist, .approval, .deployment, .rollout, .rollback, .incident,
    .postmortem,
    .retrospective, .communication, .status,
  ]

  /// An example with how it was judged.
  private struct Judged {
    let example: PolicyCase
    let evaluator: Evaluator
    let findings: [ReleasePolicy.Finding]

    func records(citing cited: Set<Int64> = []) throws -> RecordsOfRelease {
      RecordsOfRelease(
        of: example.subject.service,
        try #require(example.subject.version),
        in: example.records,
        logSize: Int64(example.records.count),
        citing: cited
      )
    }
  }

  @Test(arguments: packs)
  func agreeWithTheEvaluationOfEveryExample(_ pack: String) throws {
    let policy = try PolicyLibrary.packs.policy(named: pack)
    let cases = try Self.cases(of: pack)
    #expect(cases.count > 5)
    for example in cases {
      let evaluator = Self.evaluator(example, policy)
      let judged = Judged(example: example, evaluator: evaluator, findings: evaluator.findings(for: example.subject))
      try theDossierHoldsEveryRecordOfTheReleaseThatAFindingRestsOn(judged)
      try theDossierShowsAllFindingsAndTheirRecords(judged, PolicyReference(name: pack, digest: "sha256:00"))
      try thePopulationReconcilesWithItsRecords(judged)
    }
  }

  private func theDossierHoldsEveryRecordOfTheReleaseThatAFindingRestsOn(_ judged: Judged) throws {
    let example = judged.example
    let held = Set(try judged.records().all.map(\.sequence))
    for sequence in Set(judged.findings.flatMap(\.records)) where !held.contains(sequence) {
      let entry = try #require(example.records.first { $0.sequence == sequence })
      let isOther =
        !Self.ownKinds.contains(entry.record.kind) || entry.record.service != example.subject.service
        || entry.record.version.map { $0 != example.subject.version } ?? false
      #expect(isOther, "\(example.name): #\(sequence) \(entry.record.kind)")
    }
  }

  private func theDossierShowsAllFindingsAndTheirRecords(_ judged: Judged, _ policy: PolicyReference) throws {
    let cited = Set(judged.findings.flatMap(\.records))
    let dossier = Dossier(
      of: try judged.records(citing: cited),
      findings: judged.findings,
      policy: policy,
      basis: Self.basis(judged.example)
    )
    let report = dossier.report
    let total = report.provenance.controlTotals.first { $0.name == "findings" }
    #expect(total?.value == .count(judged.findings.count))
    let shown = try report.table("proofs").rows.flatMap { row -> [Int64] in
      if case .records(let sequences) = row.cells[0] { sequences } else { [] }
    }
    #expect(cited.isSubset(of: shown), "\(judged.example.name)")
    #expect(Set(shown).count == shown.count)
  }

  private func thePopulationReconcilesWithItsRecords(_ judged: Judged) throws {
    let example = judged.example
    let index = RecordIndex(example.records, logSize: Int64(example.records.count))
    let period = Timestamp(microseconds: 0)..<(example.at + .seconds(1))
    let population = Population(index, period: period, at: example.at)
    let members = population.members.map { member in
      ComplianceMember(member, findings: member.subject == example.subject ? judged.findings : [])
    }
    let report = ComplianceReport(
      period: period,
      members: members,
      records: example.records,
      listLimit: 20,
      basis: Self.basis(example)
    ).report
    for row in try report.table("reconciliation").rows {
      #expect(row.emphasis == .none, "\(example.name): \(row.cells)")
    }
    #expect(try report.table("standings").rows.last?.cells[1] == .count(population.members.count))
  }

  @Test func theChecklistOfOctoacmeIsFilledByItsOwnScenario() throws {
    let policy = try PolicyLibrary.packs.policy(named: "octoacme")
    let template = try #require(try ChecklistTemplate.template(for: [policy.name] + policy.extends))
    var complete = 0
    for example in try Self.cases(of: "octoacme") {
      let findings = Self.evaluator(example, policy).findings(for: example.subject)
      let rows = findings.filter { $0.control.hasPrefix("OCT-17.") }
      guard rows.count == 5, rows.allSatisfy({ $0.verdict == .met }) else { continue }
      let records = RecordsOfRelease(
        of: example.subject.service,
        try #require(example.subject.version),
        in: example.records,
        logSize: Int64(example.records.count)
      )
      let document = ReleaseChecklist(of: records, by: template, basis: Self.basis(example)).document
      #expect(!document.contains("- [ ]"), "\(example.name)\n\(document)")
      complete += 1
    }
    #expect(complete > 0)
  }
}
