import ReleaseRecords
import Testing

@testable import ReleaseReports

@Suite("Whether an approval still stands")
struct ApprovalStandingTests {
  @Test(arguments: [
    (#""commit":"\#(Scenario.commit)""#, "", "counts"),
    (#""commit":"1111111111111111111111111111111111111111""#, "", "for another commit"),
    (#""expires_at":"2026-11-03T09:59:59Z""#, "", "expired"), (#""expires_at":"2026-11-03T10:00:01Z""#, "", "counts"),
    ("", "withdrawn", "decided otherwise later, in #2"), ("", "rejected", "decided otherwise later, in #2"),
    ("", "", "counts"),
  ])
  func standsOrSaysWhyNot(_ field: String, _ later: String, _ expected: String) throws {
    let subject = #""service":"deal-scout-api","version":"1.2.3""#
    var scenario = try Scenario()
    let more = field.isEmpty ? "" : ",\(field)"
    try scenario.add(
      #"""
      {"kind":"release",\#(subject),"occurred_at":"2026-10-27T09:00:00Z","data":{"type":"regular","commit":"\#(Scenario.commit)"}}
      {"kind":"approval",\#(subject),"occurred_at":"2026-11-01T09:00:00Z","data":{"role":"cto","decision":"approved","approver":"p-ana"\#(more)}}
      """#
    )
    if !later.isEmpty {
      try scenario.add(
        #"""
        {"kind":"approval",\#(subject),"occurred_at":"2026-11-02T09:00:00Z","data":{"role":"cto","decision":"\#(later)","approver":"p-ana"}}
        """#
      )
    }
    let records = try scenario.records(of: "1.2.3")
    let approval = try #require(records[.approval].first)
    let instant = try Scenario.time("2026-11-03T10:00:00Z")
    let people = scenario.basis.people
    #expect(records.standing(of: approval, at: instant, people: people).text == expected)
    let standing = records.approvals(standingAt: instant, people: people).map(\.sequence)
    #expect(standing.contains(approval.sequence) == (expected == "counts"))
  }

  @Test func diesWhenTheReleaseBecomesAnotherCommit() throws {
    let subject = #""service":"deal-scout-api","version":"1.2.3""#
    var scenario = try Scenario()
    try scenario.add(
      #"""
      {"kind":"release",\#(subject),"occurred_at":"2026-10-27T09:00:00Z","data":{"type":"regular","commit":"\#(Scenario.commit)"}}
      {"kind":"approval",\#(subject),"occurred_at":"2026-11-01T09:00:00Z","data":{"role":"cto","decision":"approved","approver":"p-ana"}}
      {"kind":"release",\#(subject),"occurred_at":"2026-11-02T09:00:00Z","data":{"type":"regular","commit":"1111111111111111111111111111111111111111"}}
      """#
    )
    let records = try scenario.records(of: "1.2.3")
    let approval = try #require(records[.approval].first)
    let standing = records.standing(of: approval, at: scenario.basis.at, people: scenario.basis.people)
    #expect(standing == .beforeCommit)
  }
}
