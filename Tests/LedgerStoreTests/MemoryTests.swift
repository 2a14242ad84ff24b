import Foundation
import LedgerStore
import PostgresTestServer
import ReleaseRecords
import Testing

@Suite("A machine that remembers where the log stood")
struct MemoryTests {
  /// A folder to remember in, which goes with the test process.
  private func folder() throws -> String { try TestServer.newFolder() + "/state/heads" }

  @Test("goes on where the log has grown")
  func grown() async throws {
    try await withTestLedger { test in
      let memory = HeadMemory(folder: try folder())
      for number in 0..<3 {
        let ledger = try await test.another(memory: memory)
        try await ledger.append(.gate(number))
        await ledger.rememberHead()
        #expect(await ledger.memoryProblem == nil)
        await ledger.close()
        try await test.ledger.append(.gate(100 + number))
      }
      #expect(try await test.ledger.head().size == 6)
    }
  }

  @Test("is not misled by others on it that append and remember at the same time")
  func together() async throws {
    try await withTestLedger { test in
      let memory = HeadMemory(folder: try folder())
      try await withThrowingTaskGroup { group in
        for writer in 0..<8 {
          group.addTask {
            for number in 0..<20 {
              let ledger = try await test.another(memory: memory)
              try await ledger.append(.gate(writer * 100 + number))
              await ledger.rememberHead()
              #expect(await ledger.memoryProblem == nil)
              await ledger.close()
            }
          }
        }
        try await group.waitForAll()
      }
      // What is remembered in the end is the last, so that the loss of a single record is noticed.
      try await test.rewrite(from: (0..<159).map { .gate($0) })
      let ledger = try await test.another(memory: memory)
      await #expect {
        try await ledger.append(.gate(9))
      } throws: {
        if case LedgerError.forked(.shortened(seen: 160, found: 159)) = $0 { true } else { false }
      }
      await ledger.close()
    }
  }

  @Test("writes nothing to a log that has become shorter")
  func shortened() async throws {
    try await withTestLedger { test in
      let memory = HeadMemory(folder: try folder())
      try await test.remember(5, in: memory)
      try await test.rewrite(from: (0..<3).map { .gate($0) })
      let ledger = try await test.another(memory: memory)
      for record in [Record.gate(9), .approval(by: "ann")] {
        await #expect {
          try await ledger.append(record)
        } throws: {
          if case LedgerError.forked(.shortened(seen: 5, found: 3)) = $0 { true } else { false }
        }
      }
      #expect(try await test.ledger.head().size == 3)
      // It may still be read.
      #expect(try await ledger.record(2).sequence == 2)
      await ledger.close()
    }
  }

  @Test("writes nothing to a log that has lost some of its last records, also the first time")
  func withoutLastRecords() async throws {
    try await withTestLedger { test in
      try await test.ledger.append([.gate(1), .gate(2), .gate(3)])
      try await test.tamper("delete from ledger.record where sequence = 1")
      let newcomer = try await test.another(memory: HeadMemory(folder: try folder()))
      await #expect {
        try await newcomer.append(.gate(4))
      } throws: {
        if case LedgerError.corrupt = $0 { true } else { false }
      }
      await newcomer.close()
    }
  }

  @Test("writes nothing to a log whose past is another")
  func rewritten() async throws {
    try await withTestLedger { test in
      let memory = HeadMemory(folder: try folder())
      try await test.remember(5, in: memory)
      try await test.rewrite(from: (0..<8).map { .gate($0 + 100) })
      let ledger = try await test.another(memory: memory)
      await #expect {
        try await ledger.append(.gate(9))
      } throws: {
        if case LedgerError.forked(.rewritten(size: 5, _, _)) = $0 { true } else { false }
      }
      #expect(try await test.ledger.head().size == 8)
      await ledger.close()
    }
  }

  @Test("looks again when its connection was made anew")
  func reconnected() async throws {
    try await withTestLedger { test in
      let memory = HeadMemory(folder: try folder())
      let ledger = try await test.another(memory: memory)
      try await ledger.append((0..<5).map { .gate($0, key: "\($0)") })
      await ledger.rememberHead()
      try await test.rewrite(from: (0..<3).map { .gate($0) })
      _ = try await test.value(
        "select count(pg_terminate_backend(pid)) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()"
      )
      await #expect {
        try await ledger.append(.gate(9, key: "9"))
      } throws: {
        if case LedgerError.forked(.shortened) = $0 { true } else { false }
      }
      await ledger.close()
    }
  }

  @Test("says so and goes on where it cannot remember and never did")
  func unwritable() async throws {
    try await withTestLedger { test in
      // A file where the folder should be stops root too.
      let blocked = try TestServer.newFolder()
      try Data().write(to: URL(filePath: blocked))
      let ledger = try await test.another(memory: HeadMemory(folder: blocked + "/heads"))
      try await ledger.append(.gate(0))
      await ledger.rememberHead()
      #expect(await ledger.memoryProblem?.contains(blocked) == true)
      #expect(try await test.ledger.head().size == 1)
      await ledger.close()
    }
  }

  @Test("writes nothing where what it remembers is unreadable, and says what the file is")
  func damaged() async throws {
    try await withTestLedger { test in
      let folder = try folder()
      let memory = HeadMemory(folder: folder)
      try await test.remember(2, in: memory)
      let file = try #require(try FileManager.default.contentsOfDirectory(atPath: folder).first)
      try Data("half".utf8).write(to: URL(filePath: folder + "/" + file))
      let ledger = try await test.another(memory: memory)
      await #expect {
        try await ledger.append(.gate(9))
      } throws: {
        if case LedgerError.file(let path, _) = $0 { path == folder + "/" + file } else { false }
      }
      await ledger.close()
    }
  }
}

extension TestLedger {
  /// Appends records, and remembers where the log stands then.
  fileprivate func remember(_ count: Int, in memory: HeadMemory) async throws {
    let ledger = try await another(memory: memory)
    try await ledger.append((0..<count).map { .gate($0) })
    await ledger.rememberHead()
    await ledger.close()
  }
}
