import Foundation
import LedgerStore
import Postgres
import PostgresTestServer
import PrivateServer
import ReleaseRecords
import Testing

@Suite("When the database does not serve, the ledger says why:")
struct FaultTests {
  /// Whether an error says that the database is not available, in these words.
  private static func isUnavailable(_ error: any Error, _ words: String) -> Bool {
    if case LedgerError.unavailable = error { "\(error)".contains(words) } else { false }
  }

  @Test("it is down")
  func down() async throws {
    let server = try await TestServer.start()
    try await withTestLedger(on: server) { test in
      try await test.ledger.append(.gate(0, key: "0"))
      try await server.stop()
      await #expect {
        try await test.ledger.append(.gate(1, key: "1"))
      } throws: {
        Self.isUnavailable($0, "cannot connect to the database")
      }
      await #expect {
        _ = try await test.another()
      } throws: {
        Self.isUnavailable($0, "cannot connect to the database")
      }
      try await server.restart()
      try await test.ledger.append(.gate(1, key: "1"))
      #expect(try await test.findings() == [])
    }
    try await server.stop()
  }

  @Test("the password is wrong")
  func password() async throws {
    let server = try await TestServer.start(
      configuration: TestServerConfiguration(tcp: TestServerConfiguration.TCP(password: "right"))
    )
    var configuration = try ConnectionConfiguration(server.tcpURL())
    configuration["password"] = "wrong-secret"
    let settings = configuration
    await #expect {
      _ = try await Ledger.open(settings)
    } throws: {
      guard case LedgerError.database(let error) = $0 else { return false }
      return error.sqlState == .invalidPassword && !"\($0)".contains("wrong-secret")
    }
    try await server.stop()
  }

  @Test("it only reads, by a setting")
  func readOnly() async throws {
    try await withTestLedger { test in
      try await test.ledger.append(.gate(0))
      _ = try await test.value("alter database \(test.database) set default_transaction_read_only = on")
      let ledger = try await test.another()
      await #expect {
        try await ledger.append(.gate(1))
      } throws: {
        Self.isUnavailable($0, "it is a standby or set to read-only")
      }
      #expect(try await ledger.verify().findings == [])
      await ledger.close()
    }
  }

  @Test("it is a standby, from which may be read")
  func standby() async throws {
    let server = try await TestServer.start(configuration: TestServerConfiguration(settings: ["wal_level": "replica"]))
    try await withTestLedger(on: server) { test in
      try await test.ledger.append(.approval(by: "ann"))
      try await server.stop()
      try Data().write(to: URL(filePath: server.server.folder + "/data/standby.signal"))
      try await server.restart()
      let ledger = try await test.another()
      await #expect {
        try await ledger.append(.gate(1))
      } throws: {
        Self.isUnavailable($0, "it is a standby or set to read-only")
      }
      #expect(try await ledger.verify().findings == [])
      #expect(try await ledger.records(RecordQuery()).count == 2)
      await ledger.close()
      try await server.stop()
      try FileManager.default.removeItem(atPath: server.server.folder + "/data/standby.signal")
      try await server.restart()
      try await test.ledger.append(.gate(1, key: "1"))
    }
    try await server.stop()
  }

  @Test("the user may not")
  func permission() async throws {
    try await withTestLedger { test in
      try await test.withLogins { logins in
        await #expect {
          _ = try await logins.ledger(.nobody)
        } throws: {
          if case LedgerError.notPermitted(_, let hint) = $0 { hint?.contains("database roles") == true } else { false }
        }
        let reader = try await logins.ledger(.reader)
        for record in [Record.gate(0), .approval(by: "ann")] {
          await #expect {
            try await reader.append(record)
          } throws: {
            if case LedgerError.notPermitted = $0 { true } else { false }
          }
        }
        await reader.close()
      }
      #expect(try await test.ledger.head().size == 0)
    }
  }

  @Test("its disk is full, and what was acknowledged stays", .enabled(if: geteuid() == 0, "only root can mount a small one"))
  func diskFull() async throws {
    let folder = try TestServer.newFolder()
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try await run("mount", "-t", "tmpfs", "-o", "size=16m,mode=0777", "tmpfs", folder)
    let server = try await TestServer.start()
    do {
      try await run("chown", "postgres", folder)
      try await server.run(sql: "create tablespace small location '\(folder)'")
      try await server.run(sql: "create database full_disk tablespace small")
      let configuration = try ConnectionConfiguration(server.url(database: "full_disk"))
      try await Ledger.migrate(configuration, origin: TestLedger.origin)
      let ledger = try await Ledger.open(configuration)
      var acknowledged: Int64 = 0
      var failure: (any Error)?
      while failure == nil, acknowledged < 200_000 {
        do {
          acknowledged += Int64(try await ledger.append((0..<500).map { .gate($0) }).count)
        } catch {
          failure = error
        }
      }
      #expect(failure.map { Self.isUnavailable($0, "disk is full") } == true, "\(String(describing: failure))")
      try await run("mount", "-o", "remount,size=64m", folder)
      try await ledger.append(.gate(0))
      let verification = try await ledger.verify()
      #expect(verification.findings == [] && verification.size == acknowledged + 1)
      await ledger.close()
      try await server.stop()
      try await run("umount", folder)
    } catch {
      try? await server.stop()
      try? await run("umount", folder)
      throw error
    }
  }

  @Test("it was killed during batches, of which each is there whole or not at all, and is sent again with its keys")
  func killed() async throws {
    let server = try await TestServer.start()
    try await withTestLedger(on: server) { test in
      let isOver = Flag()
      async let written = {
        var batches = 0
        while !isOver.isRaised {
          let batch = batches
          do {
            let receipts = try await test.ledger.append((0..<200).map { .gate($0, key: "\(batch)/\($0)") })
            guard receipts.map(\.sequence) == Array(Int64(batch) * 200..<Int64(batch + 1) * 200) else {
              Issue.record("batch \(batch) is at \(receipts.first?.sequence ?? -1)")
              break
            }
            batches += 1
          } catch LedgerError.unavailable {
            try? await Task.sleep(for: .milliseconds(50))
          }
        }
        return batches
      }()
      for _ in 0..<3 {
        try await Task.sleep(for: .milliseconds(400))
        try await server.kill()
        try await server.restart()
      }
      isOver.raise()
      let batches = try await written
      let verification = try await test.ledger.verify()
      #expect(verification.findings == [])
      #expect(verification.size == Int64(batches) * 200)
    }
    try await server.stop()
  }

  private func run(_ program: String, _ arguments: String...) async throws {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [program] + arguments
    try process.run()
    await withCheckedContinuation { continuation in
      DispatchQueue.global().async {
        process.waitUntilExit()
        continuation.resume()
      }
    }
    try #require(process.terminationStatus == 0, "\(program) \(arguments)")
  }
}
