import LedgerStore
import ReleaseRecords
import Testing

@Suite("A record that was wrong")
struct CorrectionTests {
  private func correction(of record: Int64) -> Record {
    Record(
      .correction,
      data: ["record": .number(Double(record)), "authority": "release manager"],
      text: ["reason": "wrong version"]
    )
  }

  @Test("is withdrawn by a correction, or replaced by one that amends it; it stays itself")
  func superseded() async throws {
    try await withTestLedger { test in
      try await test.ledger.append([.gate(0), .gate(1)])
      let correction = try await test.ledger.append(correction(of: 0))
      let amendment = try await test.ledger.append(.gate(1, outcome: "failed").amending(1))
      let rows = try await test.value("select sequence, superseded_by from ledger.superseded order by 1")
      #expect(rows == "0|\(correction.sequence)\n1|\(amendment.sequence)")
      #expect(try await test.ledger.record(0).record == .gate(0))
      #expect(try await test.findings() == [])
    }
  }

  @Test("is withdrawn by a correction that amends one of another record, which is withdrawn too")
  func amendedCorrection() async throws {
    try await withTestLedger { test in
      try await test.ledger.append([.gate(0), .gate(1)])
      let first = try await test.ledger.append(correction(of: 0))
      let second = try await test.ledger.append(correction(of: 1).amending(first.sequence))
      let rows = try await test.value("select sequence, superseded_by from ledger.superseded order by 1")
      #expect(rows == "0|\(first.sequence)\n1|\(second.sequence)\n\(first.sequence)|\(second.sequence)")
      #expect(try await test.findings() == [])
    }
  }

  @Test("is not set aside by one of its own batch, whose sender cannot know its position yet")
  func sameBatch() async throws {
    try await withTestLedger { test in
      for later in [correction(of: 0), .gate(0, outcome: "failed").amending(0)] {
        await #expect {
          try await test.ledger.append([.gate(0), later])
        } throws: {
          if case LedgerError.refused = $0 { true } else { false }
        }
      }
      let size = try await test.ledger.head().size
      #expect(size == 0)
    }
  }

  @Test(
    "is not amended by a record of another kind or service, nor before it is there",
    arguments: [
      Record(
        .gate,
        service: "payments",
        version: SemanticVersion("1.2.3"),
        data: ["gate": "g", "outcome": "passed"],
        amends: 0
      ),
      Record(.status, service: "checkout", version: SemanticVersion("1.2.3"), data: ["status": "stable"], amends: 0),
      Record.gate(1).amending(1),
      Record.gate(1).amending(9_000_000_000),
    ]
  )
  func refused(_ record: Record) async throws {
    try await withTestLedger { test in
      try await test.ledger.append(.gate(0))
      await #expect {
        try await test.ledger.append(record)
      } throws: {
        if case LedgerError.refused = $0 { true } else { false }
      }
      #expect(try await test.value("select count(*) from ledger.superseded") == "0")
    }
  }

  @Test("is corrected by who recorded it, or by a steward, and by nobody else")
  func rights() async throws {
    try await withTestLedger { test in
      try await test.withLogins { logins in
        let ann = try await logins.ledger(.writer)
        let ben = try await logins.ledger(.writer, name: "ben")
        let steward = try await logins.ledger(.steward)
        try await ann.append([.gate(0), .gate(1)])
        let amending = Record.gate(1, outcome: "failed").amending(1)
        for record in [correction(of: 0), amending] {
          await #expect {
            try await ben.append(record)
          } throws: {
            if case LedgerError.notPermitted(let message, _) = $0 {
              message.contains("only a steward corrects the records of others")
            } else {
              false
            }
          }
        }
        try await ann.append(correction(of: 0))
        try await steward.append(amending)
        #expect(try await test.value("select count(*) from ledger.superseded") == "2")
        for ledger in [ann, ben, steward] { await ledger.close() }
      }
    }
  }
}
