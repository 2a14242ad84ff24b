import DeliveryMetrics
import ReleaseGovernance
import ReleasePolicy
import ReleaseRecords
import Testing

@Suite("The objectives of the release processes are computed, met and missed")
struct ObjectiveTests {
  static let start = instant("2024-01-01T00:00:00Z")
  static let minute: Int64 = 60_000_000
  static let hour = 60 * minute
  static let day = 24 * hour
  static let days: Int64 = 91

  /// A service that keeps every objective, and one that misses every one.
  static let history: History = {
    var history = History()
    for number in 0..<days { history.deliverWell("good", on: start + number * day, number) }
    history.incidents.append(
      .init(
        sequence: history.next(),
        service: "good",
        at: start + 40 * day + 11 * hour,
        id: "i",
        severity: "SEV3",
        status: "open",
        started: start + 40 * day + 11 * hour - minute,
        impact: 0.5
      )
    )
    history.incidents.append(
      .init(
        sequence: history.next(),
        service: "good",
        at: start + 40 * day + 11 * hour + 10 * minute,
        id: "i",
        severity: "SEV3",
        status: "resolved"
      )
    )
    for (status, offset) in [("started", 0), ("succeeded", 3)] as [(String, Int64)] {
      history.rollbacks.append(
        .init(
          sequence: history.next(),
          service: "good",
          at: start + 50 * day + 11 * hour + offset * minute,
          from: "1.0.50",
          to: "1.0.49",
          status: status,
          id: "r"
        )
      )
    }
    for number in 0..<12 as Range<Int64> { history.deliverBadly("bad", on: start + (7 * number + 1) * day, number) }
    return history
  }()

  static func results(_ service: String, _ pack: String) async throws -> [ObjectiveResult] {
    try await MetricsDatabase.with(history) { database in
      var query = MetricsQuery(
        size: history.size,
        period: MetricsPeriod(
          from: Timestamp(microseconds: start),
          until: Timestamp(microseconds: start + days * day)
        )
      )
      query.services = [service]
      let objectives = try ProcessObjective.ofPack(pack)
      return try await database.reader.report(query, objectives: objectives).objectives
    }
  }

  @Test(
    "ATL-15 ATL-16 ATL-17 SAR-14 OCT-16 INV-15 INV-16 are met by a service that delivers well",
    arguments: ["atlas", "sarvanom", "octoacme", "involution"]
  )
  func met(pack: String) async throws {
    for result in try await Self.results("good", pack) {
      let about = Comment(rawValue: "\(result.objective.id) \(result.objective.metric.name): \(result.value as Any)")
      switch result.objective.metric {
      case .observation(let name):
        // Business numbers are only watched, and this service records one of them.
        #expect(result.verdict == (name == "user_satisfaction" ? .watched : .noData), about)
      case .measurement("pass_rate"): #expect(result.verdict == .noData, about)
      default: #expect(result.verdict == (result.objective.target == nil ? .watched : .met), about)
      }
    }
  }

  @Test(
    "ATL-15 ATL-16 ATL-17 INV-15 INV-16 are missed by a service that delivers badly",
    arguments: ["atlas", "involution"]
  )
  func missed(pack: String) async throws {
    for result in try await Self.results("bad", pack) {
      let about = Comment(rawValue: "\(result.objective.id) \(result.objective.metric.name): \(result.value as Any)")
      #expect(result.verdict == .notMet, about)
    }
  }

  @Test("without data no objective is met", arguments: ["atlas", "sarvanom", "octoacme", "involution"])
  func unknown(pack: String) async throws {
    for result in try await Self.results("nobody", pack) {
      #expect(result.verdict == .noData, Comment(rawValue: result.objective.metric.name))
      #expect(result.value == nil && result.trend == .unknown)
    }
  }

