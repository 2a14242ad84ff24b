import ReleaseRecords
import Testing

@testable import ReleasePolicy

@Suite("The decision to deploy")
struct DecisionTests {
  @Test(
    "is yes only where every applicable control before the deployment is met or waived",
    arguments: [
      ([(.before, .met), (.before, .waived), (.before, .notApplicable), (.after, .notMet)], true),
      ([(.before, .met), (.before, .notMet)], false),
      ([(.before, .pending)], false),
      ([(.before, .notApplicable), (.after, .met)], false),
      ([], false),
    ] as [([(Phase, Verdict)], Bool)]
  )
  func decision(findings: [(Phase, Verdict)], isAllowed: Bool) throws {
    let version = try #require(SemanticVersion("1.2.3"))
    let subject = Subject(service: "shop", version: version, environment: "production")
    let decision = Decision.canDeploy(
      findings.map { phase, verdict in
        Finding(
          control: "X-1",
          title: "",
          phase: phase,
          kind: .gate,
          subject: subject,
          required: "",
          observed: "",
          verdict: verdict
        )
      }
    )
    #expect(decision.isAllowed == isAllowed)
  }
}
