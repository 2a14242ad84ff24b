import Foundation
import Testing

@Suite("report metrics")
struct MetricsTests {
  /// Two services of two teams, each deployed once: the one in the last hour of January in UTC, the other before.
  private static let lines = """
    {"kind":"release","service":"api","version":"1.0.0","occurred_at":"2026-01-05T10:00:00Z","data":{"type":"minor",\
    "commit":"1111111111111111111111111111111111111111","labels":["team:payments"]}}
    {"kind":"deployment","service":"api","version":"1.0.0","environment":"production",\
    "occurred_at":"2026-01-31T23:30:00Z","data":{"deployment":"d1","status":"succeeded"}}
    {"kind":"release","service":"web","version":"1.0.0","occurred_at":"2026-01-05T10:00:00Z","data":{"type":"minor",\
    "commit":"2222222222222222222222222222222222222222","labels":["owner:shop"]}}
    {"kind":"deployment","service":"web","version":"1.0.0","environment":"production",\
    "occurred_at":"2026-01-20T12:00:00Z","data":{"deployment":"d1","status":"succeeded"}}

    """

  /// The row of deployments in the CSV of January's report.
  private func deployments(_ tool: Tool, _ arguments: String...) async throws -> String {
    let period = ["--from", "2026-01-01", "--until", "2026-02-01", "--format", "csv"]
    let result = try await tool.run(["report", "metrics"] + period + arguments)
    #expect(result.status == 0, "\(result.errors)")
    // A line of CSV ends with CR and LF, which are one character.
    let lines = result.output.split(whereSeparator: \.isNewline).map(String.init)
    return try #require(lines.first { $0.hasPrefix("deployment_frequency,") })
  }

  private func withHistory(_ body: (Tool) async throws -> Void) async throws {
    try await Tool.withLedger { tool in
      let imported = try await tool.run("import", "jsonl", "-", input: Self.lines)
      try #require(imported.status == 0, "\(imported.errors)")
      try await body(tool)
    }
  }

  @Test("is about a team's services, by the label team or owner of their releases")
  func team() async throws {
    try await withHistory { tool in
      let all = try await deployments(tool)
      #expect(all.contains(",2,,,"))
      let payments = try await deployments(tool, "--team", "payments")
      #expect(payments.contains(",production,api,") && payments.contains(",1,,,"))
      let shop = try await deployments(tool, "--team", "shop")
      #expect(shop.contains(",production,web,") && shop.contains(",1,,,"))
      let nobody = try await tool.run("report", "metrics", "--team", "nobody", "--from", "2026-01-01")
      #expect(nobody.status != 0)
      #expect(nobody.errors.contains("nobody"))
    }
  }

  @Test("says what does not exist, and writes an explanation where it is wanted")
  func wrongQuestions() async throws {
    try await withHistory { tool in
      for (arguments, words) in [
        (["--service", "apu"], "nothing is on record about the service apu; did you mean api?"),
        (["--time-zone", "Mars/Phobos"], "Mars/Phobos, and has to be UTC, or an IANA name"),
        (["--from", "2026-01-01", "--time-zone", "Mars/Phobos"], "Mars/Phobos, and has to be UTC, or an IANA name"),
        (["--environment", "stagign"], "there is no deployment to stagign"),
        (["--objectives", "atlos"], "did you mean 'atlas'?"),
        (["--objectives", "dealscout"], "the policy dealscout has no objectives"),
        (["--explain", "lead_time", "--format", "json"], "leave out --format"),
      ] {
        let result = try await tool.run(["report", "metrics"] + arguments)
        #expect([64, 65].contains(result.status) && result.errors.contains(words), "\(arguments): \(result)")
      }
      let path = tool.folder + "/explanation.txt"
      let explained = try await tool.run("report", "metrics", "--explain", "deployment_frequency", "--output", path)
      #expect(explained.status == 0 && explained.output.isEmpty, "\(explained)")
      #expect(try String(contentsOfFile: path, encoding: .utf8).contains("deployment d1 of api"))
    }
  }

