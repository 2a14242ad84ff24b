import GoldenFiles
import ReleasePolicy
import ReleaseRecords
@testable import ReleaseReports
import Reporting
import Testing

@Suite("The dossier of a release")
struct DossierTests {
  private static let policy = PolicyReference(
    name: "dealscout",
    edition: "1",
    digest: "sha256:aa0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b8551"
  )

  private static func findings() throws -> [ReleasePolicy.Finding] {
    let subject = Subject(
      service: "deal-scout-api",
      version: try #require(SemanticVersion("1.2.3")),
      environment: "production",
      deployment: "deploy-42"
    )
    return [
      ReleasePolicy.Finding(
        control: "DSC-03.regular",
        title: "The team lead and one engineer approve a regular release",
        phase: .before,
        kind: .approval,
        subject: subject,
        required: "approvals by team-lead and engineer",
        observed: "approved by both",
        verdict: .met,
        records: [7, 8]
      ),
      ReleasePolicy.Finding(
        control: "DSC-15.postmortem",
        title: "A post-mortem follows",
        phase: .after,
        kind: .evidence,
        subject: subject,
        required: "a post-mortem",
        observed: "none",
        verdict: .pending,
        settlement: Settlement(needed: "a record of the kind postmortem", by: Timestamp("2026-11-10T00:00:00Z"))
      ),
      ReleasePolicy.Finding(
        control: "DSC-02.one-week",
        title: "The list for one week before the release is done",
        phase: .before,
        kind: .checklist,
        subject: subject,
        required: "5 items",
        observed: "1 of 5 items",
        verdict: .notMet,
        records: [24],
        late: [24]
      ),
    ]
  }

  private func dossier(_ scenario: Scenario, of version: String = "1.2.3") throws -> Dossier {
    Dossier(
      of: try scenario.records(of: version),
      findings: try Self.findings(),
      policy: Self.policy,
      basis: scenario.basis
    )
  }

  @Test func aRolledBackReleaseReadsAsItHappened() throws {
    let report = try dossier(.rolledBack()).report
    #expect(try Golden.difference(MarkdownRenderer().render(report), from: "dossier.md") == nil)
  }

  @Test func carriesTheFiveItemsForEachDeployment() throws {
    let table = try dossier(.rolledBack()).report.table("essentials")
    let production = table.rows.filter { $0.cells[0] == .text("deploy-42, production") }
    #expect(
      production.map { $0.cells[2] } == [
        .text(Scenario.commit), .text("deal-scout-api:1.2.3"), .time(try Scenario.time("2026-11-03T10:08:00Z")),
        .text("Cleo Marsh (team-lead)\nBen Okri (engineer)"), .text("https://wiki.example.org/rollback#3"),
      ]
    )
    #expect(table.rows.allSatisfy { $0.emphasis == .none })
  }

  @Test(arguments: [
    ("release", "Git commit"), ("artifact", "Image tag"), ("deployment", "Deployed at"), ("approval", "Approved by"),
  ])
  func saysWhichOfTheFiveItemsIsMissing(_ kind: String, _ item: String) throws {
    var scenario = try Scenario()
    try scenario.add(
      try Scenario.rolledBack().entries.filter { $0.record.kind.rawValue != kind && $0.record.kind != .correction }
        .map { entry in
          var record = entry.record
          // Deployments state commit and image tag too; here they do not.
          if record.kind == .deployment {
            record.data["commit"] = nil
            record.data["image_tag"] = nil
          }
          return CanonicalJSON.string(record.json)
        }.joined(separator: "\n")
    )
    let rows = try dossier(scenario).report.table("essentials").rows.filter { $0.cells[1] == .text(item) }
    #expect(!rows.isEmpty)
    for row in rows {
      #expect(row.cells[2] == .absent("missing"))
      #expect(row.emphasis == .exception)
    }
  }

  @Test func aRollbackWithoutItsProcedureIsAnException() throws {
    var scenario = try Scenario.rolledBack()
    try scenario.add(
      #"""
      {"kind":"rollback","service":"deal-scout-api","environment":"production","occurred_at":"2026-11-03T12:00:00Z","data":{"from":"1.2.3","to":"1.2.2","status":"succeeded","rollback":"rb-4","deployment":"deploy-42"}}
      """#
    )
    let row = try #require(
      try dossier(scenario).report.table("essentials").rows.last { $0.cells[1] == .text("Rollback procedure used") }
    )
    #expect(row.emphasis == .exception)
    #expect(row.cells[2] == .text("https://wiki.example.org/rollback#3\nmissing, though rb-4 was rolled back"))
  }

  @Test func aReleaseNobodyRecordedAnythingOfIsAllMissing() throws {
    let report = try dossier(.rolledBack(), of: "9.9.9").report
    let subjects = try report.table("missing").rows.map { "\($0.cells[0])" }
    for kind in ["release", "change", "artifact", "gate", "approval", "deployment", "communication", "status"] {
      #expect(subjects.contains(kind))
    }
    #expect(try report.table("proofs").rows.isEmpty)
  }

  @Test func everyRecordOfTheReleaseIsInTheProofsAndNoOther() throws {
    let report = try dossier(.rolledBack()).report
    let shown = try report.table("proofs").rows.map { $0.cells[0] }
    #expect(shown == (0...27).map { Report.Cell.records([$0]) })
  }

  @Test func whatWasWithdrawnStaysVisibleAndDoesNotCount() throws {
    let report = try dossier(.rolledBack()).report
    #expect(try report.table("communications").rows.count == 2)
    let correction = try #require(try report.table("corrections").rows.first)
    #expect(correction.cells.prefix(4) == [.text("communication"), .records([26]), .text("withdrawn"), .records([27])])
  }

  @Test func theSameRecordsInAnotherOrderGiveTheSameReport() throws {
    let scenario = try Scenario.rolledBack()
    let version = try #require(SemanticVersion("1.2.3"))
    let records = RecordsOfRelease(of: "deal-scout-api", version, in: scenario.entries.reversed(), logSize: 30)
    let mirrored = Dossier(of: records, findings: try Self.findings(), policy: Self.policy, basis: scenario.basis)
    #expect(try mirrored.report == dossier(scenario).report)
  }

  @Test func nothingBeyondTheSizeOfTheLogCounts() throws {
    let scenario = try Scenario.rolledBack()
    let version = try #require(SemanticVersion("1.2.3"))
    let records = RecordsOfRelease(of: "deal-scout-api", version, in: scenario.entries, logSize: 13)
    #expect(records.all.map(\.sequence).sorted() == Array(0...12))
  }
}
