extension ProcessObjective {
  private static let minute = 60.0
  private static let hour = 3_600.0
  private static let day = 86_400.0

  /// The objectives of the release processes that come as policy packs, by the pack's name.
  public static let packs: [String: [ProcessObjective]] = [
    "atlas": atlas, "sarvanom": sarvanom, "octoacme": octoacme, "involution": involution,
  ]

  static let atlas: [ProcessObjective] = [
    .init("ATL-15", "Successful deployments", .deploymentSuccessRate, .median, .init(.above, 0.95)),
    .init("ATL-15", "Rollback rate", .rollbackRate, .median, .init(.below, 0.05)),
    .init("ATL-15", "Hotfixes among releases", .hotfixShare, .median, .init(.below, 0.10)),
    .init("ATL-15", "Mean time to deploy", .timeToDeploy, .mean, .init(.below, 30 * minute)),
    .init("ATL-16", "Lead time from merge to production", .leadTime(.merged), .mean, .init(.below, day)),
    .init("ATL-16", "Deployment duration", .deploymentDuration, .mean, .init(.below, 10 * minute)),
    .init("ATL-16", "Recovery time of rollbacks", .rollbackRecoveryTime, .mean, .init(.below, 5 * minute)),
    .init("ATL-17", "Deployment failures", .deploymentFailureRate, .median, .init(.below, 0.02)),
    .init("ATL-17", "Issues after deployment", .postDeploymentIssueRate, .median, .init(.below, 0.05)),
    .init("ATL-17", "Customer impact", .customerImpact, .maximum, .init(.below, 1)),
  ]

  static let sarvanom: [ProcessObjective] = [
    .init("SAR-14", "Deployments per week", .deploymentFrequency(type: nil)),
    .init("SAR-14", "Lead time from commit to production", .leadTime(.authored), .mean),
    .init("SAR-14", "Mean time to recovery", .timeToRestore, .mean),
    .init("SAR-14", "Change failure rate", .changeFailureRate),
    .init("SAR-14", "Test coverage", .measurement("coverage"), .latest),
    .init("SAR-14", "Bugs per deployment", .incidentsPerDeployment),
    .init("SAR-14", "Performance regression", .observation("performance_regression"), .mean),
    .init("SAR-14", "User satisfaction", .observation("user_satisfaction"), .mean),
    .init("SAR-14", "Feature adoption", .observation("feature_adoption"), .mean),
    .init("SAR-14", "User engagement", .observation("user_engagement"), .mean),
    .init("SAR-14", "Revenue impact", .observation("revenue_impact"), .mean),
    .init("SAR-14", "Support tickets", .observation("support_tickets"), .sum),
  ]

  static let octoacme: [ProcessObjective] = [
    .init("OCT-16", "Deployment frequency", .deploymentFrequency(type: nil)),
    .init("OCT-16", "Lead time from commit to production", .leadTime(.authored), .mean),
    .init("OCT-16", "Deployment duration", .deploymentDuration, .mean),
    .init("OCT-16", "Failed deployments", .deploymentFailureRate),
    .init("OCT-16", "Mean time to recovery", .timeToRestore, .mean),
    .init("OCT-16", "Production incidents per release", .incidentsPerRelease),
    .init("OCT-16", "Rollback frequency", .rollbackRate),
    .init("OCT-16", "Time to detect", .timeToDetect, .mean),
    .init("OCT-16", "Critical bugs in production", .gravestIncidents),
    .init("OCT-16", "Test coverage", .measurement("coverage"), .latest),
    .init("OCT-16", "Test pass rate", .measurement("pass_rate"), .latest),
    .init("OCT-16", "Feature adoption", .observation("feature_adoption"), .mean),
    .init("OCT-16", "User satisfaction", .observation("user_satisfaction"), .mean),
    .init("OCT-16", "Support tickets", .observation("support_tickets"), .sum),
    .init("OCT-16", "Release goals achieved", .observation("release_goal_achievement"), .mean),
    .init("OCT-16", "Business value", .observation("business_value"), .mean),
  ]

  static let involution: [ProcessObjective] = [
    .init("INV-15", "Deployment success", .deploymentSuccessRate, .median, .init(.above, 0.98)),
    .init("INV-15", "Rollbacks among releases", .releaseRollbackRate, .median, .init(.below, 0.02)),
    .init("INV-15", "Quality gates passed", .gatePassRate(gate: nil), .median, .init(.above, 0.95)),
    .init(
      "INV-15",
      "Patches to production",
      .timeToProduction(type: "patch"),
      .mean,
      .init(.below, 2 * hour)
    ),
    .init("INV-16", "Mean time to recovery", .timeToRestore, .mean, .init(.below, 30 * minute)),
    .init("INV-16", "Mean time between failures", .timeBetweenFailures, .mean, .init(.above, 30 * day)),
    .init("INV-16", "Patches a week", .deploymentFrequency(type: "patch"), .median, .init(.atLeast, 7)),
    .init("INV-16", "Features a week", .deploymentFrequency(type: "minor"), .median, .init(.atLeast, 1)),
    .init("INV-16", "Accuracy gates passed", .gatePassRate(gate: "accuracy"), .median, .init(.atLeast, 1)),
    .init("INV-16", "Security scans passed", .gatePassRate(gate: "dependency-scan"), .median, .init(.atLeast, 1)),
    .init("INV-16", "Test coverage", .measurement("coverage"), .latest, .init(.above, 80)),
  ]
}
