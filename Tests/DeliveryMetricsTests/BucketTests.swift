import DeliveryMetrics
import Foundation
import ReleaseRecords
import Testing

@Suite("Buckets follow the local calendar")
struct BucketTests {
  static let zones = [
    "UTC", "Europe/Berlin", "America/New_York", "America/Sao_Paulo", "America/Havana", "Australia/Lord_Howe",
    "Asia/Kolkata", "Pacific/Apia",
  ]

  /// Instants at and around the turns of the clock, and at random.
  static let instants: [Int64] = {
    var random = SeededGenerator(state: 11)
    let hour: Int64 = 3_600_000_000
    var instants: [Int64] = []
    for turn in [
      "2017-10-15T03:00:00Z", "2018-02-18T02:00:00Z", "2018-03-11T05:00:00Z", "2018-03-25T01:00:00Z",
      "2018-10-28T01:00:00Z", "2018-11-04T03:00:00Z", "2018-11-04T05:00:00Z", "2018-04-01T15:00:00Z",
    ] {
      for step in -8...8 as ClosedRange<Int64> {
        instants.append(instant(turn) + step * hour / 2)
        instants.append(instant(turn) + step * hour / 2 - 1)
      }
    }
    for _ in 0..<150 {
      instants.append(
        Int64.random(in: instant("2017-09-20T00:00:00Z")..<instant("2019-01-08T00:00:00Z"), using: &random)
      )
    }
    return instants
  }()

  @Test("also where clocks are turned back over midnight, at either end of a period")
  func aroundATurn() async throws {
    var history = History()
    // Clocks in Newfoundland went from 00:01 on the 7th back to 23:01 on the 6th at 02:31 UTC.
    for (number, at) in ["2010-11-07T02:30:30Z", "2010-11-07T02:31:30Z", "2010-11-07T03:30:30Z"].enumerated() {
      history.deployments.append(
        .init(
          sequence: history.next(),
          service: "s",
          version: "1.\(number).0",
          at: instant(at),
          id: "d\(number)",
          status: "succeeded"
        )
      )
    }
    try await MetricsDatabase.with(history) { database in
      for (from, until, counts, whole) in [
        ("2010-11-07T02:30:30Z", "2010-11-07T02:32:00Z", ["2010-11-06": 1, "2010-11-07": 1], []),
        ("2010-11-07T02:31:00Z", "2010-11-07T02:32:00Z", ["2010-11-06": 1], []),
        ("2010-11-07T02:30:15Z", "2010-11-07T12:00:00Z", ["2010-11-06": 1, "2010-11-07": 2], []),
        // The 6th comes again after the first minute of the 7th.
        ("2010-11-06T02:30:00Z", "2010-11-07T02:31:00Z", ["2010-11-06": 0, "2010-11-07": 1], []),
        ("2010-11-06T02:30:00Z", "2010-11-07T03:30:00Z", ["2010-11-06": 1, "2010-11-07": 1], ["2010-11-06"]),
        ("2010-11-07T02:31:00Z", "2010-11-08T03:30:00Z", ["2010-11-06": 1, "2010-11-07": 1], []),
        ("2010-11-07T02:30:00Z", "2010-11-08T03:30:00Z", ["2010-11-06": 1, "2010-11-07": 2], ["2010-11-07"]),
      ] as [(String, String, [String: Int], [String])] {
        var query = MetricsQuery(
          size: history.size,
          period: MetricsPeriod(from: Timestamp(from)!, until: Timestamp(until)!)
        )
        query.bucket = .day
        query.timeZone = "America/St_Johns"
        let buckets = try #require(try await database.reader.report(query).figure(.deploymentFrequency)?.buckets)
        #expect(Dictionary(uniqueKeysWithValues: buckets.map { ($0.start, Int($0.numerator ?? 0)) }) == counts)
        #expect(buckets.filter(\.isWhole).map(\.start) == whole, "\(from) to \(until)")
      }
    }
  }

