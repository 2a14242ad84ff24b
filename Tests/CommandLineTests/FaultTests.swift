import Foundation
import Glibc
import PostgresTestServer
import Testing

@Suite("When something is in the way, the program says what and ends with the code for it:")
struct FaultTests {
  private let gate = [
    "record", "gate", "--service", "s", "--version", "1.2.3", "--gate", "g", "--outcome", "passed",
  ]

  @Test("a database that is down")
  func down() async throws {
    let tool = try Tool().with(["RELEASE_LEDGER_DATABASE_URL": "postgresql://postgres@/x?host=/nonexistent"])
    for arguments in [gate, ["log"], ["audit", "verify"], ["database", "status"]] {
      let result = try await tool.run(arguments)
      #expect(result.status == 69)
      #expect(result.errors.contains("cannot connect to the database"))
      #expect(result.output.isEmpty)
    }
  }

  @Test("a wrong password, which is not repeated")
  func password() async throws {
    let server = try await TestServer.start(
      configuration: TestServerConfiguration(tcp: TestServerConfiguration.TCP(password: "right"))
    )
    let tool = try Tool().with(["RELEASE_LEDGER_DATABASE_URL": server.tcpURL(), "PGPASSWORD": "wrong-secret"])
    let result = try await tool.run(gate)
    #expect(result.status == 77)
    #expect(result.errors.contains("password authentication failed"))
    #expect(!result.errors.contains("wrong-secret"))
    try await server.stop()
  }

  @Test("a database without a ledger, with an older one and with a newer one")
  func schema() async throws {
    try await Tool.withLedger { tool in
      let last = try await tool.sql("select max(number) from ledger.migration")
      _ = try await tool.sql("insert into ledger.migration values (\(last) + 1, 'future', 'x')")
      let newer = try await tool.run(gate)
      #expect(newer.status == 69)
      #expect(newer.errors.contains("install a newer release-ledger"))
      _ = try await tool.sql("delete from ledger.migration where number >= \(last)")
      let older = try await tool.run(gate)
      #expect(older.status == 69)
      #expect(older.errors.contains("run `release-ledger database migrate`"))
      let status = try await tool.run("database", "status")
      #expect(status.status == 69)
      #expect(status.output.contains("missing"))
      _ = try await tool.sql("update ledger.migration set checksum = 'x' where number = 2")
      let edited = try await tool.run(gate)
      #expect(edited.status == 69)
      #expect(edited.errors.contains("migration 2"))
      _ = try await tool.sql("drop schema ledger cascade")
      let absent = try await tool.run(gate)
      #expect(absent.status == 69)
      #expect(absent.errors.contains("there is no ledger in this database"))
    }
  }

  @Test("a user who may not")
  func permission() async throws {
    try await Tool.withLedger { tool in
      let login = "test_cli_\(getpid())"
      _ = try await tool.sql("create role \(login) login")
      let other = tool.with([
        "RELEASE_LEDGER_DATABASE_URL": tool.databaseURL.replacing("postgres@", with: "\(login)@")
      ])
      let stranger = try await other.run(gate)
      #expect(stranger.status == 77)
      #expect(stranger.errors.contains("release-ledger database roles"))
      _ = try await tool.sql("grant release_ledger_reader to \(login)")
      let reader = try await other.run(gate)
      #expect(reader.status == 77)
      let log = try await other.run("log")
      #expect(log.status == 0)
      _ = try await tool.sql("revoke release_ledger_reader from \(login); drop role \(login)")
    }
  }

  @Test("a database that only reads")
  func readOnly() async throws {
    try await Tool.withLedger { tool in
      _ = try await tool.sql("alter database \(tool.database) set default_transaction_read_only = on")
      let result = try await tool.run(gate)
      #expect(result.status == 69)
      #expect(result.errors.contains("target_session_attrs=read-write"))
    }
  }

  @Test("a ledger that was altered, of which the record is named")
  func altered() async throws {
    try await Tool.withLedger { tool in
      _ = try await tool.run(gate)
      let sound = try await tool.run("audit", "verify")
      #expect(sound.status == 0)
      _ = try await tool.sql(
        "set session_replication_role = replica; update ledger.gate_record set outcome = 'failed' where sequence = 0"
      )
      let result = try await tool.run("audit", "verify")
      #expect(result.status == 11)
      #expect(result.output.contains("record 0: its row in gate_record has outcome"))
    }
  }

