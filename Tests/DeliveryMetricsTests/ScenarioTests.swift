import DeliveryMetrics
import ReleaseRecords
import Reporting
import Testing

@Suite("The rules that people will ask about")
struct ScenarioTests {
  static let march = MetricsPeriod(from: Timestamp("2024-03-01T00:00:00Z")!, until: Timestamp("2024-04-01T00:00:00Z")!)

  func report(_ history: History, size: Int64? = nil) async throws -> MetricsReport {
    try await MetricsDatabase.with(history) { database in
      try await database.reader.report(MetricsQuery(size: size ?? history.size, period: Self.march))
    }
  }

  /// A service with releases 1.0.0, 1.1.0 and 1.2.0 of one commit each, none of them deployed yet.
  var released: History {
    var history = History()
    for number in 0..<3 as Range<Int64> {
      let at = instant("2024-03-0\(number + 1)T00:00:00Z")
      history.releases.append(
        .init(
          sequence: history.next(),
          service: "s",
          version: "1.\(number).0",
          at: at,
          type: "minor",
          commit: "c\(number)",
          previous: number == 0 ? nil : "1.\(number - 1).0"
        )
      )
      history.changes.append(
        .init(
          sequence: history.next(),
          service: "s",
          version: "1.\(number).0",
          at: at,
          commit: "c\(number)",
          authored: at
        )
      )
    }
    return history
  }

  @Test("a release that is passed over goes out with the one that passes it, and not again")
  func passedOver() async throws {
    var history = released
    history.deploy("s", ["d0": "2024-03-10T00:00:00Z"], version: "1.0.0")
    history.deploy("s", ["d2": "2024-03-12T00:00:00Z"], version: "1.2.0")
    history.deploy("s", ["d1": "2024-03-20T00:00:00Z"], version: "1.1.0")
    history.deploy("s", ["d3": "2024-03-21T00:00:00Z"], version: "1.2.0")
    let figure = try #require(try await report(history).figure(.leadTime))
    // 1.1.0 after ten days with 1.2.0, 1.2.0 itself after nine.
    #expect(figure.sample?.count == 2)
    #expect(figure.sample?.mean == 820_800)
    #expect(figure.leftOut == [LeftOut(.firstDeployment, 1)])
  }

  @Test("a maintenance release does not carry what a newer line brought")
  func maintenanceLine() async throws {
    var history = released
    history.releases.append(
      .init(
        sequence: history.next(),
        service: "s",
        version: "1.0.1",
        at: instant("2024-03-05T00:00:00Z"),
        type: "patch",
        commit: "c9",
        previous: "1.0.0"
      )
    )
    history.deploy("s", ["d0": "2024-03-10T00:00:00Z"], version: "1.0.0")
    history.deploy("s", ["d1": "2024-03-12T00:00:00Z"], version: "1.0.1")
    let figure = try #require(try await report(history).figure(.leadTime))
    #expect(figure.value == nil)
    #expect(figure.leftOut == [LeftOut(.firstDeployment, 1), LeftOut(.notDeployed, 2)])
  }

  @Test("several incidents fail a deployment once, and it recovers with the last of them")
  func severalIncidents() async throws {
    var history = released
    history.deploy("s", ["d0": "2024-03-10T00:00:00Z"], version: "1.0.0")
    history.open("s", "i1", from: "2024-03-10T01:00:00Z", until: "2024-03-10T02:00:00Z")
    history.open("s", "i2", from: "2024-03-10T01:30:00Z", until: "2024-03-10T05:00:00Z")
    let report = try await report(history)
    #expect(report.figure(.changeFailureRate)?.numerator == 1)
    #expect(report.figure(.changeFailureRate)?.inferred == 1)
    #expect(report.figure(.recoveryTime)?.value == 18_000)
    #expect(report.figure(.timeToRestore)?.sample?.count == 2)
  }

  @Test("an incident that is opened again is one incident, and over when it is over for good")
  func reopened() async throws {
    var history = History()
    history.deploy("s", ["d0": "2024-03-10T00:00:00Z"], version: "1.0.0")
    history.open("s", "i", from: "2024-03-10T01:00:00Z", until: "2024-03-10T02:00:00Z")
    history.open("s", "i", from: "2024-03-10T03:00:00Z", until: "2024-03-10T07:00:00Z")
    history.open("s", "i", from: "2024-03-10T03:00:00Z", until: "2024-03-10T07:00:00Z")
    let figure = try #require(try await report(history).figure(.timeToRestore))
    #expect(figure.sample?.count == 1)
    #expect(figure.value == 21_600)
  }