  @Test("as Foundation's calendar has it, over every turn of the clock")
  func localBuckets() async throws {
    var history = History()
    for (number, at) in Self.instants.enumerated() {
      history.deployments.append(
        .init(
          sequence: history.next(),
          service: "s",
          version: "1.\(number).0",
          at: at,
          id: "d\(number)",
          status: "succeeded"
        )
      )
    }
    let period = MetricsPeriod(from: Timestamp("2017-09-15T07:30:00Z")!, until: Timestamp("2019-01-15T16:45:00Z")!)
    try await MetricsDatabase.with(history) { database in
      for zone in Self.zones {
        for bucket in MetricsBucket.allCases {
          var query = MetricsQuery(size: history.size, period: period)
          query.bucket = bucket
          query.timeZone = zone
          let report = try await database.reader.report(query)
          let buckets = try #require(report.figure(.deploymentFrequency)?.buckets)
          let expected = Dictionary(grouping: Self.instants) { Self.start(of: bucket, at: $0, zone) }.mapValues(\.count)
          let counted = Dictionary(uniqueKeysWithValues: buckets.map { ($0.start, Int($0.numerator ?? 0)) })
          #expect(counted.filter { $0.value > 0 } == expected, "\(bucket) in \(zone)")
          #expect(buckets.map(\.start) == buckets.map(\.start).sorted(), "\(bucket) in \(zone)")
          #expect(!buckets.dropFirst().dropLast().contains { !$0.isWhole }, "\(bucket) in \(zone)")
          #expect(buckets.first?.isWhole == false && buckets.last?.isWhole == false, "\(bucket) in \(zone)")
        }
      }
    }
  }

  static func start(of bucket: MetricsBucket, at microseconds: Int64, _ zone: String) -> String {
    var calendar = Calendar(identifier: .iso8601)
    calendar.timeZone = TimeZone(identifier: zone)!
    // Whole seconds, rounded down: a Date cannot hold every microsecond.
    let seconds = microseconds >= 0 ? microseconds / 1_000_000 : (microseconds - 999_999) / 1_000_000
    let date = Date(timeIntervalSince1970: Double(seconds))
    var parts = calendar.dateComponents([.year, .month, .day], from: date)
    switch bucket {
    case .day: break
    case .week:
      let weekday = (calendar.component(.weekday, from: date) + 5) % 7
      var plain = Calendar(identifier: .iso8601)
      plain.timeZone = TimeZone(identifier: "UTC")!
      let monday = plain.date(byAdding: .day, value: -weekday, to: plain.date(from: parts)!)!
      parts = plain.dateComponents([.year, .month, .day], from: monday)
    case .month: parts.day = 1
    }
    return String(format: "%04d-%02d-%02d", parts.year!, parts.month!, parts.day!)
  }

  @Test("an instant on the edge belongs to the later bucket, and the period's end to none")
  func edges() async throws {
    var history = History()
    history.deploy(
      "s",
      [
        "a": "2024-01-31T23:59:59.999999Z", "b": "2024-02-01T00:00:00Z", "c": "2024-02-29T23:59:59.999999Z",
        "d": "2024-03-01T00:00:00Z",
      ]
    )
    try await MetricsDatabase.with(history) { database in
      var query = MetricsQuery(
        size: history.size,
        period: MetricsPeriod(from: Timestamp("2024-02-01T00:00:00Z")!, until: Timestamp("2024-03-01T00:00:00Z")!)
      )
      query.bucket = .month
      let figure = try #require(try await database.reader.report(query).figure(.deploymentFrequency))
      #expect(figure.buckets.map(\.numerator) == [2])
      #expect(figure.buckets.map(\.isWhole) == [true])
      #expect(figure.previous == 1 * 7 / 29.0)
    }
  }

  @Test("a zone that does not exist is refused", arguments: ["Berlin", "CEST", "", "Europe/Nowhere"])
  func unknownZone(zone: String) async throws {
    try await MetricsDatabase.with(History()) { database in
      var query = MetricsQuery(
        size: 0,
        period: MetricsPeriod(from: Timestamp("2024-02-01T00:00:00Z")!, until: Timestamp("2024-03-01T00:00:00Z")!)
      )
      query.timeZone = zone
      await #expect(throws: (any Error).self) { try await database.reader.report(query) }
    }
  }
}
