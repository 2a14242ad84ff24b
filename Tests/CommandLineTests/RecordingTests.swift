import Foundation
import Glibc
import PostgresTestServer
import Testing

@Suite("Recording by the command line")
struct RecordingTests {
  /// Of a record in JSON its words.
  private struct Commented: Decodable {
    let text: [String: String]
  }

  private func gate(_ name: String) -> [String] {
    ["record", "gate", "--service", "s", "--version", "1.2.3", "--gate", name, "--outcome", "passed"]
  }

  @Test("prints a receipt, and `show`, `log` and `export` tell it again")
  func receipt() async throws {
    try await Tool.withLedger { tool in
      let json = try await tool.run(gate("lint") + ["--format", "json"])
      #expect(json.status == 0)
      #expect(json.output.contains(#""sequence":0"#))
      #expect(json.errors == "")
      for arguments in [["log"], ["export", "jsonl"], ["show", "release", "--service", "s", "--version", "1.2.3"]] {
        let result = try await tool.run(arguments)
        #expect(result.status == 0, "\(arguments): \(result.errors)")
        #expect(result.output.contains("lint"))
      }
    }
  }

  @Test("says what it read from a report, and shows one of two services with the same ids")
  func told() async throws {
    try await Tool.withLedger { tool in
      let report = tool.folder + "/junit.xml"
      try "<testsuite name='s'><testcase name='a'/><testcase name='b'><failure/></testcase></testsuite>"
        .write(toFile: report, atomically: true, encoding: .utf8)
      let read = try await tool.run(gate("unit").dropLast(2) + ["--junit", report])
      #expect(read.output.hasSuffix("gate  s 1.2.3 unit: failed  recorded\n"), "\(read.output)")
      #expect(read.errors.contains("read: ") && read.errors.contains("1 failed"), "\(read.errors)")

      for service in ["api", "web"] {
        let deployment = try await tool.run(
          "record",
          "deployment",
          "--service",
          service,
          "--version",
          "1.0.0",
          "--environment",
          "production",
          "--deployment",
          "d1",
          "--status",
          "succeeded"
        )
        #expect(deployment.status == 0 && deployment.errors.isEmpty, "\(deployment)")
      }
      let both = try await tool.run("show", "deployment", "d1")
      for service in ["api", "web"] {
        #expect(both.output.contains("deployment of \(service) in production: d1: succeeded"), "\(both.output)")
      }
      let one = try await tool.run("show", "deployment", "d1", "--service", "web")
      #expect(one.output.contains("1 record\n") && !one.output.contains("api"), "\(one.output)")

      func open(_ id: String, causedBy cause: String) async throws -> Tool.Result {
        try await tool.run(
          "record",
          "incident",
          "--service",
          "web",
          "--incident",
          id,
          "--severity",
          "SEV2",
          "--status",
          "open",
          "--caused-by",
          cause
        )
      }
      #expect(try await open("i1", causedBy: "d1").errors.isEmpty)
      let misspelt = try await open("i2", causedBy: "d2")
      #expect(misspelt.status == 0)
      #expect(misspelt.errors.contains("warning: --caused-by: no deployment d2 of web is on record"))
      let none = try await tool.run("log", "--service", "nobody")
      #expect(none.status == 0 && none.output.isEmpty && none.errors.contains("no record fits"))
    }
  }

  @Test("in CI records a repeated step once, and the next attempt anew")
  func continuousIntegration() async throws {
    try await Tool.withLedger { tool in
      var ci = tool.with([
        "GITHUB_ACTIONS": "true", "GITHUB_REPOSITORY": "o/r", "GITHUB_RUN_ID": "1", "GITHUB_RUN_ATTEMPT": "1",
        "GITHUB_JOB": "build",
      ])
      let first = try await ci.run(gate("lint"))
      let second = try await ci.run(gate("lint"))
      #expect(first.output.hasSuffix("recorded\n"))
      #expect(second.status == 0 && second.output.hasSuffix("was there already\n"))
      ci.environment["GITHUB_RUN_ATTEMPT"] = "2"
      let third = try await ci.run(gate("lint"))
      #expect(third.output.hasSuffix("recorded\n"))
      let size = try await tool.size()
      #expect(size == 2)
    }
  }

  @Test("in CI records an outcome again that came after another one")
  func changedOutcomes() async throws {
    try await Tool.withLedger { tool in
      let ci = tool.with(["GITHUB_ACTIONS": "true", "GITHUB_RUN_ID": "1", "GITHUB_RUN_ATTEMPT": "1"])
      let steps = [
        ("failed", 0, "recorded"), ("passed", 1, "recorded"), ("failed", 2, "recorded"),
        ("failed", 2, "was there already"), ("passed", 3, "recorded"), ("skipped", 4, "recorded"),
        ("passed", 5, "recorded"), ("failed", 6, "recorded"), ("failed", 6, "was there already"),
      ]
      for (outcome, sequence, said) in steps {
        let result = try await ci.run(gate("lint").dropLast() + [outcome])
        #expect(result.output.hasPrefix("\(sequence) ") && result.output.hasSuffix("\(said)\n"), "\(result.output)")
      }
    }
  }

