import DeliveryMetrics
import ReleaseGovernance
import ReleasePolicy
import Testing

@Suite("The objectives of a policy become those of reports")
struct PolicyObjectivesTests {
  @Test("with targets as shares and in seconds")
  func pack() throws {
    let expected: [ProcessObjective] = [
      .init("ATL-15", "Successful deployments", .deploymentSuccessRate, .mean, .init(.above, 0.95)),
      .init("ATL-15", "Rollback rate", .rollbackRate, .mean, .init(.below, 0.05)),
      .init("ATL-15", "Hotfixes among releases", .hotfixShare, .mean, .init(.below, 0.1)),
      .init("ATL-15", "Mean time to deploy", .timeToDeploy, .mean, .init(.below, 1_800)),
      .init("ATL-16", "Lead time from merge to production", .leadTime(.merged), .mean, .init(.below, 86_400)),
      .init("ATL-16", "Deployment duration", .deploymentDuration, .mean, .init(.below, 600)),
      .init("ATL-16", "Recovery time of rollbacks", .rollbackRecoveryTime, .mean, .init(.below, 300)),
      .init("ATL-17", "Deployment failures", .deploymentFailureRate, .mean, .init(.below, 0.02)),
      .init("ATL-17", "Issues after deployment", .postDeploymentIssueRate, .mean, .init(.below, 0.05)),
      .init("ATL-17", "Customer impact", .customerImpact, .maximum, .init(.below, 1)),
    ]
    #expect(try ProcessObjective.ofPack("atlas") == expected)
    let involution = try ProcessObjective.ofPack("involution")
    let coverage = ProcessObjective(
      "INV-16",
      "Test coverage",
      .measurement("coverage"),
      .latest,
      .init(.above, 80, unit: "%")
    )
    #expect(involution.contains(coverage))
  }

  @Test(
    "a figure with two bounds is two, and what no report has is none",
    arguments: [
      (
        "{metric: change_failure_rate, unit: \"%\", at_least: 1, at_most: 15}",
        [.init(.atLeast, 0.01), .init(.atMost, 0.15)]
      ),
      ("{metric: time_to_restore, unit: h, below: 2}", [.init(.below, 7_200)]),
      ("{metric: time_to_restore, below: 2}", [.init(.below, 2)]),
      ("{metric: coverage, from: measurements, aggregate: latest}", [nil]),
      // Of another kind than the figure: nothing to hold it against.
      ("{metric: change_failure_rate, unit: h, below: 2}", [nil]),
      ("{metric: time_to_restore, unit: h, below: 2, aggregate: minimum}", []),
      ("{metric: response_time, unit: ms, below: 2}", []),
      ("{metric: response_time, from: observations, aggregate: latest}", []),
      ("{metric: coverage, from: measurements, above: 80}", []),
      ("{metric: deployment_frequency, unit: per day, at_least: 1}", [nil]),
      ("{metric: deployment_frequency, unit: per week, at_least: 1}", [.init(.atLeast, 1)]),
      ("{metric: incidents_gravest, unit: h, at_most: 1}", [nil]),
      ("{metric: latency, from: observations, unit: ms, below: 200}", [.init(.below, 200, unit: "ms")]),
    ] as [(String, [ProcessObjective.Target?])]
  )
  func figure(yaml: String, targets: [ProcessObjective.Target?]) throws {
    let document = try PolicyDocument(
      yaml: """
        version: 1
        name: team
        title: A team's process
        controls:
          - id: TEAM-1
            title: Delivery is well
            phase: period
            objective:
              figures:
                - \(yaml)
        """,
      named: "policy.yaml"
    )
    let policy = try PolicyLibrary.packs.adding([document]).policy(named: "team")
    #expect(policy.objectives.map(\.target) == targets)
    #expect(policy.figuresOfNoReport.map(\.control) == (targets.isEmpty ? ["TEAM-1"] : []))
  }
}