  @Test("the deployment that carries out a rollback is rework, and no change")
  func restoring() async throws {
    var history = released
    history.deploy("s", ["d0": "2024-03-10T00:00:00Z"], version: "1.0.0")
    history.deploy("s", ["d1": "2024-03-12T00:00:00Z"], version: "1.1.0")
    history.deploy("s", ["d2": "2024-03-12T01:00:00Z"], version: "1.0.0")
    history.rollbacks.append(
      .init(
        sequence: history.next(),
        service: "s",
        at: instant("2024-03-12T01:00:00Z"),
        from: "1.1.0",
        to: "1.0.0",
        status: "succeeded",
        restoring: "d2"
      )
    )
    let report = try await report(history)
    #expect(report.figure(.deploymentFrequency)?.numerator == 2)
    #expect(report.figure(.deploymentFrequency)?.leftOut == [LeftOut(.restoring, 1)])
    #expect(report.figure(.changeFailureRate)?.numerator == 1)
    #expect(report.figure(.changeFailureRate)?.denominator == 2)
    #expect(report.figure(.reworkRate)?.numerator == 1)
    #expect(report.figure(.reworkRate)?.denominator == 3)
    #expect(report.figure(.recoveryTime)?.value == 3_600)
  }

  @Test("nobody knows how long an incident or a rollback took that was only recorded when it was over")
  func startUnknown() async throws {
    var history = History()
    history.deploy("s", ["d0": "2024-03-10T00:00:00Z"], version: "1.0.0")
    func tell(_ id: String, _ status: String, _ at: String, started: String? = nil) throws {
      history.incidents.append(
        .init(
          sequence: history.next(),
          service: "s",
          at: instant(at),
          id: id,
          status: status,
          started: started.map(instant)
        )
      )
    }
    try tell("late", "resolved", "2024-03-11T00:00:00Z")
    try tell("stated", "resolved", "2024-03-12T00:00:00Z", started: "2024-03-11T23:00:00Z")
    // An hour's slip: it cannot have started after it was over.
    try tell("slipped", "resolved", "2024-03-12T10:00:00Z", started: "2024-03-12T11:00:00Z")
    // A correction that came with the resolution: it was open no later than then.
    try tell("at-once", "updated", "2024-03-13T00:00:00Z")
    try tell("at-once", "resolved", "2024-03-13T00:00:00Z")
    try await MetricsDatabase.with(history) { database in
      let query = MetricsQuery(size: history.size, period: Self.march)
      let figure = try #require(try await database.reader.report(query).figure(.timeToRestore))
      #expect(figure.sample?.count == 2 && figure.sample?.maximum == 3_600)
      #expect(figure.leftOut == [LeftOut(.startUnknown, 2)])
      let explained = try await database.reader.explain(.timeToRestore, query).items
      #expect(explained.map(\.name) == ["late", "stated", "slipped", "at-once"])
      #expect(explained.map(\.standing) == [.leftOut, .counted, .leftOut, .counted])
      #expect(explained.map(\.reason) == ["start_unknown", nil, "start_unknown", nil])
    }
  }

  @Test("an incident after the attribution window, or before every deployment, is laid to nothing")
  func withoutCause() async throws {
    var history = History()
    history.open("s", "i1", from: "2024-03-09T00:00:00Z", until: nil)
    history.deploy("s", ["d0": "2024-03-10T00:00:00Z"], version: "1.0.0")
    history.open("s", "i2", from: "2024-03-17T00:00:00.000001Z", until: nil)
    let report = try await report(history)
    #expect(report.figure(.changeFailureRate)?.numerator == 0)
    #expect(report.figure(.changeFailureRate)?.leftOut == [LeftOut(.withoutCause, 2)])
    #expect(report.figure(.timeToRestore)?.leftOut == [LeftOut(.open, 2)])
    history.open("s", "i3", from: "2024-03-17T00:00:00Z", until: nil)
    #expect(try await self.report(history).figure(.changeFailureRate)?.numerator == 1)
  }

