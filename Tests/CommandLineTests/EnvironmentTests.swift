import Testing

@Suite("Options come from the environment as well:")
struct EnvironmentTests {
  private func environment(_ variables: [String: String]) -> [String: String?] {
    Dictionary(uniqueKeysWithValues: variables.map { ("RELEASE_LEDGER_\($0)", .some($1)) })
  }

  @discardableResult
  private func record(gate: String, _ tool: Tool) async throws -> Tool.Result {
    let subject = ["--service", "s", "--version", "1.2.3"]
    return try await tool.run(["record", "gate"] + subject + ["--outcome", "passed", "--gate", gate])
  }

  @Test("a gate with its fields and its report, and the receipt's format")
  func record() async throws {
    try await Tool.withLedger { tool in
      let report = try tool.file("junit.xml", "<testsuite><testcase name='a'/></testsuite>")
      let ready = tool.with(
        environment([
          "SERVICE": "checkout", "VERSION": "1.4.0", "GATE": "unit-tests", "JUNIT": report, "FORMAT": "json",
        ])
      )
      let result = try await ready.run("record", "gate")
      #expect(result.status == 0, "\(result.errors)")
      #expect(result.output.contains(#""sequence":0"#))
      let leaf = try await tool.run("show", "record", "0", "--leaf")
      #expect(leaf.output.contains(#""outcome":"passed""#) && leaf.output.contains(#""service":"checkout""#))
    }
  }

  @Test("those that stand only in the parser's description, unless they are given as arguments")
  func others() async throws {
    try await Tool.withLedger { tool in
      for gate in ["first", "second", "third"] {
        try await record(gate: gate, tool)
      }
      let last = tool.with(environment(["LAST": "2"]))
      #expect(try await last.run("log").lines.count == 2)
      #expect(try await last.run("log", "--last", "1").lines.count == 1)
      #expect(try await last.run("log", "--last=3").lines.count == 3)
    }
  }

  @Test("a flag is true or false")
  func flag() async throws {
    try await Tool.withLedger { tool in
      try await record(gate: "g", tool)
      for (value, isSet) in [("true", true), ("1", true), ("false", false), ("0", false)] {
        let result = try await tool.with(environment(["LEAF": value])).run("show", "record", "0")
        #expect(result.output.hasPrefix(#"{"body":"#) == isSet, "\(value): \(result.output) \(result.errors)")
      }
      for value in ["maybe", ""] {
        let result = try await tool.with(environment(["LEAF": value])).run("show", "record", "0")
        #expect(result.status == 64)
        #expect(result.errors.contains("RELEASE_LEDGER_LEAF"))
      }
    }
  }

  @Test("a value that is called help asks for none")
  func help() async throws {
    try await Tool.withLedger { tool in
      let ready = tool.with(environment(["FORMAT": "json"]))
      let result = try await record(gate: "help", ready)
      #expect(result.output.contains(#""sequence":0"#), "\(result.errors)")
    }
  }

  @Test("what a variable says is checked as what an option says")
  func wrong() async throws {
    let result = try await Tool().with(environment(["LAST": "two"])).run("log")
    #expect(result.status == 64)
    #expect(result.errors.contains("'two' is invalid for '--last"))
  }
}