  @Test("SAR-14 OCT-16 average what was observed, add support tickets up, and take what gates measured last")
  func readings() async throws {
    var history = History()
    func observe(_ service: String, _ metric: String, _ values: [Double], from day: Int64) {
      for (number, value) in values.enumerated() {
        let at = Self.start + (day + Int64(number)) * Self.day
        history.observations.append(
          .init(sequence: history.next(), service: service, at: at, metric: metric, value: value)
        )
      }
    }
    func measure(_ service: String, _ coverage: Double, on day: Int64) {
      let at = Self.start + day * Self.day
      history.gates.append(
        .init(
          sequence: history.next(),
          service: service,
          at: at,
          gate: "unit-tests",
          outcome: "passed",
          measurements: [("coverage", coverage)]
        )
      )
    }
    // The first of each is of the period before.
    observe("web", "user_satisfaction", [1, 5, 4, 3.5], from: -1)
    observe("api", "user_satisfaction", [2.5], from: 0)
    observe("web", "support_tickets", [40, 7, 9], from: -1)
    observe("api", "support_tickets", [3], from: 2)
    observe("web", "coverage", [12], from: 5)
    // What no sum can hold keeps nobody from a report.
    observe("api", "feature_adoption", [1.7e308, 1.7e308, -1.7e308], from: 0)
    for (day, coverage) in [(-1, 50), (1, 90), (3, 70)] as [(Int64, Double)] { measure("web", coverage, on: day) }
    measure("api", 80, on: 2)

    try await MetricsDatabase.with(history) { database in
      func values(_ services: [String]?, _ pack: String) async throws -> [ObjectiveMetric: ObjectiveResult] {
        var query = MetricsQuery(
          size: history.size,
          period: MetricsPeriod(
            from: Timestamp(microseconds: Self.start),
            until: Timestamp(microseconds: Self.start + 7 * Self.day)
          )
        )
        query.services = services
        let objectives = try ProcessObjective.ofPack(pack)
        let results = try await database.reader.report(query, objectives: objectives).objectives
        return Dictionary(results.map { ($0.objective.metric, $0) }) { first, _ in first }
      }
      for pack in ["sarvanom", "octoacme"] {
        let web = try await values(["web"], pack)
        #expect(web[.observation("user_satisfaction")]?.value == 12.5 / 3)
        #expect(web[.observation("user_satisfaction")]?.previous == 1)
        #expect(web[.observation("user_satisfaction")]?.sampleCount == 3)
        #expect(web[.observation("support_tickets")]?.value == 16)
        #expect(web[.observation("support_tickets")]?.previous == 40)
        #expect(web[.measurement("coverage")]?.value == 70)
        #expect(web[.measurement("coverage")]?.previous == 50)
        let all = try await values(nil, pack)
        #expect(all[.observation("user_satisfaction")]?.value == 3.75)
        #expect(all[.observation("support_tickets")]?.value == 19)
        #expect(all[.measurement("coverage")]?.value == 75)
        let adoption = try await values(["api"], "octoacme")[.observation("feature_adoption")]
        #expect(adoption.flatMap(\.value).map { ($0 * 3).magnitude } == 1e100)
      }
    }
  }

  @Test("what is recorded in another unit than a target is in is only watched", arguments: ["1", "ms"])
  func units(unit: String) async throws {
    var history = History()
    history.observations.append(
      .init(sequence: history.next(), service: "web", at: Self.start, metric: "latency", value: 3)
    )
    try await MetricsDatabase.with(history) { database in
      let until = Timestamp(microseconds: Self.start + Self.day)
      let query = MetricsQuery(
        size: history.size,
        period: MetricsPeriod(from: Timestamp(microseconds: Self.start), until: until)
      )
      let objective = ProcessObjective("T-1", "Latency", .observation("latency"), .mean, .init(.below, 5, unit: unit))
      let result = try await database.reader.report(query, objectives: [objective]).objectives[0]
      #expect(result.value == 3)
      #expect(result.verdict == (unit == "1" ? .met : .watched))
    }
  }

