import ReleaseRecords
import Testing

@testable import ReleaseReports

@Suite("The releases.log")
struct ReleasesLogTests {
  @Test func hasALineForEachDeploymentWithTheFiveItems() throws {
    let scenario = try Scenario.rolledBack()
    let lines = ReleasesLog(basis: scenario.basis).lines(of: [try scenario.records(of: "1.2.3")])
    let approvers = #"approvers="Cleo Marsh (team-lead), Ben Okri (engineer)""#
    let subject = "service=deal-scout-api version=1.2.3"
    let built = "commit=\(Scenario.commit) image=deal-scout-api:1.2.3"
    #expect(
      lines == [
        "2026-10-31T08:00:00Z \(subject) environment=staging deployment=deploy-41 status=succeeded \(built) "
          + "\(approvers) rollback=none\n",
        "2026-11-03T10:08:00Z \(subject) environment=production deployment=deploy-42 status=succeeded \(built) "
          + "\(approvers) rollback=\"redeploy, procedure https://wiki.example.org/rollback#3\"\n",
      ]
    )
  }

  @Test func saysMissingAndKeepsEverythingOnItsLine() throws {
    var scenario = try Scenario()
    scenario.basis.people.names["p-eve"] = "Eve\n2026-01-01T00:00:00Z service=forged \"quoted\""
    try scenario.add(
      #"""
      {"kind":"approval","service":"api","version":"1.0.0","occurred_at":"2026-11-01T09:00:00Z","data":{"role":"cto","decision":"approved","approver":"p-eve"}}
      {"kind":"deployment","service":"api","version":"1.0.0","environment":"production","occurred_at":"2026-11-01T10:00:00Z","data":{"deployment":"d 1","status":"started"}}
      """#
    )
    let lines = ReleasesLog(basis: scenario.basis).lines(of: [try scenario.records(of: "1.0.0", service: "api")])
    #expect(
      lines == [
        "2026-11-01T10:00:00Z service=api version=1.0.0 environment=production deployment=\"d 1\" status=started "
          + "commit=missing image=missing "
          + #"approvers="Eve\u000a2026-01-01T00:00:00Z service=forged \"quoted\" (cto)" rollback=none"# + "\n"
      ]
    )
  }
}