  @Test("a deployment that failed before anyone used it is no failed change, unless an incident names it")
  func failedDeployment() async throws {
    var history = History()
    history.deployments.append(
      .init(
        sequence: history.next(),
        service: "s",
        version: "1.0.0",
        at: instant("2024-03-10T00:00:00Z"),
        id: "d",
        status: "failed"
      )
    )
    #expect(try await report(history).figure(.changeFailureRate)?.denominator == 0)
    history.incidents.append(
      .init(
        sequence: history.next(),
        service: "s",
        at: instant("2024-03-09T23:00:00Z"),
        id: "i",
        status: "open",
        causedBy: "d"
      )
    )
    let figure = try #require(try await report(history).figure(.changeFailureRate))
    #expect(figure.numerator == 1 && figure.denominator == 1 && figure.inferred == 0)
  }

  @Test("a withdrawn record counts until the withdrawal is on record, and never after")
  func withdrawn() async throws {
    var history = History()
    history.deploy("s", ["d0": "2024-03-10T00:00:00Z", "d1": "2024-03-11T00:00:00Z"])
    history.superseded.append((sequence: 1, by: history.next()))
    #expect(try await report(history, size: 2).figure(.deploymentFrequency)?.numerator == 2)
    #expect(try await report(history, size: 3).figure(.deploymentFrequency)?.numerator == 1)
    #expect(try await report(history, size: 1).figure(.deploymentFrequency)?.numerator == 1)
  }

  @Test("what the ledger knows nothing of has no data; what did not deploy, but had an incident, deployed zero times")
  func noData() async throws {
    let nothing = try await report(History())
    for figure in nothing.figures {
      #expect(figure.value == nil, Comment(rawValue: figure.name.rawValue))
      if let level = figure.level { #expect(level == .noData("0 deployments in the period; a level takes 5")) }
    }
    var history = History()
    history.open("s", "i", from: "2024-03-10T00:00:00Z", until: nil)
    #expect(try await report(history).figure(.deploymentFrequency)?.value == 0)
  }

  @Test("a figure's records are those that made it")
  func explained() async throws {
    var history = released
    history.deploy("s", ["d0": "2024-03-10T00:00:00Z"], version: "1.0.0")
    history.deploy("s", ["d1": "2024-03-12T00:00:00Z"], version: "1.1.0")
    history.open("s", "i", from: "2024-03-12T01:00:00Z", until: "2024-03-12T02:00:00Z")
    try await MetricsDatabase.with(history) { database in
      let query = MetricsQuery(size: history.size, period: Self.march)
      let failures = try await database.reader.explain(.changeFailureRate, query)
      #expect(failures.items.map(\.name) == ["d0", "d1"])
      #expect(failures.items.map(\.standing) == [.compared, .counted])
      #expect(failures.items.map(\.records) == [[6], [7]])
      let restored = try await database.reader.explain(.timeToRestore, query)
      #expect(restored.items.map(\.records) == [[8, 9]])
      #expect(restored.items.map(\.seconds) == [3_600])
      let commits = try await database.reader.explain(.leadTime, query, limit: 2)
      #expect(commits.items.map(\.records) == [[1], [3]])
      #expect(commits.items.map(\.reason) == ["first_deployment", nil])
      #expect(commits.omitted == 1)
    }
  }

  @Test("the report reads the same every time, and renders")
  func rendered() async throws {
    var history = released
    history.deploy("s", ["d0": "2024-03-10T00:00:00Z"], version: "1.0.0")
    history.deploy("s", ["d1": "2024-03-12T00:00:00Z"], version: "1.1.0")
    history.open("s", "i", from: "2024-03-12T01:00:00Z", until: "2024-03-12T02:00:00Z")
    try await MetricsDatabase.with(history) { database in
      let query = MetricsQuery(size: history.size, period: Self.march)
      let provenance = Report.Provenance(
        producer: "test",
        log: Report.LogPosition(origin: "example.org/log", size: history.size, rootHash: "AAAA")
      )
      let objectives = try ProcessObjective.ofPack("atlas")
      let first = try await database.reader.report(query, objectives: objectives).report(provenance: provenance)
      let second = try await database.reader.report(query, objectives: objectives).report(provenance: provenance)
      let text = MarkdownRenderer().render(first)
      #expect(text == MarkdownRenderer().render(second))
      for words in ["Change failure rate", "ATL-16", "above 95 %", "metrics.lead\\_time", "incident, inferred"] {
        #expect(text.contains(words), Comment(rawValue: words))
      }
    }
  }
}