  @Test(
    "is the same, byte for byte, whatever the session's defaults are",
    arguments: [
      "datestyle=German", "datestyle=SQL,DMY", "timezone=Asia/Tokyo", "intervalstyle=postgres_verbose",
      "extra_float_digits=-15", "bytea_output=escape", "search_path=public", "transform_null_equals=on",
      "standard_conforming_strings=off",
    ]
  )
  func settings(_ setting: String) async throws {
    try await withHistory { tool in
      let period = ["--from", "2026-01-01", "--until", "2026-02-01", "--as-of", "4"]
      let report = ["report", "metrics", "--format", "json"] + period
      let plain = try await tool.run(report)
      try #require(plain.status == 0, "\(plain.errors)")
      let other = try await tool.with(["PGOPTIONS": "-c \(setting)"]).run(report)
      #expect(other.output == plain.output)
    }
  }

  @Test("is about the team that an option names, whatever service the environment does")
  func environment() async throws {
    try await withHistory { tool in
      let ready = tool.with(["RELEASE_LEDGER_SERVICE": "web"])
      let payments = try await deployments(ready, "--team", "payments")
      #expect(payments.contains(",production,api,"))
      let web = try await deployments(ready)
      #expect(web.contains(",production,web,"))
    }
  }

  @Test("takes its dates in the time zone that it is asked for")
  func timeZone() async throws {
    try await withHistory { tool in
      let utc = try await deployments(tool, "--service", "api")
      #expect(utc.contains(",1,,,"))
      // Half past midnight in Berlin, of the first of February.
      let berlin = try await deployments(tool, "--service", "api", "--time-zone", "Europe/Berlin")
      #expect(berlin.contains(",0,,,"))
    }
  }

  @Test("refuses a time zone that there is none of")
  func unknownTimeZone() async throws {
    try await withHistory { tool in
      let result = try await tool.run(["report", "metrics", "--from", "2026-01-01", "--time-zone", "Mars/Base"])
      #expect(result.status == 65)
      #expect(result.errors.contains("Mars/Base"))
    }
  }

  @Test(
    "refuses an attribution window of more than a hundred years, however many",
    arguments: ["-1", "36526", "200000000000000"]
  )
  func tooLongAnAttribution(days: String) async throws {
    try await withHistory { tool in
      let result = try await tool.run(["report", "metrics", "--from", "2026-01-01", "--attribution-days=\(days)"])
      #expect(result.status == 65)
      #expect(result.errors.contains("a hundred years"))
    }
  }

  @Test("says nothing of the spread of deployments that there were none of")
  func noDeployments() async throws {
    try await withHistory { tool in
      let some = try await tool.run("report", "metrics", "--from", "2026-01-01", "--until", "2026-03-01")
      #expect(some.output.contains(" whole weeks: median "))
      let none = try await tool.run("report", "metrics", "--from", "2026-06-01", "--until", "2026-07-01")
      #expect(none.status == 0, "\(none.errors)")
      #expect(none.output.contains("no data") && !none.output.contains(" whole weeks: median "))
    }
  }

  @Test("says of services of which no failure was ever recorded that nothing may report them")
  func silent() async throws {
    try await withHistory { tool in
      let arguments = ["report", "metrics", "--from", "2026-01-01", "--until", "2026-02-01"]
      let silent = try await tool.run(arguments)
      #expect(silent.output.contains("No failures on record"))
      for service in ["api", "web"] {
        let fields = ["--incident", "I-1", "--status", "open", "--severity", "SEV3"]
        let incident = try await tool.run(["record", "incident", "--service", service] + fields)
        #expect(incident.status == 0, "\(incident.errors)")
      }
      let reported = try await tool.run(arguments)
      #expect(!reported.output.contains("No failures on record"))
    }
  }
}
