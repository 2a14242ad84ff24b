import Foundation
import Testing

@Suite("Bad input is refused with a word on what is wrong, and nothing is recorded:")
struct BadInputTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let arguments: [String]
    let status: Int32
    let says: String
    var environment: [String: String] = [:]
    var input: String?
    var testDescription: String { name }

    init(
      _ name: String,
      _ arguments: [String],
      _ status: Int32,
      _ says: String,
      environment: [String: String] = [:],
      input: String? = nil
    ) {
      self.name = name
      self.arguments = arguments
      self.status = status
      self.says = says
      self.environment = environment
      self.input = input
    }

    private static let commit = String(repeating: "a", count: 40)

    /// A gate with these options.
    static func gate(_ name: String, _ options: [String], _ status: Int32, _ says: String) -> Case {
      Case(
        name,
        ["record", "gate", "--service", "s", "--gate", "g", "--outcome", "passed", "--commit", commit] + options,
        status,
        says
      )
    }

    /// A line of JSON.
    static func line(_ name: String, _ line: String, _ says: String) -> Case {
      Case(name, ["record", "--file", "-"], 65, says, input: line + "\n")
    }
  }

  static let cases: [Case] = [
    .gate("an invalid version", ["--version", "1.2"], 65, "version"),
    .gate("a version with a v", ["--version", "v1.2.3"], 65, "1.2.3"),
    .gate("an unknown field", ["--tol", "x"], 64, "did you mean --tool?"),
    .gate("a wrong type", ["--attempt", "first"], 65, "--attempt is"),
    .gate("a flag without value", ["--tool"], 64, "--tool needs a value"),
    .gate("an empty flag", ["--tool", ""], 64, "--tool is empty"),
    .gate("an empty flag of the envelope", ["--environment", ""], 64, "--environment is empty"),
    .gate("a time without zone", ["--occurred-at", "2026-01-01T00:00:00"], 65, "--occurred-at is"),
    .gate("a time far ahead", ["--occurred-at", "2199-01-01T00:00:00Z"], 65, "--occurred-at is"),
    .gate(
      "a finish before its start",
      ["--started-at", "2026-01-02T00:00:00Z", "--finished-at", "2026-01-01T00:00:00Z"],
      65,
      "--finished-at"
    ),
    .gate("a control character", ["--tool", "a\u{1B}[31mb"], 65, "--tool"),
    .gate("a word too long", ["--tool", String(repeating: "x", count: 100_000)], 65, "--tool"),
    .gate("words too long", ["--summary", String(repeating: "x", count: 100_000)], 65, "--summary"),
    .gate("an amended record that is none", ["--amends", "one"], 65, "--amends is"),
    .gate("an amended record that is not there", ["--amends", "7"], 65, "record 7 cannot be corrected"),
    .gate("a number beyond double in short", ["--measurement", "load=1e999"], 64, "'1e999' is not a number"),
    .gate("a number in another base", ["--measurement", "load=0x10"], 64, "'0x10' is not a number"),
    .gate("a number in groups", ["--measurement", "load=1_000 ms"], 64, "'1_000 ms' is not a number"),
    .gate("a word in place of a number", ["--measurement", "load=much"], 64, "'much' is not a number"),
    .gate("a space after a word", ["--tool", "eslint "], 65, "--tool"),
    Case(
      "a report without an end",
      ["record", "gate", "--service", "s", "--gate", "g", "--version", "1.2.3", "--junit", "/dev/zero"],
      65,
      "/dev/zero: the file has more than 67108864 bytes"
    ),
    .gate("a value twice", ["--tool", "a", "--tool", "b"], 64, "--tool is given 2 times"),
    Case(
      "an answer for another day",
      [
        "can-deploy", "--service", "s", "--version", "1.2.3", "--environment", "production", "--at",
        "2199-01-01T00:00:00Z",
      ],
      64,
      "look ahead with --dry-run"
    ),
    Case(
      "a release that nobody spoke of",
      ["report", "dossier", "--service", "s", "--version", "1.2.3"],
      65,
      "nothing is recorded of s 1.2.3"
    ),
    Case(
      "Markdown in the form of a page",
      ["report", "notes", "--service", "s", "--version", "1.2.3", "--document", "--format", "html"],
      64,
      "--document is Markdown"
    ),
    Case(
      "two thousand years by the day",
      ["report", "metrics", "--from", "0026-01-01", "--until", "2026-01-01", "--by", "day"],
      65,
      "0026-01-01T00:00:00Z is some 730485 days long, and has to be no longer than 10000"
    ),
    Case("a missing required field", ["record", "gate", "--service", "s", "--gate", "g"], 65, "--outcome is missing"),
    .gate(
      "a time before there were clocks to tell it",
      ["--occurred-at", "0001-01-01T00:00:00Z"],
      65,
      "--occurred-at is"
    ),
    Case("an unknown kind", ["record", "gates", "--service", "s"], 64, "did you mean 'gate'?"),
    Case("neither a kind nor a file", ["record"], 64, "Name a kind"),
    Case("an empty file name", ["record", "--file", ""], 64, "--file is empty"),
    Case(
      "an empty environment variable",
      ["record", "gate", "--service", "s", "--gate", "g", "--outcome", "passed"],
      64,
      "RELEASE_LEDGER_TOOL is empty",
      environment: ["RELEASE_LEDGER_TOOL": ""]
    ),
    Case(
      "an empty variable of the envelope",
      ["record", "gate", "--gate", "g", "--outcome", "passed"],
      64,
      "RELEASE_LEDGER_SERVICE is empty",
      environment: ["RELEASE_LEDGER_SERVICE": ""]
    ),
    Case("an empty address", ["log", "--database-url", ""], 64, "--database-url is empty"),
    Case("an address that is none", ["log", "--database-url", "mysql://x"], 64, "connection settings"),
    Case("a file that is not there", ["record", "--file", "nowhere.jsonl"], 65, "nowhere.jsonl: No such file"),
    .line("an unknown kind in a line", #"{"kind":"gates","service":"s","version":"1.2.3","data":{}}"#, "line 1"),
    .line("an unknown member", #"{"kind":"gate","servis":"s","data":{"gate":"g","outcome":"passed"}}"#, "servis"),
    .line("a wrong type in a line", #"{"kind":"gate","service":7,"data":{"gate":"g","outcome":"passed"}}"#, "service"),
    .line(
      "a duplicate key",
      #"{"kind":"gate","service":"s","service":"t","data":{"gate":"g","outcome":"passed"}}"#,
      "service"
    ),
    .line("a NUL", #"{"kind":"gate","service":"s\u0000","data":{"gate":"g","outcome":"passed"}}"#, "line 1"),
    .line(
      "a number beyond double",
      #"{"kind":"observation","service":"s","version":"1.2.3","data":{"metric":"m","unit":"1","value":1e999}}"#,
      "line 1"
    ),
    .line("deep nesting", String(repeating: "[", count: 5000) + String(repeating: "]", count: 5000), "line 1"),
    .line("half a line", #"{"kind":"gate","service":"#, "line 1"),
    .line("a line that is no object", "[]", "an object"),
    .line(
      "a leaf over 64 KiB",
      #"{"kind":"gate","service":"s","version":"1.2.3","data":{"gate":"g","outcome":"passed","evidence":["#
        + (0..<900).map { _ in #"{"name":"\#(String(repeating: "n", count: 150))"}"# }.joined(separator: ",") + "]}}",
      "line 1"
    ),
  ]

  @Test(arguments: cases)
  func refused(_ bad: Case) async throws {
    try await Tool.withLedger { tool in
      let result = try await tool.with(bad.environment.mapValues { $0 }).run(bad.arguments, input: bad.input)
      #expect(result.status == bad.status, "\(result.errors)")
      #expect(result.errors.contains(bad.says), "it said: \(result.errors)")
      #expect(result.output.isEmpty || bad.status == 0)
      #expect(!result.errors.contains("\u{1B}"))
      let size = try await tool.size()
      #expect(size == 0)
    }
  }

  @Test("arguments, variables and lines that are not UTF-8")
  func notUTF8() async throws {
    try await Tool.withLedger { tool in
      let record = "record gate --service s --gate g --outcome passed"
      let shell = [
        "\(tool.program) \(record) --tool \"$(printf 'caf\\351')\"",
        "RELEASE_LEDGER_TOOL=\"$(printf 'caf\\351')\" \(tool.program) \(record)",
      ]
      for command in shell {
        let result = try await tool.shell(command)
        #expect(result.status == 64)
        #expect(result.errors.contains("not UTF-8"))
      }
      let line = #"{"kind":"gate","service":"caf\351","version":"1.2.3","data":{"gate":"g","outcome":"passed"}}"#
      let result = try await tool.shell("printf '\(line)\\n' | \(tool.program) record --file -")
      #expect(result.status == 65)
      #expect(result.errors.contains("line 1"))
      let size = try await tool.size()
      #expect(size == 0)
    }
  }
}
