import LedgerStore
import Postgres
import ReleaseRecords
import Testing

@Suite("People")
struct PeopleTests {
  private func approver(_ sequence: Int64, _ ledger: Ledger) async throws -> String {
    try #require(try await ledger.record(sequence).record.data["approver"]?.string)
  }

  @Test("stand in the log as random ids, the same whatever the case of their names")
  func ids() async throws {
    try await withTestLedger { test in
      let receipts = try await test.ledger.append([
        .approval(by: "Ann@Example.com"), .approval(by: "ann@example.com"), .approval(by: "ben"),
      ])
      #expect(receipts.map(\.sequence) == [2, 3, 4])
      let ids = [
        try await approver(2, test.ledger), try await approver(3, test.ledger), try await approver(4, test.ledger),
      ]
      #expect(ids[0] == ids[1] && ids[1] != ids[2])
      let leaves = try await test.value("select string_agg(convert_from(leaf, 'UTF8'), '') from ledger.record")
      #expect(!leaves.lowercased().contains("ann@") && !leaves.contains("\"ben\""))
      #expect(try await test.findings() == [])
    }
  }

  @Test("are one however their accents are written")
  func accents() async throws {
    try await withTestLedger { test in
      try await test.ledger.append(.approval(by: "José"))
      // in another process, which knows nobody yet
      let ledger = try await test.another()
      let receipt = try await ledger.append(.approval(by: "Jose\u{301}"))
      #expect(try await approver(receipt.sequence, test.ledger) == approver(1, test.ledger))
      #expect(try await test.value("select count(*) from ledger.identity") == "1")
      await ledger.close()
    }
  }

  @Test(
    "are one however they spell themselves",
    arguments: [
      "noor@example.com", "NOOR@Example.com", " noor@example.com", "noor@example.com ", "noor\u{200B}@example.com",
      "noor\u{FF20}example.com", "Noor Ali <noor@example.com>", "\u{FEFF}Noor@example.com\u{A0}",
    ]
  )
  func spellings(_ spelling: String) async throws {
    try await withTestLedger { test in
      #expect(try await test.ledger.ids(of: ["noor@example.com"]).isEmpty)
      try await test.ledger.append(.approval(by: "noor@example.com"))
      let ledger = try await test.another()
      let known = try await ledger.ids(of: ["noor@example.com"])["noor@example.com"]
      #expect(try await ledger.ids(of: [spelling])[spelling] == known)
      #expect(known != nil)
      await ledger.close()
    }
  }

  @Test("get one id when many enrol them at once")
  func concurrentEnrolment() async throws {
    try await withTestLedger { test in
      try await withThrowingTaskGroup(of: Void.self) { group in
        for number in 0..<12 {
          let ledger = try await test.another()
          group.addTask {
            try await ledger.append(.approval(by: number % 2 == 0 ? "ann" : "Ann"))
            await ledger.close()
          }
        }
        try await group.waitForAll()
      }
      #expect(try await test.value("select count(*), count(distinct person) from ledger.identity") == "1|1")
      #expect(try await test.value("select count(distinct approver) from ledger.approval_record") == "1")
      #expect(try await test.ledger.head().size == 13)
    }
  }

  @Test("are enrolled while others append, and none waits for the other")
  func enrolmentAmongAppends() async throws {
    try await withTestLedger { test in
      try await withThrowingTaskGroup(of: Void.self) { group in
        for writer in 0..<8 {
          let ledger = try await test.another()
          group.addTask {
            for number in 0..<15 {
              try await ledger.append(writer % 2 == 0 ? .approval(by: "person-\(writer)-\(number)") : .gate(number))
            }
            await ledger.close()
          }
        }
        try await group.waitForAll()
      }
      #expect(try await test.ledger.head().size == 60 + 60 + 60)
      #expect(try await test.findings() == [])
    }
  }

  @Test("may be known by a new alias, which gets their id")
  func newAlias() async throws {
    try await withTestLedger { test in
      try await test.ledger.append(.approval(by: "ann@example.com"))
      try await test.ledger.addAlias("ANN-login", of: "ann@example.com")
      let receipt = try await test.ledger.append(.approval(by: "ann-login"))
      #expect(try await approver(receipt.sequence, test.ledger) == approver(1, test.ledger))
      #expect(try await test.findings() == [])
    }
  }

