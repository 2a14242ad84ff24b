import LedgerStore
import Postgres
import PostgresTestServer
import ReleaseRecords
import Testing
import TransparencyLog

@Suite struct AppendTests {
  @Test func `a record is appended, and read back as it was`() async throws {
    try await withLedger { ledger in
      var record = Record(.approval, service: "checkout", version: SemanticVersion("1.2.3"))
      record.data = ["role": "qa-lead", "decision": "approved", "approver": "Ann@example.com"]
      let receipt = try await ledger.append(record)
      #expect(receipt.sequence == 1)
      let read = try await ledger.record(1)
      #expect(read.record.kind == .approval)
      let person = try #require(read.record.data["approver"]?.string)
      #expect(try await ledger.identities(of: [person]) == [person: "ann@example.com"])
    }
  }
}

func withLedger(_ body: (Ledger) async throws -> Void) async throws {
  try await TestServer.shared().withDatabase { url in
    let configuration = try ConnectionConfiguration(url)
    try await Ledger.migrate(configuration, origin: "ledger.example.com/test")
    let ledger = try await Ledger.open(configuration)
    try await body(ledger)
    await ledger.close()
  }
}
