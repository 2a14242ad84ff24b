import PostgresTestServer
import Testing

@Suite("report metrics, where not all of the log is noted and nothing can be,")
struct PartlyNotedTests {
  /// Deployments of one service on days of January.
  private static func deployments(_ days: ClosedRange<Int>) -> String {
    days.map { day in
      let at = "2026-01-\(day < 10 ? "0" : "")\(day)T12:00:00Z"
      return #"{"kind":"deployment","service":"api","version":"1.\#(day).0","environment":"production","#
        + #""occurred_at":"\#(at)","data":{"deployment":"d\#(day)","status":"succeeded"}}"# + "\n"
    }
    .joined()
  }

  private static let january = [
    "report", "metrics", "--from", "2026-01-01", "--until", "2026-02-01", "--format", "csv",
  ]

  private func importing(_ days: ClosedRange<Int>, _ tool: Tool) async throws {
    let imported = try await tool.run("import", "jsonl", "-", input: Self.deployments(days))
    try #require(imported.status == 0, "\(imported.errors)")
  }

  /// What a report says of how many deployments there were.
  private func frequency(_ result: Tool.Result) throws -> String {
    let lines = result.output.split(whereSeparator: \.isNewline).map(String.init)
    return try #require(lines.first { $0.hasPrefix("deployment_frequency,") }, "\(result.errors)")
  }

  @Test("as on a hot standby, is about what the primary noted, and says how much that is")
  func standby() async throws {
    let primary = try await TestServer.start()
    try await primary.run(sql: "create database ledger")
    var there = try Tool()
    there.environment["RELEASE_LEDGER_DATABASE_URL"] = primary.url(database: "ledger")
    let made = try await there.run("database", "migrate", "--origin", "ledger.example.com/test")
    try #require(made.status == 0, "\(made.errors)")
    let standby = try await primary.startStandby()
    let here = there.with(["RELEASE_LEDGER_DATABASE_URL": standby.url(database: "ledger")])
    /// Waits until the standby knows what the primary knows.
    func stream() async throws {
      let position = try await primary.run(sql: "select pg_current_wal_flush_lsn()")
      let sql = "select pg_last_wal_replay_lsn() >= '\(position)'"
      while try await standby.run(sql: sql) != "t" { try await Task.sleep(for: .milliseconds(20)) }
    }

    try await importing(1...4, there)
    try await stream()
    let nothing = try await here.run(Self.january)
    #expect(nothing.status != 0)
    #expect(nothing.errors.contains("of the log's 4 records the database has noted 0"))

    let four = try await there.run(Self.january)
    #expect(try frequency(four).contains(",4,,,"))
    try await importing(5...6, there)
    try await stream()
    let behind = try await here.run(Self.january)
    #expect(behind.status == 0)
    #expect(try frequency(behind) == frequency(four))
    #expect(behind.errors.contains("has noted 4 of the log's 6 records"))
    let page = try await here.run(Self.january.dropLast() + ["json"])
    #expect(page.output.contains("records_not_noted"))
    let refused = try await here.run(Self.january + ["--as-of", "6"])
    #expect(refused.status != 0)
    #expect(refused.errors.contains("ask for --as-of 4"))
    let earlier = try await here.run(Self.january + ["--as-of", "4"])
    #expect(earlier.errors == "")
    #expect(earlier.output == four.output)

    let six = try await there.run(Self.january)
    try await stream()
    let level = try await here.run(Self.january)
    #expect(level.errors == "")
    #expect(level.output == six.output)
    #expect(try frequency(level).contains(",6,,,"))
    try await standby.stop()
    try await primary.stop()
  }

  @Test("as by a user who may not, is about what others noted")
  func right() async throws {
    try await Tool.withLedger { owner in
      try await importing(1...3, owner)
      _ = try await owner.sql("revoke execute on function metrics.catch_up(bigint) from public")
      let url = owner.databaseURL + "&options=-c%20role%3Drelease_ledger_auditor"
      let auditor = owner.with(["RELEASE_LEDGER_DATABASE_URL": url])
      let nothing = try await auditor.run(Self.january)
      #expect(nothing.status != 0)
      #expect(nothing.errors.contains("has noted 0"))

      let three = try await owner.run(Self.january)
      #expect(three.status == 0, "\(three.errors)")
      try await importing(4...5, owner)
      let behind = try await auditor.run(Self.january)
      #expect(try frequency(behind) == frequency(three))
      #expect(behind.errors.contains("has noted 3 of the log's 5 records"))

      _ = try await owner.sql("grant execute on function metrics.catch_up(bigint) to release_ledger_auditor")
      let level = try await auditor.run(Self.january)
      #expect(level.errors == "")
      #expect(try frequency(level).contains(",5,,,"))
    }
  }
}
