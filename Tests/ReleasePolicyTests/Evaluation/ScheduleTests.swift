import Foundation
import ReleaseRecords
import Testing

@testable import ReleasePolicy

@Suite("A schedule")
struct ScheduleTests {
  static func zone(_ name: String) -> TimeZoneRules? {
    guard let data = FileManager.default.contents(atPath: "/usr/share/zoneinfo/" + name) else { return nil }
    return TimeZoneRules(tzif: Array(data))
  }

  /// Whether a deployment at an instant keeps to a schedule.
  static func verdict(_ rule: String, at text: String, _ records: (inout Scenario) -> Void = { _ in }) throws -> Finding
  {
    let instant = try #require(Timestamp(text))
    let minutes = Double(instant.microseconds - Scenario.epoch.microseconds) / 60_000_000
    var scenario = Scenario()
    scenario.release(at: minutes - 100_000, ["planned_at": "2026-11-03T10:00:00Z"])
    records(&scenario)
    var zones: [String: TimeZoneRules] = [:]
    for name in ["Europe/Berlin", "America/New_York"] { zones[name] = zone(name) }
    return try scenario.judge("schedule: \(rule)", question: .mayDeploy, at: minutes, zones: zones)
  }

  @Test(
    "of days, clocks, weeks and months",
    .enabled(if: zone("Europe/Berlin") != nil && zone("America/New_York") != nil, "time zone data not present"),
    arguments: [
      ("{days: [tuesday]}", "2026-11-03T10:00:00Z", .met),
      ("{days: [tuesday]}", "2026-11-04T00:00:00Z", .notMet),
      ("{not_days: [friday]}", "2026-11-05T23:59:59Z", .met),
      ("{not_days: [friday]}", "2026-11-06T00:00:00Z", .notMet),
      ("{not_days: [friday], time_zone: Europe/Berlin}", "2026-11-05T23:00:00Z", .notMet),
      ("{not_days: [friday], time_zone: America/New_York}", "2026-11-06T04:59:59Z", .met),
      // Summer time ends in Berlin on 25 October 2026 and in New York on 1 November.
      ("{clock: \"10:00-11:00\", time_zone: Europe/Berlin}", "2026-10-24T08:00:00Z", .met),
      ("{clock: \"10:00-11:00\", time_zone: Europe/Berlin}", "2026-10-26T08:00:00Z", .notMet),
      ("{clock: \"10:00-11:00\", time_zone: Europe/Berlin}", "2026-10-26T09:00:00Z", .met),
      ("{clock: \"10:00-11:00\", time_zone: America/New_York}", "2026-10-30T14:00:00Z", .met),
      ("{clock: \"10:00-11:00\", time_zone: America/New_York}", "2026-11-02T14:00:00Z", .notMet),
      ("{clock: \"10:00-11:00\"}", "2026-11-03T11:00:00Z", .met),
      ("{clock: \"10:00-11:00\"}", "2026-11-03T11:00:01Z", .notMet),
      ("{clock: \"10:00-11:00\"}", "2026-11-03T09:59:59Z", .notMet),
      ("{days: [tuesday], weeks_of_month: [1]}", "2026-11-03T10:00:00Z", .met),
      ("{days: [tuesday], weeks_of_month: [1]}", "2026-12-01T10:00:00Z", .met),
      ("{days: [tuesday], weeks_of_month: [1]}", "2026-12-08T10:00:00Z", .notMet),
      ("{months: [1, 4]}", "2027-01-01T00:00:00Z", .met),
      ("{months: [1, 4], time_zone: America/New_York}", "2027-01-01T00:00:00Z", .notMet),
      ("{clock: \"10:00-11:00\", time_zone: Mars/Olympus}", "2026-11-03T10:00:00Z", .notMet),
      ("{planned_within: 1d}", "2026-11-04T10:00:00Z", .met),
      ("{planned_within: 1d}", "2026-11-04T10:00:01Z", .notMet),
      ("{planned_within: 1d}", "2026-11-02T10:00:00Z", .met),
    ] as [(String, String, Verdict)]
  )
  func calendar(rule: String, at: String, verdict: Verdict) throws {
    let finding = try Self.verdict(rule, at: at)
    #expect(finding.verdict == verdict, "\(finding.observed)")
  }

  static let cadence = "schedule: {days_since_last: {at_least: 13, at_most: 15}}"

  static func deployed(_ days: Double, version: String, type: String, _ status: String = "succeeded")
    -> @Sendable (
      inout Scenario
    ) -> Void
  {
    { scenario in
      scenario.release(at: -99_000, version: version, type: type)
      scenario.deploy("started", at: -days * 1440, id: "D0", version: version)
      scenario.deploy(status, at: -days * 1440 + 5, id: "D0", version: version)
      scenario.release()
      scenario.deploy("started", at: 0)
    }
  }

  static let cadences = [
    JudgementCase("in time is met", cadence, .met, records: deployed(14, version: "1.1.0", type: "minor")),
    JudgementCase("too soon is not met", cadence, .notMet, records: deployed(12, version: "1.1.0", type: "minor")),
    JudgementCase("too late is not met", cadence, .notMet, records: deployed(16, version: "1.1.0", type: "minor")),
    JudgementCase("counts calendar days", cadence, .met, records: deployed(12.6, version: "1.1.0", type: "minor")),
    JudgementCase(
      "of another type does not count",
      cadence,
      .met,
      "the first one",
      records: deployed(2, version: "1.1.1", type: "patch")
    ),
    JudgementCase(
      "that failed does not count",
      cadence,
      .met,
      "the first one",
      records: deployed(2, version: "1.1.0", type: "minor", "failed")
    ),
  ]