  @Test("tells records apart whose run has a very long name")
  func longRunNames() async throws {
    try await Tool.withLedger { tool in
      let ci = tool.with([
        "JENKINS_URL": "https://ci.example.com/" + String(repeating: "folder/", count: 60), "BUILD_NUMBER": "7",
        "JOB_NAME": String(repeating: "job/", count: 60),
      ])
      for name in ["lint", "unit-tests", "lint"] {
        let result = try await ci.run(gate(name))
        #expect(result.status == 0, "\(result.errors)")
      }
      let size = try await tool.size()
      #expect(size == 2)
    }
  }

  @Test("shows control characters of others' data, and does not obey them")
  func escapes() async throws {
    try await Tool.withLedger { tool in
      let line =
        #"{"kind":"approval","service":"s","version":"1.2.3","data":{"role":"r","decision":"approved","approver":"ann"},"#
        + #""text":{"comment":"\u001b[2J\u009b31mgone\u202e"}}"#
      let made = try await tool.run("record", "--file", "-", input: line)
      #expect(made.status == 0, "\(made.errors)")
      let result = try await tool.run("show", "release", "--service", "s", "--version", "1.2.3")
      #expect(result.status == 0, "\(result.errors)")
      #expect(result.output.contains(#"\u{1b}[2J\u{9b}31mgone\u{202e}"#))
      let log = try await tool.run("log", "--kind", "approval", "--format", "json")
      let record = try await tool.run("show", "record", "1")
      for output in [result.output, log.output, record.output] {
        #expect(!output.unicodeScalars.contains { ["\u{1B}", "\u{9B}", "\u{202E}"].contains($0) })
      }
      let text = try JSONDecoder().decode(Commented.self, from: Data(log.output.utf8)).text
      #expect(text == ["comment": "\u{1b}[2J\u{9b}31mgone\u{202e}"])
    }
  }

  @Test("is followed by `log --follow` until it is interrupted")
  func follow() async throws {
    try await Tool.withLedger { tool in
      _ = try await tool.run(gate("first"))
      let following = try tool.start(["log", "--follow"])
      for name in ["first", "second", "third"] {
        if name != "first" { _ = try await tool.run(gate(name)) }
        #expect(try await following.hasWritten(name))
      }
      following.signal(SIGINT)
      let result = try await following.end()
      #expect(result.status == 128 + SIGINT)
      #expect(result.lines.count == 3)
    }
  }

  @Test("is followed across restarts of the server")
  func followAcrossRestarts() async throws {
    let server = try await TestServer.start()
    try await server.run(sql: "create database ledger")
    let tool = try Tool().with(["RELEASE_LEDGER_DATABASE_URL": server.url(database: "ledger")])
    let made = try await tool.run("database", "migrate", "--origin", "ledger.example.com/test")
    try #require(made.status == 0, "\(made.errors)")
    let following = try tool.start(["log", "--follow"])
    for name in ["first", "second", "third"] {
      let recorded = try await tool.run(gate(name))
      #expect(recorded.status == 0, "\(recorded.errors)")
      #expect(try await following.hasWritten(name))
      if name == "first" {
        try await server.stop()
        #expect(try await following.hasWritten("waiting for it to come back"))
        try await server.restart()
      } else if name == "second" {
        try await server.kill()
        try await server.restart()
      }
    }
    following.signal(SIGINT)
    let result = try await following.end()
    #expect(result.status == 128 + SIGINT)
    #expect(result.lines.count == 3)
    try await server.stop()
  }

  @Test("starts a private server by itself, once, when several programs come at once")
  func privateServer() async throws {
    var tool = try Tool()
    tool.environment["RELEASE_LEDGER_DATA_FOLDER"] = tool.folder + "-data"
    let ready = tool
    let outputs = try await withThrowingTaskGroup(of: Tool.Result.self) { group in
      for number in 0..<4 {
        group.addTask { try await ready.run(gate("g\(number)")) }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    for output in outputs { #expect(output.status == 0, "\(output.errors)") }
    let status = try await tool.run("local", "status")
    #expect(status.status == 0)
    #expect(status.output.contains("with 4 records"))
    let verified = try await tool.run("audit", "verify")
    #expect(verified.status == 0)
    let stopped = try await tool.run("local", "stop")
    #expect(stopped.status == 0)
    let after = try await tool.run("local", "status")
    #expect(after.status == 69)
  }
}
