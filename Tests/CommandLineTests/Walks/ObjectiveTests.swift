import Foundation
import Testing

@Suite("The objectives of a process, in the report of compliance")
struct ObjectiveTests {
  /// A walk with more records, and what the objectives come to.
  struct Case: Sendable, CustomTestStringConvertible {
    let walk: String
    var more: [String] = []
    let control: String
    let verdict: String
    /// Parts of what was observed.
    let observed: [String]

    var testDescription: String { "\(walk): \(control) \(verdict)" }
  }

  private static let commit = "c1" + String(repeating: "0", count: 38)

  private static func line(_ kind: String, _ service: String, _ version: String, at time: String, _ data: String)
    -> String
  {
    #"{"kind":"\#(kind)","service":"\#(service)","version":"\#(version)","environment":"production","#
      + #""occurred_at":"\#(time)","data":{\#(data)}}"#
  }

  static let cases = [
    Case(
      walk: "atlas-patch-release",
      control: "ATL-15",
      verdict: "met",
      observed: [
        "Successful deployments: 100 % (1 of 1), target above 95 %", "Rollback rate: 0 % (0 of 1), target below 5 %",
        "Mean time to deploy: 9 min (mean of 1), target below 30 min",
      ]
    ),
    Case(
      walk: "atlas-hotfix",
      control: "ATL-15",
      verdict: "not_met",
      observed: ["Hotfixes among releases: 100 % (1 of 1), has to be below 10 %"]
    ),
    // The deployment was carried out, and when its changes were merged nobody recorded.
    Case(
      walk: "atlas-patch-release",
      control: "ATL-16",
      verdict: "not_met",
      observed: [
        "Lead time from merge to production: no figure", "Deployment duration: 9 min (mean of 1), target below 10 min",
        "Recovery time of rollbacks: no data",
      ]
    ),
    Case(
      walk: "atlas-patch-release",
      more: [
        line(
          "deployment",
          "app",
          "2.0.4",
          at: "2026-03-04T10:00:00Z",
          #""deployment":"d-2","status":"failed","commit":"\#(commit)""#
        )
      ],
      control: "ATL-17",
      verdict: "not_met",
      observed: ["Deployment failures: 50 % (1 of 2), has to be below 2 %", "Customer impact: no data"]
    ),
    Case(
      walk: "sarvanom-feature-release",
      control: "SAR-14",
      verdict: "not_met",
      observed: [
        "Test coverage: no figure", "Change failure rate: 0 % (0 of 2)",
        "Bugs per deployment: 0 per deployment (0 of 2)",
        "Mean time to recovery: no data",
      ]
    ),
    Case(
      walk: "octoacme-minor-release",
      more: [
        line(
          "observation",
          "shop",
          "1.3.0",
          at: "2026-03-05T10:00:00Z",
          #""metric":"user_satisfaction","value":4.5,"unit":"1""#
        )
      ],
      control: "OCT-16",
      verdict: "not_met",
      observed: [
        "Deployment duration: 10m (mean of 1)", "User satisfaction: 4.5 (mean of 1)", "Business value: no figure",
        "Critical bugs in production: 0 (0 of 0)",
      ]
    ),
    Case(
      walk: "involution-patch",
      control: "INV-16",
      verdict: "met",
      observed: [
        "Mean time between failures: 59 d (no failure), target above 30 d",
        "Security scans passed: 100 % (1 of 1), target at least 100 %",
        "Test coverage: 84 % (latest of 1), target above 80 %", "Mean time to recovery: no data",
      ]
    ),
    Case(
      walk: "involution-patch",
      control: "INV-15",
      verdict: "not_met",
      observed: [
        "Patches to production: 2.1 h (mean of 1), has to be below 2 h",
        "Quality gates passed: 100 % (20 of 20), target above 95 %",
      ]
    ),
  ]

  @Test("have their figures from the delivery metrics, with targets, or say that there is no data", arguments: cases)
  func objectives(example: Case) async throws {
    try await Tool.withLedger { tool in
      let walk = try Walk.named(example.walk)
      var release = WalkedRelease(walk, tool)
      try await release.adopt()
      try await release.record(walk.steps + example.more.map { Walk.Step($0) })
      let findings = try await release.findings(
        of: ["compliance", "--service", walk.service, "--from", "2026-02-01", "--until", "2026-04-01"]
      )
      let finding = try #require(
        findings.first { $0.control == example.control && $0.subject?.contains(" to 2026") == true }
      )
      #expect(finding.verdict == example.verdict, "\(finding.observed)")
      let parts = finding.observed.components(separatedBy: "; ")
      for part in example.observed { #expect(parts.contains(part), "\(finding.observed)") }
    }
  }
}
