extension Benchmark {
  private static let hour = 3_600.0
  private static let day = 24 * hour
  private static let week = 7 * day
  /// A twelfth of 365.25 days.
  private static let month = 365.25 / 12 * day

  /// "On demand (multiple deploys per day)"; more than one a day is multiple.
  private static let onDemand = 1.0.nextUp
  private static let daily = 1.0
  private static let weekly = 1.0 / 7
  private static let monthly = 12 / 365.25
  private static let halfYearly = 2 / 365.25

  /// Time to restore service; low teams deploy less than every six months and have no bounds on times.
  public static let dora2021 = Benchmark(
    year: 2021,
    source: "DORA, Accelerate State of DevOps 2021, https://dora.dev/research/2021/dora-report/",
    verification: .compared(
      with: "the table as Eduardo Klein reproduces it, https://eduklein.com.br/software-delivery-performance-metrics/"
    ),
    clusters: [
      cluster(.elite, onDemand, hour, hour, 0.15),
      cluster(.high, monthly, week, day, 0.30),
      cluster(.medium, halfYearly, 6 * month, week, 0.30),
      cluster(.low, nil, nil, nil, 0.30),
    ]
  )

  /// No elite cluster that year.
  public static let dora2022 = Benchmark(
    year: 2022,
    source: "DORA, Accelerate State of DevOps 2022, https://dora.dev/research/2022/dora-report/",
    verification: reproduced("new-devops-performance-clusters"),
    clusters: [
      cluster(.high, onDemand, week, day, 0.15),
      cluster(.medium, monthly, month, week, 0.30),
      cluster(.low, halfYearly, 6 * month, month, 0.60),
    ]
  )

  /// From this year on, the time is that to recover from a failed deployment, and failure rates are the clusters' own,
  /// no longer ranges.
  public static let dora2023 = Benchmark(
    year: 2023,
    source: "DORA, Accelerate State of DevOps 2023, https://dora.dev/research/2023/dora-report/",
    verification: reproduced("software-delivery-performance-clusters-2023"),
    clusters: [
      cluster(.elite, onDemand, day, hour, 0.05),
      cluster(.high, weekly, week, day, 0.10),
      cluster(.medium, monthly, month, week, 0.15),
      cluster(.low, monthly, month, 6 * month, 0.64),
    ]
  )

  public static let dora2024 = Benchmark(
    year: 2024,
    source: "DORA, Accelerate State of DevOps 2024, https://dora.dev/research/2024/dora-report/",
    verification: reproduced("2024-devops-performance-clusters"),
    clusters: [
      cluster(.elite, onDemand, day, hour, 0.05),
      cluster(.high, weekly, week, day, 0.20),
      cluster(.medium, monthly, month, day, 0.10),
      cluster(.low, halfYearly, 6 * month, month, 0.40),
    ]
  )

  /// Distributions and archetypes instead of clusters; what is not known here of them is not made up. The shares agree
  /// with what others copied from the report's figure of deployment frequency, none of which could be cited.
  public static let dora2025 = Benchmark(
    year: 2025,
    source: "DORA, State of AI-assisted Software Development 2025, https://dora.dev/research/2025/dora-report/",
    verification: .unverified,
    clusters: [],
    frequencyDistribution: [
      Band(title: "on demand (multiple deploys per day)", perDay: 24.0.nextUp, share: 0.162),
      Band(title: "between once per hour and once per day", perDay: daily.nextUp, share: 0.065),
      Band(title: "between once per day and once per week", perDay: weekly, share: 0.219),
      Band(title: "between once per week and once per month", perDay: monthly, share: 0.315),
      Band(title: "between once per month and once every six months", perDay: halfYearly, share: 0.203),
      Band(title: "fewer than once every six months", perDay: 0, share: 0.036),
    ]
  )

  /// The table of the report as it is printed by Octopus Deploy.
  private static func reproduced(_ page: String) -> Verification {
    .compared(with: "the table as Octopus Deploy reproduces it, https://octopus.com/blog/\(page)")
  }

  private static func cluster(
    _ level: PerformanceLevel,
    _ perDay: Double?,
    _ lead: Double?,
    _ recovery: Double?,
    _ failures: Double
  ) -> BenchmarkCluster {
    BenchmarkCluster(
      level: level,
      deploymentsPerDay: perDay,
      leadTimeSeconds: lead,
      recoverySeconds: recovery,
      failureRate: failures
    )
  }
}
