import LedgerStore
import Postgres
import PostgresTestServer
import ReleaseRecords
import Testing

@Suite("A record is appended")
struct AppendTests {
  @Test("and read back as it was")
  func readBack() async throws {
    try await withTestLedger { test in
      let receipt = try await test.ledger.append(.approval(by: "Ann@example.com", comment: "go"))
      // The person came before.
      #expect(receipt.sequence == 1)
      let read = try await test.ledger.record(1)
      #expect(read.record.kind == .approval)
      #expect(read.record.text == ["comment": "go"])
      let person = try #require(read.record.data["approver"]?.string)
      #expect(try await test.ledger.identities(of: [person]) == [person: "ann@example.com"])
    }
  }

  @Test("with the others of its batch, in their order, each with its receipt")
  func order() async throws {
    try await withTestLedger { test in
      let first = try await test.ledger.append((0..<300).map { .gate($0) })
      let second = try await test.ledger.append((300..<310).map { .gate($0) })
      #expect((first + second).map(\.sequence) == Array(0..<310))
      #expect((first + second).allSatisfy { !$0.isRepetition })
      let read = try await test.ledger.records(RecordQuery())
      #expect(read.map { $0.record.data["gate"] } == (0..<310).map { .string("gate-\($0)") })
      #expect(read.map(\.recordedAt) == (first + second).map(\.recordedAt))
      #expect(read.map(\.recordedAt).sorted() == read.map(\.recordedAt))
      #expect(try await test.findings() == [])
    }
  }

  @Test("after another one, where its sender says so, or not at all")
  func after() async throws {
    try await withTestLedger { test in
      let batch = try await test.ledger.prepare([.gate(1), .gate(2)])
      await #expect {
        try await test.ledger.append(batch, after: "first")
      } throws: {
        if case LedgerError.tooEarly(let message) = $0 { message.contains("\"first\"") } else { false }
      }
      #expect(try await test.ledger.head().size == 0)
      try await test.another().append(.gate(0, key: "first"))
      #expect(try await test.ledger.append(batch, after: "first").map(\.sequence) == [1, 2])
      #expect(try await test.findings() == [])
    }
  }

  @Test("of every kind, in a batch and alone, with the row that its leaf says")
  func kinds() async throws {
    try await withTestLedger { test in
      let examples = RecordKind.allCases.map { kind in
        var example = Catalogue.example(kind)
        if kind == .correction { example.data["record"] = 0 }
        return example
      }
      try await test.ledger.append((0..<300).map { .gate($0) })
      try await test.ledger.append(examples)
      for example in examples {
        try await test.ledger.append(example)
      }
      // The example of a policy names a document that nobody has.
      let findings = try await test.findings().filter { !$0.hasSuffix("is not kept") }
      #expect(findings == [])
    }
  }

  @Test("or none of its batch is, where the database refuses one")
  func allOrNone() async throws {
    try await withTestLedger { test in
      try await test.ledger.append(.gate(0))
      let error = await #expect(throws: LedgerError.self) {
        try await test.ledger.append([.gate(1), .gate(2).amending(17), .gate(3)])
      }
      #expect(error?.description == "record 17 cannot be corrected: there is no such record")
      #expect(try await test.ledger.head().size == 1)
      #expect(try await test.value("select count(*) from ledger.gate_record") == "1")
      #expect(try await test.findings() == [])
    }
  }

  @Test("or none of its batch is, where one is wrong, which is named")
  func invalid() async throws {
    try await withTestLedger { test in
      let error = await #expect(throws: RecordError.self) {
        try await test.ledger.append([.gate(1), .gate(2, outcome: "perfect")])
      }
      #expect(error?.problems.first?.field == "data.outcome")
      let head = try await test.ledger.head()
      #expect(head.size == 0)
    }
  }

  @Test("durably, even where the database's default is to answer before")
  func durable() async throws {
    try await withTestLedger { test in
      let connection = try await PostgresConnection.connect(test.configuration)
      try await connection.execute("set synchronous_commit = off")
      let body = #"{"data":{"gate":"a","outcome":"passed"},"kind":"gate","service":"s"}"#
      let calls: [SQL] = ["ledger.append(\([body]), array[null])", "ledger.append_one(\(body), null, '{}')"]
      for call in calls {
        try await connection.transaction {
          try await connection.execute("select from \(call)")
          #expect(try await connection.query("show synchronous_commit").single(as: String.self) == "on")
        }
      }
      #expect(try await connection.query("show synchronous_commit").single(as: String.self) == "off")
      await connection.close()
      #expect(try await test.findings() == [])
    }
  }

  @Test("by many at once on one ledger, after its connection broke")
  func reconnect() async throws {
    try await withTestLedger { test in
      try await test.ledger.append(.gate(0, key: "0"))
      _ = try await test.value(
        "select count(pg_terminate_backend(pid)) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()"
      )
      try await withThrowingTaskGroup(of: Void.self) { group in
        for number in 1...20 {
          group.addTask { try await test.ledger.append(.gate(number, key: "\(number)")) }
        }
        try await group.waitForAll()
      }
      #expect(try await test.ledger.head().size == 21)
      let connections =
        "select count(*) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()"
      #expect(try await test.value(connections) == "1")
    }
  }
}