  @Test("may turn out to be one where two were known, which a record says")
  func sameAs() async throws {
    try await withTestLedger { test in
      try await test.ledger.append([.approval(by: "ann@example.com"), .approval(by: "ann")])
      try await test.ledger.addAlias("ann", of: "ann@example.com")
      let last = try await test.ledger.record(4).record
      #expect(last.kind == .person)
      let ids = [try await approver(2, test.ledger), try await approver(3, test.ledger)]
      #expect(last.data["same_as"]?.string == ids[0] && last.data["person"]?.string == ids[1])
    }
  }

  @Test("cannot be given an alias when nobody knows them, nor an empty one")
  func unknown() async throws {
    try await withTestLedger { test in
      await #expect(throws: LedgerError.self) { try await test.ledger.addAlias("x", of: "nobody") }
      await #expect(throws: LedgerError.self) { try await test.ledger.addAlias("", of: "nobody") }
      let head = try await test.ledger.head()
      #expect(head.size == 0)
    }
  }

  @Test("are forgotten for good, and no proof breaks")
  func forget() async throws {
    try await withTestLedger { test in
      try await test.ledger.append([.approval(by: "ann@example.com"), .approval(by: "ben")])
      try await test.ledger.addAlias("ann", of: "ann@example.com")
      let person = try await approver(2, test.ledger)
      let root = try await test.ledger.root(size: 5)
      let (sequence, erased) = try await test.ledger.forget("ANN", authority: "GDPR Art. 17")
      #expect(sequence == 5 && erased == 2)
      #expect(try await test.ledger.identities(of: [person]).isEmpty)
      #expect(try await test.ledger.root(size: 5) == root)
      #expect(try await test.findings() == [])
      // Who comes back is somebody new.
      let receipt = try await test.ledger.append(.approval(by: "ann"))
      #expect(try await approver(receipt.sequence, test.ledger) != person)
      await #expect(throws: LedgerError.self) { try await test.ledger.forget("nobody", authority: "x") }
    }
  }

  @Test("are forgotten under all of their ids, by whichever name", arguments: ["ann", "ann@example.com"])
  func forgetAliases(_ name: String) async throws {
    try await withTestLedger { test in
      try await test.ledger.append([
        .approval(by: "ann@example.com"), .approval(by: "ann"), .approval(by: "a.bell"), .approval(by: "ben"),
      ])
      try await test.ledger.addAlias("ann", of: "ann@example.com")
      try await test.ledger.addAlias("a.bell", of: "ann")
      let (_, erased) = try await test.ledger.forget(name, authority: "GDPR Art. 17")
      #expect(erased == 3)
      #expect(try await test.value("select string_agg(identity, ',') from ledger.identity") == "ben")
      #expect(try await test.findings() == [])
    }
  }

  @Test("keep the name that they were recorded by, whatever aliases they get")
  func firstName() async throws {
    try await withTestLedger { test in
      try await test.ledger.append(.approval(by: "noor@example.com"))
      let id = try await approver(1, test.ledger)
      try await test.ledger.addAlias("boss", of: "noor@example.com")
      #expect(try await test.ledger.identities(of: [id]) == [id: "noor@example.com"])
    }
  }

  @Test("were known by an alias from its record on")
  func aliasesInTime() async throws {
    try await withTestLedger { test in
      try await test.ledger.append(.approval(by: "noor@example.com"))
      try await test.ledger.addAlias("boss", of: "noor@example.com")
      let id = try await approver(1, test.ledger)
      #expect(try await test.ledger.ids(of: ["boss", "noor@example.com"], size: 2) == ["noor@example.com": id])
      #expect(try await test.ledger.ids(of: ["boss"], size: 3) == ["boss": id])
      #expect(try await test.ledger.ids(of: ["noor@example.com"], size: 0) == [:])
    }
  }

  @Test("lose their words for good when these are redacted, and no proof breaks")
  func redact() async throws {
    try await withTestLedger { test in
      let receipt = try await test.ledger.append(.approval(by: "ann", comment: "my phone is 555-1234"))
      let erased = try await test.ledger.redact(record: receipt.sequence, texts: ["comment"], authority: "GDPR")
      #expect(erased.erased == 1)
      let record = try await test.ledger.record(receipt.sequence)
      #expect(record.record.text.isEmpty)
      #expect(record.undisclosedText == ["comment"])
      #expect(try await test.findings() == [])
      let size = try await test.ledger.head().size
      for texts in [["comment"], ["other"], []] {
        await #expect(throws: LedgerError.self) {
          try await test.ledger.redact(record: receipt.sequence, texts: texts, authority: "GDPR")
        }
      }
      #expect(try await test.ledger.head().size == size)
    }
  }
}
