import LedgerStore
import PostgresTestServer
import ReleaseRecords
import Testing

@Suite("An idempotency key")
struct IdempotencyTests {
  @Test("makes a repeated request the first one, with its receipt")
  func repetition() async throws {
    try await withTestLedger { test in
      let record = Record.approval(by: "ann", comment: "go", key: "run-1")
      let first = try await test.ledger.append(record)
      let second = try await test.another().append(record)
      #expect(second.sequence == first.sequence)
      #expect(second.recordedAt == first.recordedAt)
      #expect(!first.isRepetition && second.isRepetition)
      #expect(try await test.ledger.head().size == 2)
    }
  }

  @Test(
    "refuses a request of other content",
    arguments: [
      ("fields", Record.approval(by: "ben", comment: "go", key: "run-1")),
      ("words", Record.approval(by: "ann", comment: "no", key: "run-1")),
      ("no words", Record.approval(by: "ann", key: "run-1")),
      ("kind", Record.gate(1, key: "run-1")),
    ]
  )
  func conflict(_: String, _ other: Record) async throws {
    try await withTestLedger { test in
      try await test.ledger.append(.approval(by: "ann", comment: "go", key: "run-1"))
      try await test.ledger.append(.approval(by: "ben", comment: "go"))
      await #expect {
        try await test.ledger.append([.gate(7), other])
      } throws: {
        if case LedgerError.keyConflict(let message, let detail, _) = $0 {
          message.contains("\"run-1\"") && detail == "record 1 of the ledger has other content"
        } else {
          false
        }
      }
      #expect(try await test.ledger.head().size == 4)
    }
  }

  @Test("stands for one record within a batch")
  func withinBatch() async throws {
    try await withTestLedger { test in
      let record = Record.approval(by: "ann", comment: "go", key: "k")
      let receipts = try await test.ledger.append([.gate(1), record, .gate(2), record])
      #expect(receipts.map(\.sequence) == [1, 2, 3, 2])
      #expect(receipts.map(\.isRepetition) == [false, false, false, true])
      #expect(try await test.ledger.head().size == 4)
      #expect(try await test.findings() == [])
    }
  }

  @Test(
    "refuses a batch in which it stands for two records",
    arguments: [
      Record.approval(by: "ben", comment: "go", key: "k"), Record.approval(by: "ann", comment: "no", key: "k"),
    ]
  )
  func conflictWithinBatch(_ other: Record) async throws {
    try await withTestLedger { test in
      try await test.ledger.append([.approval(by: "ann"), .approval(by: "ben")])
      let size = try await test.ledger.head().size
      await #expect {
        try await test.ledger.append([.approval(by: "ann", comment: "go", key: "k"), other])
      } throws: {
        if case LedgerError.keyConflict(_, let detail, _) = $0 {
          detail == "record 1 of this batch has other content"
        } else {
          false
        }
      }
      #expect(try await test.ledger.head().size == size)
    }
  }

  @Test("picks what is new out of a batch, with the receipts in the batch's order")
  func mixed() async throws {
    try await withTestLedger { test in
      try await test.ledger.append((0..<10).map { .gate($0, key: "k\($0)") })
      let receipts = try await test.ledger.append((5..<15).map { .gate($0, key: "k\($0)") }.reversed())
      #expect(receipts.map(\.sequence) == [10, 11, 12, 13, 14, 9, 8, 7, 6, 5])
      #expect(receipts.map(\.isRepetition) == (0..<10).map { $0 >= 5 })
      #expect(try await test.findings() == [])
    }
  }

  @Test("is still known after the words were erased")
  func afterRedaction() async throws {
    try await withTestLedger { test in
      let record = Record.approval(by: "ann", comment: "go", key: "k")
      let receipt = try await test.ledger.append(record)
      _ = try await test.ledger.redact(record: receipt.sequence, texts: ["comment"], authority: "GDPR Art. 17")
      #expect(try await test.ledger.append(record).isRepetition)
      #expect(try await test.value("select count(*) from ledger.disclosure") == "0")
    }
  }

  @Test("lets one of many through who ask at once")
  func concurrent() async throws {
    try await withTestLedger { test in
      let receipts = try await withThrowingTaskGroup(of: Receipt.self) { group in
        for _ in 0..<8 {
          let ledger = try await test.another()
          group.addTask {
            let receipt = try await ledger.append(.gate(1, key: "k"))
            await ledger.close()
            return receipt
          }
        }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(Set(receipts.map(\.sequence)) == [0])
      #expect(receipts.count { !$0.isRepetition } == 1)
      #expect(try await test.ledger.head().size == 1)
    }
  }
}
