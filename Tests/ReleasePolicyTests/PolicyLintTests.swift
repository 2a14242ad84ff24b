import Testing

@testable import ReleasePolicy

@Suite("Lint")
struct PolicyLintTests {
  private static let clean = """
    version: 1
    name: x
    types: {minor: {}}
    environments: {production: {}}
    roles: {lead: {members: [ada, bea]}}
    waivers: {at_most: 2w}
    events: {deployed: {record: deployment, where: {status: succeeded}}}
    controls:
      - {id: A, title: t, approval: {needed: [{roles: lead, count: 2}]}}
      - {id: B, title: t, phase: after, gate: {gates: [smoke], after: deployed, within: 1h}}

    """

  private func warnings(_ yaml: String) throws -> [String] {
    try PolicyDocument(yaml: yaml, named: "x.yaml").policy.lint().map { "\($0.control ?? "policy"): \($0.message)" }
  }

  @Test("is silent about a policy without gaps")
  func clean() throws {
    #expect(try warnings(Self.clean) == [])
  }

  @Test(
    "finds what is probably not meant",
    arguments: [
      (
        "waivers: {at_most: 2w}", "late_evidence: counted\nwaivers: {at_most: 2w}",
        [
          "policy: evidence that is recorded after a deployment counts before it: anybody can supply it afterwards"
        ]
      ),
      (
        "waivers: {at_most: 2w}", "separation: {approvers: [deployer]}",
        [
          "policy: authors may approve their own work",
          "policy: waivers may count for ever: `waivers.at_most` is missing",
        ]
      ),
      (
        "id: A, title: t,", "id: A, title: t, phase: after,",
        [
          "policy: nothing guards `production`: anything may be deployed there",
          "policy: nothing has to be met before a release of the type `minor` is deployed",
          "A: the approval may come at any later time: `after` and `within` are missing",
        ]
      ),
      ("{minor: {}}", "{minor: {}, major: {}}", []),
      (
        "id: A, title: t,", "id: A, title: t, applies: {labels: {any: [a], none: [a, b]}},",
        [
          "policy: nothing guards `production`: anything may be deployed there",
          "policy: nothing has to be met before a release of the type `minor` is deployed",
          "A: it never applies: the labels exclude each other",
        ]
      ),
      (
        "after: deployed, within: 1h", "after: deployment-end",
        [
          "policy: nothing refers to the event `deployed`",
          "B: the gates may pass at any later time: `after` and `within` are missing",
        ]
      ),
      ("[ada, bea]", "[ada]", ["A: there are fewer than 2 people as lead"]),
      (
        "[{roles: lead, count: 2}]", "[{roles: lead, count: 2}], bound_to_commit: false",
        [
          "A: an approval counts for commits that nobody had seen"
        ]
      ),
      ("roles: {", "roles: {unused: {}, ", ["policy: nothing refers to the role `unused`"]),
      (
        "      - {id: B",
        "      - {id: C, title: t, gate: {gates: [{gate: smoke, environment: production}]}}\n      - {id: B",
        [
          "B: `smoke` is asked for in an environment elsewhere: here any result counts"
        ]
      ),
      (
        "      - {id: B",
        "      - {id: C, title: t, phase: after, trigger: {observations: [{metric: m, above: 1}]}}\n      - {id: B",
        [
          "C: what has to follow has no end: `within` is missing",
          "C: the observation has no end: `during` is missing",
        ]
      ),
    ]
  )
  func finds(part: String, replacement: String, expected: [String]) throws {
    let part = part.replacing("      - {", with: "  - {")
    let replacement = replacement.replacing("      - {", with: "  - {")
    #expect(Self.clean.contains(part))
    #expect(try warnings(Self.clean.replacing(part, with: replacement)) == expected)
  }
}
