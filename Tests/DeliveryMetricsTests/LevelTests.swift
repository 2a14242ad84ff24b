import DeliveryMetrics
import Testing

@Suite("Levels are those of a named year, and never interpolated")
struct LevelTests {
  @Test(
    "of a value",
    arguments: [
      (2024, BenchmarkedFigure.failureRate, 0.05, LevelVerdict.level(.elite)),
      (2024, .failureRate, 0.08, .level(.high)), (2024, .failureRate, 0.20, .level(.high)),
      (2024, .failureRate, 0.21, .level(.low)), (2024, .failureRate, 0.41, .belowEveryCluster),
      (2023, .failureRate, 0.12, .level(.medium)), (2023, .failureRate, 0.64, .level(.low)),
      (2021, .failureRate, 0.16, .level(.high)), (2022, .failureRate, 0.15, .level(.high)),
      (2024, .deploymentsPerDay, 1.0, .level(.high)), (2024, .deploymentsPerDay, 1.01, .level(.elite)),
      (2024, .deploymentsPerDay, 1.0 / 7, .level(.high)), (2024, .deploymentsPerDay, 0.1, .level(.medium)),
      (2024, .deploymentsPerDay, 0.01, .level(.low)), (2024, .deploymentsPerDay, 0.001, .belowEveryCluster),
      (2021, .deploymentsPerDay, 0.001, .level(.low)), (2021, .leadTime, 3_600, .level(.elite)),
      (2021, .leadTime, 7_200, .level(.high)), (2024, .leadTime, 86_400, .level(.elite)),
      (2024, .recovery, 7_200, .level(.high)), (2024, .recovery, 100_000, .level(.low)),
      (2025, .leadTime, 1, .noData("the survey of 2025 has no clusters")),
    ]
  )
  func ofAValue(year: Int, figure: BenchmarkedFigure, value: Double, expected: LevelVerdict) throws {
    #expect(try #require(Benchmark.year(year)).verdict(on: value, of: figure) == expected)
  }

  @Test("the distribution of 2025 adds up, and says how many deploy less")
  func distribution() {
    let shares = Benchmark.dora2025.frequencyDistribution.map(\.share)
    #expect(abs(shares.reduce(0, +) - 1) < 1e-9)
    #expect(Benchmark.dora2025.shareDeployingLess(than: 0) == 0)
    #expect(abs((Benchmark.dora2025.shareDeployingLess(than: 1.0 / 7) ?? 0) - 0.554) < 1e-9)
    #expect(Benchmark.dora2024.shareDeployingLess(than: 1) == nil)
  }

  @Test("a year without a survey has no benchmark")
  func unknownYear() {
    #expect(Benchmark.year(2020) == nil)
    #expect(Benchmark.all.map(\.year) == [2021, 2022, 2023, 2024, 2025])
  }
}