  @Test("metrics are named as policies name them, and read back")
  func names() throws {
    let packs = ["atlas", "sarvanom", "octoacme", "involution"]
    let metrics = try packs.flatMap(ProcessObjective.ofPack).map(\.metric)
    #expect(!metrics.isEmpty)
    for metric in metrics { #expect(ObjectiveMetric(metric.name) == metric) }
    for text in [
      "", "unknown", "gate_pass_rate:", "lead_time:reviewed", "rework_rate:patch", "measurement", "observation:",
    ] {
      #expect(ObjectiveMetric(text) == nil, Comment(rawValue: text))
    }
  }
}

extension History {
  /// A patch a day, with a feature on Mondays: merged at nine, released at once, deployed within five minutes.
  mutating func deliverWell(_ service: String, on day: Int64, _ number: Int64) {
    let hour = ObjectiveTests.hour
    for (version, type, at) in [("1.0.\(number)", "patch", 9 * hour), ("2.\(number).0", "minor", 12 * hour)]
    where type == "patch" || number % 7 == 0 {
      let released = day + at
      let commit = "\(version)-commit"
      releases.append(
        Release(sequence: next(), service: service, version: version, at: released, type: type, commit: commit)
      )
      changes.append(
        Change(
          sequence: next(),
          service: service,
          version: version,
          at: released,
          commit: commit,
          authored: released - 2 * hour,
          merged: released
        )
      )
      for gate in ["unit-tests", "accuracy", "dependency-scan"] {
        gates.append(
          Gate(
            sequence: next(),
            service: service,
            at: released,
            gate: gate,
            outcome: "passed",
            measurements: gate == "unit-tests" ? [("coverage", 85)] : []
          )
        )
      }
      for (status, offset) in [("started", 10), ("succeeded", 15)] as [(String, Int64)] {
        deployments.append(
          Deployment(
            sequence: next(),
            service: service,
            version: version,
            at: released + offset * ObjectiveTests.minute,
            id: "d\(version)",
            status: status
          )
        )
      }
    }
    observations.append(
      Observation(sequence: next(), service: service, at: day, metric: "user_satisfaction", value: 4.5)
    )
  }

  /// A patch a week, deployed after ten days within an hour, one in two failing, each success with a long incident and
  /// a slow rollback, and a hotfix after it.
  mutating func deliverBadly(_ service: String, on day: Int64, _ number: Int64) {
    let hour = ObjectiveTests.hour
    for (version, type, at) in [("1.\(number).0", "patch", day), ("1.\(number).1", "hotfix", day + 48 * hour)] {
      releases.append(
        Release(
          sequence: next(),
          service: service,
          version: version,
          at: at - 240 * hour,
          type: type,
          commit: "c\(version)"
        )
      )
      changes.append(
        Change(
          sequence: next(),
          service: service,
          version: version,
          at: at,
          commit: "c\(version)",
          authored: at - 300 * hour,
          merged: at - 240 * hour
        )
      )
      gates.append(
        Gate(
          sequence: next(),
          service: service,
          at: at,
          gate: number % 2 == 0 ? "accuracy" : "dependency-scan",
          outcome: "failed",
          measurements: [("coverage", 20)]
        )
      )
      for (id, status, offset) in [
        ("f", "started", 0), ("f", "failed", 1), ("s", "started", 2), ("s", "succeeded", 3),
      ] as [(String, String, Int64)] {
        deployments.append(
          Deployment(
            sequence: next(),
            service: service,
            version: version,
            at: at + offset * hour,
            id: "\(id)\(version)",
            status: status
          )
        )
      }
      for (status, offset) in [("open", 4), ("resolved", 9)] as [(String, Int64)] {
        incidents.append(
          Incident(
            sequence: next(),
            service: service,
            at: at + offset * hour,
            id: "i\(version)",
            severity: "SEV1",
            status: status,
            impact: 50
          )
        )
      }
      for (status, offset) in [("started", 5), ("succeeded", 6)] as [(String, Int64)] {
        rollbacks.append(
          Rollback(
            sequence: next(),
            service: service,
            at: at + offset * hour,
            from: version,
            to: "0.1.0",
            status: status,
            id: "r\(version)"
          )
        )
      }
    }
  }
}

extension ProcessObjective {
  static func ofPack(_ name: String) throws -> [ProcessObjective] {
    try PolicyLibrary.packs.policy(named: name).objectives
  }
}