  @Test("a ledger that was restored from an older state since this machine wrote to it")
  func restored() async throws {
    try await Tool.withLedger { tool in
      for number in 0..<3 { _ = try await tool.run(gate + ["--stage", "s\(number)"]) }
      _ = try await tool.sql(
        """
        set session_replication_role = replica;
        delete from ledger.record; delete from ledger.gate_record;
        update ledger.head set size = 0
        """
      )
      let result = try await tool.run(gate)
      #expect(result.status == 11)
      #expect(result.errors.contains("the log had 3 records and now has 0"))
      let size = try await tool.size()
      #expect(size == 0)
      let elsewhere = try await tool.with(["XDG_STATE_HOME": tool.folder + "/other"]).run(gate)
      #expect(elsewhere.status == 0)
    }
  }

  @Test("no home, or one that cannot be written, which keeps nobody from recording")
  func home() async throws {
    try await Tool.withLedger { tool in
      let homeless = tool.with(["HOME": nil, "XDG_STATE_HOME": nil, "XDG_CONFIG_HOME": nil])
      let first = try await homeless.run(gate + ["--verbose"])
      #expect(first.status == 0)
      #expect(first.errors.contains("there is no folder to remember its head in; set HOME"))
      // A file where a folder should be stops root too.
      let blocked = try tool.file("blocked", "")
      let second = try await tool.with(["XDG_STATE_HOME": blocked]).run(gate)
      #expect(second.status == 0)
      #expect(second.errors.contains("warning"))
      #expect(second.errors.contains(blocked))
      let size = try await tool.size()
      #expect(size == 2)
      let key = try await homeless.run("key", "generate")
      #expect(key.status == 64)
      #expect(key.errors.contains("HOME is not set"))
    }
  }

  @Test("a full disk under its output")
  func fullOutput() async throws {
    try await Tool.withLedger { tool in
      _ = try await tool.run(gate)
      for command in ["log > /dev/full", "export csv --kind gate > /dev/full"] {
        let result = try await tool.shell("\(tool.program) \(command)")
        #expect(result.status == 74)
        #expect(result.errors == "error: standard output: No space left on device")
      }
      let dossier = ["report", "dossier", "--service", "s", "--version", "1.2.3", "--output"]
      for path in ["/nonexistent/report.txt", "/dev/full"] {
        let result = try await tool.run(dossier + [path])
        #expect(result.status == 74)
        #expect(result.errors.contains(path))
      }
    }
  }

  @Test("a device or a link where its output goes, which stay what they are")
  func outputInPlace() async throws {
    try await Tool.withLedger { tool in
      _ = try await tool.run(gate)
      let file = try tool.file("report.txt", "the last one")
      let link = tool.folder + "/latest"
      try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: file)
      for path in ["/dev/null", link] {
        let result = try await tool.run("report", "dossier", "--service", "s", "--version", "1.2.3", "-o", path)
        #expect(result.status == 0, "\(result.errors)")
      }
      #expect(
        try FileManager.default.attributesOfItem(atPath: "/dev/null")[.type] as? FileAttributeType
          == .typeCharacterSpecial
      )
      #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == file)
      #expect(try String(contentsOfFile: file, encoding: .utf8).contains("1.2.3"))
    }
  }

  @Test("a reader who left")
  func closedPipe() async throws {
    try await Tool.withLedger { tool in
      let lines = (0..<3000).map { number in
        #"{"kind":"gate","service":"s","version":"1.2.3","data":{"gate":"g\#(number)","outcome":"passed"}}"# + "\n"
      }
      let made = try await tool.run("record", "--file", "-", input: lines.joined())
      #expect(made.status == 0)
      let result = try await tool.shell("{ \(tool.program) log; echo \"status $?\" >&2; } | head -1")
      #expect(result.errors.contains("status 141"))
      #expect(result.output.split(separator: "\n").count == 1)
    }
  }
}
