import Testing

@Suite("Judging")
struct JudgingTests {
  private static let policy = """
    version: 1
    name: mini
    roles: {lead: {members: [lead-gh]}}
    controls:
      - {id: M-1, title: Approved by the lead, approval: {needed: [lead]}}
    """

  private static let commit = String(repeating: "a", count: 40)
  private static let ask = [
    "can-deploy", "--service", "api", "--version", "1.0.0", "--environment", "production",
  ]

  /// A release approved by somebody whom the policy knows under another name, refused.
  private static func withRefusal(_ body: (Tool) async throws -> Void) async throws {
    try await Tool.withLedger { tool in
      let file = try tool.file("mini.yaml", policy)
      let adopted = try await tool.run("policy", "adopt", file, "--from", "2026-01-01T00:00:00Z")
      try #require(adopted.status == 0, "\(adopted.errors)")
      let release = #""service":"api","version":"1.0.0","data":{"commit":"\#(commit)","#
      let told = try await tool.run(
        ["record", "--file", "-"],
        input: #"{"kind":"release",\#(release)"type":"minor"}}"# + "\n"
          + #"{"kind":"change",\#(release)"author":"noor@bank.example"}}"# + "\n"
          + #"{"kind":"approval",\#(release)"role":"lead","decision":"approved","approver":"tl@bank.example"}}"# + "\n"
      )
      try #require(told.status == 0, "\(told.errors)")
      let refused = try await tool.run(ask)
      try #require(refused.status == 10, "\(refused)")
      try await body(tool)
    }
  }

  @Test("again comes out the same, whatever names people got since")
  func aliasesSince() async throws {
    try await Self.withRefusal { tool in
      let decision = try await tool.sql("select max(sequence) from ledger.decision_record")
      let alias = try await tool.run("people", "alias", "lead-gh", "tl@bank.example")
      #expect(alias.status == 0, "\(alias.errors)")
      let replayed = try await tool.run("audit", "replay", decision)
      #expect(replayed.status == 0, "\(replayed)")
      let allowed = try await tool.run(Self.ask)
      #expect(allowed.status == 0, "\(allowed)")
    }
  }

  @Test("is open to an auditor, where the policy names people too")
  func auditor() async throws {
    try await Self.withRefusal { tool in
      let decision = try await tool.sql("select max(sequence) from ledger.decision_record")
      let auditor = tool.with([
        "RELEASE_LEDGER_DATABASE_URL": tool.databaseURL + "&options=-c%20role%3Drelease_ledger_auditor"
      ])
      for arguments in [
        ["audit", "replay", decision], ["report", "compliance", "--from", "2026-01-01"],
        ["report", "dossier", "--service", "api", "--version", "1.0.0"],
      ] {
        let result = try await auditor.run(arguments)
        #expect(result.status == 0, "\(arguments): \(result.errors)")
      }
      let asked = try await auditor.run(Self.ask + ["--dry-run"])
      #expect(asked.status == 10, "\(asked)")
    }
  }

  @Test("by a policy that nobody adopted here is no decision of this ledger's")
  func unknownPolicy() async throws {
    try await Self.withRefusal { tool in
      let decision = try await tool.sql("select max(sequence) from ledger.decision_record")
      _ = try await tool.sql(
        "alter table ledger.document disable trigger all; delete from ledger.document"
      )
      let replayed = try await tool.run("audit", "replay", decision)
      #expect(replayed.status == 11 && replayed.errors.contains("cannot be made again"), "\(replayed)")
    }
  }

  @Test("of a service that is not on record is an error")
  func unknownService() async throws {
    try await Self.withRefusal { tool in
      let result = try await tool.run("report", "compliance", "--from", "2026-01-01", "--service", "apy")
      #expect(result.status == 65)
      #expect(result.errors.contains("nothing is on record about the service apy; did you mean api?"))
    }
  }

  @Test("of an earlier state of the log is the same whenever it is done", arguments: ["compliance", "metrics"])
  func repeatable(_ report: String) async throws {
    try await Self.withRefusal { tool in
      let deployed = try await tool.run(
        ["record", "deployment", "--deployment", "d1", "--status", "succeeded", "--commit", Self.commit]
          + Self.ask.dropFirst()
      )
      #expect(deployed.status == 0, "\(deployed.errors)")
      let size = try await tool.size()
      let arguments = ["report", report, "--from", "2026-01-01", "--as-of", "\(size)", "--format", "json"]
      let first = try await tool.run(arguments)
      #expect(first.status == 0, "\(first.errors)")
      let second = try await tool.run(arguments)
      #expect(first.output == second.output)
    }
  }

  @Test("goes by policies that can be read as they were adopted")
  func adopted() async throws {
    try await Self.withRefusal { tool in
      let list = try await tool.run("policy", "adopted")
      #expect(list.lines.count == 1)
      let line = "0  in force from 2026-01-01T00:00:00Z  mini  for all services  "
      #expect(list.output.hasPrefix(line), "\(list.output)")
      let document = try await tool.run("policy", "adopted", "0")
      let file = try await tool.run("policy", "show", "--complete", tool.folder + "/mini.yaml")
      #expect(document.output == file.output)
      let explained = try await tool.run("policy", "adopted", "0", "--explain")
      #expect(explained.output.contains("Approved by the lead"))
      let other = try await tool.run("policy", "adopted", "1")
      #expect(other.status == 65)
      // A variable that was set for records does not narrow it; what takes effect earlier replaces nothing.
      let adopt = ["policy", "adopt", tool.folder + "/mini.yaml"]
      let earlier = try await tool.with(["RELEASE_LEDGER_SERVICE": "s"]).run(adopt + ["--from", "2025-01-01"])
      #expect(earlier.output.contains("mini is on record for all services, and not in force"), "\(earlier)")
      #expect(earlier.errors.contains("record 0 put it in force from 2026-01-01T00:00:00Z"), "\(earlier)")
      let now = try await tool.run(adopt)
      #expect(now.output.contains("mini is in force for all services from 20"), "\(now)")
      let later = try await tool.run(adopt + ["--from", "2200-01-01"])
      #expect(later.output.contains("mini will be in force for all services from 2200-01-01"), "\(later)")
    }
  }
}