  @Test("of days since the last release", arguments: cadences)
  func daysSinceLast(_ sample: JudgementCase) throws { try sample.check() }

  static let outside = "schedule: {outside: [freeze, blackout]}"
  static let inside = "schedule: {inside: [deployment]}"

  /// A window around the deployment.
  static func window(
    _ type: String,
    from: Double = -60,
    until: Double = 60,
    declared: Double,
    announced: Double? = nil,
    service: String? = nil,
    environment: String? = nil
  ) -> @Sendable (inout Scenario) -> Void {
    { scenario in
      scenario.release()
      let declare = { (scenario: inout Scenario) in
        var data: JSONObject = ["type": .string(type)]
        data["from"] = .string(Scenario.minutes(from).description)
        data["until"] = .string(Scenario.minutes(until).description)
        data["announced_at"] = announced.map { .string(Scenario.minutes($0).description) }
        scenario.add(.window, at: declared, service: service, version: nil, environment: environment, data)
      }
      if declared < 0 { declare(&scenario) }
      scenario.deploy("started", at: 0)
      if declared >= 0 { declare(&scenario) }
    }
  }

  static let windows = [
    JudgementCase(
      "inside a freeze is not met",
      outside,
      .notMet,
      "inside a freeze window",
      records: window("freeze", declared: -100)
    ),
    JudgementCase("outside a freeze is met", outside, .met, records: window("freeze", until: 0, declared: -100)),
    JudgementCase(
      "at a freeze's first instant is not met",
      outside,
      .notMet,
      records: window("blackout", from: 0, declared: -100)
    ),
    JudgementCase(
      "inside a window of another type is met",
      outside,
      .met,
      records: window("testing", declared: -100)
    ),
    JudgementCase(
      "inside another service's freeze is met",
      outside,
      .met,
      records: window("freeze", declared: -100, service: "mail")
    ),
    JudgementCase(
      "inside another environment's freeze is met",
      outside,
      .met,
      records: window("freeze", declared: -100, environment: "staging")
    ),
    JudgementCase(
      "inside the freeze of an environment that the policy does not know is met, and it is mentioned",
      outside,
      policy: "environments: {production: {}, staging: {}}",
      .met,
      "no such environment: a window for Production (#1)",
      records: window("freeze", declared: -100, environment: "Production")
    ),
    JudgementCase(
      "inside a window for deployments to an environment that the policy does not know is not met, and it is mentioned",
      inside,
      policy: "environments: {production: {}, staging: {}}",
      .notMet,
      "no such environment: a window for Production (#1)",
      records: window("deployment", declared: -100, environment: "Production")
    ),
    JudgementCase(
      "inside a freeze declared afterwards is met",
      outside,
      .met,
      records: window("freeze", declared: 30)
    ),
    JudgementCase(
      "inside a freeze declared afterwards, said to be announced before, is met",
      outside,
      .met,
      records: window("freeze", declared: 30, announced: -90)
    ),
    JudgementCase(
      "inside a freeze announced only afterwards is met, and it is mentioned",
      outside,
      .met,
      "declared only afterwards (#1)",
      records: window("freeze", declared: -100, announced: 5)
    ),
    JudgementCase(
      "inside the window for deployments is met",
      inside,
      .met,
      records: window("deployment", declared: -100)
    ),
    JudgementCase(
      "outside the window for deployments is not met",
      inside,
      .notMet,
      records: window("deployment", from: 1, declared: -100)
    ),
    JudgementCase(
      "inside a window for deployments opened afterwards is not met",
      inside,
      .notMet,
      records: window("deployment", declared: 30)
    ),
  ]

  @Test("of windows in the calendar", arguments: windows)
  func windowed(_ sample: JudgementCase) throws { try sample.check() }

  @Test(
    "of what has to be deployed before",
    arguments: [
      (-50, "succeeded", "production", .met), (-50, "started", "production", .notMet),
      (-50, "succeeded", "staging", .notMet), (5, "succeeded", "production", .notMet),
    ]
      as [(Double, String, String, Verdict)]
  )
  func dependencies(at: Double, status: String, environment: String, verdict: Verdict) throws {
    var scenario = Scenario()
    scenario.release(["depends_on": [["service": "mail", "version": "3.0.0"]]])
    let data: JSONObject = ["deployment": "M1", "status": .string(status)]
    scenario.add(.deployment, at: at, service: "mail", version: "3.0.0", environment: environment, data)
    scenario.deploy("started", at: 0)
    #expect(try scenario.judge("schedule: {dependencies: true}").verdict == verdict)
  }

  @Test("of maintenance in a period looks at each window from its beginning to its end")
  func maintenance() throws {
    let policy = """
      events: {maintenance: {record: window, where: {type: maintenance}, pick: each}}
      """
    let rule = "phase: period\nschedule: {event: maintenance, days: [sunday], clock: \"02:00-04:00\"}"
    let period = try #require(Timestamp("2026-11-01T00:00:00Z"))..<#require(Timestamp("2026-12-01T00:00:00Z"))
    let subject = Subject(service: "shop", environment: "production", period: period)
    for (until, verdict) in [("2026-11-08T04:00:00Z", Verdict.met), ("2026-11-08T05:00:00Z", .notMet)] {
      var scenario = Scenario()
      let data: JSONObject = ["type": "maintenance", "from": "2026-11-08T02:00:00Z", "until": .string(until)]
      scenario.add(.window, at: 0, service: nil, version: nil, data)
      let finding = try scenario.judge(rule, policy: policy, at: 60_000, subject: subject)
      #expect(finding.verdict == verdict, "\(finding.observed)")
    }
  }
}
