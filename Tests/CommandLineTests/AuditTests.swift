import Testing

@Suite("An audit")
struct AuditTests {
  /// A ledger with a record and a checkpoint, and the same tool with the key of another log.
  private func withForeignKey(_ body: (_ tool: Tool, _ stranger: Tool) async throws -> Void) async throws {
    try await Tool.withLedger { tool in
      let stranger = tool.with(["XDG_CONFIG_HOME": tool.folder + "/stranger"])
      for arguments in [
        ["record", "gate", "--service", "s", "--version", "1.0.0", "--gate", "lint", "--outcome", "passed"],
        ["key", "generate"], ["audit", "checkpoint", "--output", tool.folder + "/own.checkpoint"],
      ] {
        let result = try await tool.run(arguments)
        try #require(result.status == 0, "\(result.errors)")
      }
      try await Tool.withLedger { other in
        let theirs = stranger.with(["RELEASE_LEDGER_DATABASE_URL": other.databaseURL])
        _ = try await other.sql("update ledger.head set origin = 'ledger.example.com/other'")
        for arguments in [
          ["key", "generate"], ["audit", "checkpoint", "--output", tool.folder + "/other.checkpoint"],
        ] {
          let result = try await theirs.run(arguments)
          try #require(result.status == 0, "\(result.errors)")
        }
      }
      try await body(tool, stranger)
    }
  }

  @Test("with the key of another log at hand proves a record by what is published")
  func foreignKey() async throws {
    try await withForeignKey { tool, stranger in
      let own = try await tool.run("audit", "prove", "0")
      let foreign = try await stranger.run("audit", "prove", "0")
      #expect(foreign.status == 0, "\(foreign.errors)")
      #expect(foreign.output == own.output)
    }
  }

  @Test("refuses a checkpoint of another log, with the key or without it")
  func foreignCheckpoint() async throws {
    try await withForeignKey { tool, _ in
      let verified = try await tool.run("audit", "verify", "--checkpoint", "own.checkpoint")
      #expect(verified.status == 0, "\(verified)")
      let refused = try await tool.run("audit", "verify", "--checkpoint", "other.checkpoint")
      #expect(refused.status == 11)
      #expect(refused.errors.contains("other.checkpoint is a checkpoint of ledger.example.com/other"), "\(refused)")
    }
  }

  @Test("of a log shorter than this machine remembers signs nothing, and finds out")
  func shortened() async throws {
    try await Tool.withLedger { tool in
      for command in [["key", "generate"], ["policy", "adopt", "octoacme"]] {
        let result = try await tool.run(command)
        try #require(result.status == 0, "\(result.errors)")
      }
      for version in ["1.0.0", "1.0.1"] {
        let gate = try await tool.run(
          ["record", "gate", "--service", "s", "--version", version, "--gate", "lint", "--outcome", "passed"]
        )
        try #require(gate.status == 0, "\(gate.errors)")
      }
      // As a backup from before has it.
      _ = try await tool.sql(
        """
        set session_replication_role = replica;
        delete from ledger.record where sequence > 0;
        delete from ledger.gate_record where sequence > 0;
        update ledger.head set size = 1
        """
      )
      for command in [
        ["audit", "checkpoint"], ["audit", "tiles", tool.folder + "/tiles"], ["audit", "prove", "0"],
        ["audit", "verify"],
        ["can-deploy", "--service", "s", "--version", "1.0.0", "--environment", "production"],
      ] {
        let result = try await tool.run(command)
        #expect(result.status == 11, "\(command): \(result)")
        #expect((result.output + result.errors).contains("3"), "\(command): \(result)")
      }
    }
  }

  @Test("names the policies whose text is gone")
  func lostPolicy() async throws {
    try await Tool.withLedger { tool in
      let adopted = try await tool.run("policy", "adopt", "atlas", "--from", "2026-01-01T00:00:00Z")
      try #require(adopted.status == 0, "\(adopted.errors)")
      _ = try await tool.sql("set session_replication_role = replica; delete from ledger.document")
      let verified = try await tool.run("audit", "verify")
      #expect(verified.status == 11)
      #expect(verified.output.contains("record 0: the policy that it adopts, sha256:"), "\(verified)")
    }
  }

  @Test("is of a program that says its version in the usual way, too")
  func version() async throws {
    let tool = try Tool()
    let usual = try await tool.run("--version")
    let own = try await tool.run("version")
    #expect(usual.status == 0 && usual.output == own.output)
    let asked = try await tool.run("can-deploy", "--service", "s", "--environment", "e", "--version")
    #expect(asked.status == 64)
  }
}
