import Foundation
import LedgerStore
import Postgres
import PostgresTestServer
import ReleaseRecords
import Testing

@Suite("Under fire")
struct SoakTests {
  /// How long the soak takes: six seconds, or what `RELEASE_LEDGER_SOAK_SECONDS` says.
  private static var seconds: Int {
    ProcessInfo.processInfo.environment["RELEASE_LEDGER_SOAK_SECONDS"].flatMap { Int($0) } ?? 6
  }

  /// What became of what a writer was told to append.
  private struct Ledgered: Sendable {
    var acknowledged: [String: Int64] = [:]
    var repetitions = 0
    var failures = 0
  }

  @Test("16 writers, whose connections and server are killed at random, lose nothing and double nothing")
  func soak() async throws {
    let server = try await TestServer.start(configuration: TestServerConfiguration(durable: true))
    try await withTestLedger(on: server) { test in
      let isOver = Flag()
      let results = try await withThrowingTaskGroup(of: Ledgered?.self) { group in
        for writer in 0..<16 {
          let ledger = try await test.another()
          group.addTask { try await Self.write(writer, ledger, until: isOver) }
        }
        group.addTask {
          try await Self.fire(at: server, database: test.database)
          isOver.raise()
          return nil
        }
        var results: [Ledgered] = []
        while let result = try await group.next() {
          if let result { results.append(result) }
        }
        return results
      }
      let acknowledged = results.reduce(into: [:]) { $0.merge($1.acknowledged) { first, _ in first } }
      #expect(acknowledged.count == results.reduce(0) { $0 + $1.acknowledged.count })
      #expect(!acknowledged.isEmpty)
      // The shots hit, or nothing was shown.
      #expect(results.contains { $0.failures > 0 || $0.repetitions > 0 })

      // Every acknowledged record is where its receipt says, and nothing else is there: no gap, no double.
      var found: [String: Int64] = [:]
      try await test.ledger.forEachRecord(RecordQuery()) { record in
        guard case .gate = record.record.kind, let name = record.record.data["gate"]?.string else { return }
        #expect(found.updateValue(record.sequence, forKey: name) == nil, "\(name) is there twice")
      }
      #expect(found == acknowledged)
      let verification = try await test.ledger.verify()
      #expect(verification.findings == [])
      #expect(verification.size == Int64(acknowledged.count))
    }
    try await server.stop()
  }

  /// Appends batches of random size until told to stop, each again with its keys until it is acknowledged.
  private static func write(_ writer: Int, _ ledger: Ledger, until isOver: Flag) async throws -> Ledgered {
    var ledgered = Ledgered()
    var generator = SplitMix(seed: UInt64(writer))
    var number = 0
    while !isOver.isRaised {
      let names = (0..<Int.random(in: 1...40, using: &generator)).map { "\(writer)/\(number + $0)" }
      number += names.count
      let records = names.map { name in
        Record(.gate, service: "s", data: ["gate": .string(name), "outcome": "passed"], key: name)
      }
      while true {
        do {
          let receipts = try await ledger.append(records)
          for (name, receipt) in zip(names, receipts) { ledgered.acknowledged[name] = receipt.sequence }
          if receipts.contains(where: \.isRepetition) { ledgered.repetitions += 1 }
          break
        } catch LedgerError.unavailable {
          ledgered.failures += 1
          try await Task.sleep(for: .milliseconds(20))
        }
      }
    }
    await ledger.close()
    return ledgered
  }

  /// Kills backends now and then, and the whole server less often.
  private static func fire(at server: TestServer, database: String) async throws {
    var generator = SplitMix(seed: 16)
    let end = ContinuousClock.now + .seconds(seconds)
    var shots = 0
    while ContinuousClock.now < end {
      try await Task.sleep(for: .milliseconds(Int.random(in: 50...250, using: &generator)))
      shots += 1
      if shots % 8 == 4 {
        try await server.kill()
        try await server.restart()
      } else {
        let sql = """
          select count(pg_terminate_backend(pid)) from (
            select pid from pg_stat_activity
            where datname = '\(database)' and pid <> pg_backend_pid() order by random() limit 3
          ) s
          """
        try await server.run(sql: sql)
      }
    }
  }
}
