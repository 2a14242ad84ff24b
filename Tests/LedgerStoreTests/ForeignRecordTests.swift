import LedgerStore
import Postgres
import PostgresTestServer
import ReleaseRecords
import Testing

@Suite("What a login appends past the program")
struct ForeignRecordTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let body: String
    /// Whether it can be read, although it is not what it should be.
    var isRead = false
  }

  static let cases = [
    Case(
      testDescription: "members in another order",
      body: #"{"kind":"gate","service":"s","version":"1.0.0","data":{"gate":"g","outcome":"passed"}}"#
    ),
    Case(
      testDescription: "spaces",
      body: #"{"data": {"gate":"g","outcome":"passed"},"kind":"gate","service":"s","version":"1.0.0"}"#
    ),
    Case(
      testDescription: "a version that is none",
      body: #"{"data":{"gate":"g","outcome":"passed"},"kind":"gate","service":"s","version":"newest"}"#
    ),
    Case(
      testDescription: "a source in a list",
      body: #"{"data":{"gate":"g","outcome":"passed"},"kind":"gate","service":"s","source":["ci"],"version":"1.0.0"}"#
    ),
    Case(
      testDescription: "a time in words",
      body: #"{"data":{"gate":"g","outcome":"passed"},"kind":"gate","occurred_at":"yesterday","service":"s"}"#
    ),
    Case(
      testDescription: "a field that there is not",
      body: #"{"data":{"gate":"g","outcome":"passed","weather":"fair"},"kind":"gate","service":"s"}"#,
      isRead: true
    ),
    Case(
      testDescription: "a number for a word",
      body: #"{"data":{"gate":1,"outcome":"passed"},"kind":"gate","service":"s"}"#,
      isRead: true
    ),
    Case(
      testDescription: "a correction in another order",
      body: #"{"kind":"correction","data":{"authority":"qa","record":0}}"#
    ),
  ]

  @Test("is found, and set aside by a correction", arguments: cases)
  func setAside(_ foreign: Case) async throws {
    try await withTestLedger { test in
      try await test.ledger.append(.gate(0))
      _ = try await test.value("select count(*) from ledger.append(array['\(foreign.body)'], array[null])")
      try await test.ledger.append(.gate(2))
      let findings = try await test.ledger.verify().findings
      guard case .leaf(sequence: 1, _) = findings.first, findings.count == 1 else {
        Issue.record("\(findings)")
        return
      }
      if !foreign.isRead {
        let error = await #expect(throws: LedgerError.self) { try await test.ledger.records(RecordQuery()) }
        #expect(error?.description.contains("`record correction --record 1` withdraws it") == true)
      }
      try await test.ledger.append(
        Record(.correction, data: ["record": 1, "authority": "qa"], text: ["reason": "no record"])
      )
      let verification = try await test.ledger.verify()
      #expect(verification.findings == [])
      #expect(verification.checks.first?.contains("1 leaves are no records, and withdrawn") == true)
      let readable: [Int64] = foreign.isRead ? [0, 1, 2, 3] : [0, 2, 3]
      #expect(try await test.ledger.records(RecordQuery()).map(\.sequence) == readable)
      var paged: [Int64] = []
      try await test.ledger.forEachRecord(RecordQuery()) { paged.append($0.sequence) }
      #expect(paged == readable)
      if !foreign.isRead {
        await #expect(throws: LedgerError.self) { try await test.ledger.record(1) }
      }
    }
  }

  @Test("is refused when it is said to happen more than a day ahead, alone and among others")
  func future() async throws {
    try await withTestLedger { test in
      let connection = try await PostgresConnection.connect(test.configuration)
      func body(hoursAhead hours: Int) -> String {
        let instant = Timestamp(microseconds: Timestamp.now.microseconds + Int64(hours) * 3_600_000_000)
        return #"{"data":{"gate":"g","outcome":"passed"},"kind":"gate","occurred_at":"\#(instant)","service":"s"}"#
      }
      func append(_ bodies: [String]) async throws {
        try await connection.execute(
          bodies.count == 1
            ? "select from ledger.append_one(\(bodies[0]), null, '{}')"
            : "select from ledger.append(\(bodies), array_fill(null::text, array[cardinality(\(bodies))]))"
        )
      }
      let (near, far) = (body(hoursAhead: 23), body(hoursAhead: 25))
      for bodies in [[far], [near, far]] {
        let error = await #expect(throws: PostgresError.self) { try await append(bodies) }
        #expect(error?.sqlState == "RL002", "\(bodies.count): \(String(describing: error))")
      }
      try await append([near])
      try await append([near, near])
      #expect(try await test.ledger.head().size == 3)
    }
  }

  @Test(
    "is refused in arrays of another shape, in which a key would not be found",
    arguments: ["'[0:0]={k}'", "'{{k}}'", "'{}'", "'{k,l}'", "null"]
  )
  func shapes(_ keys: String) async throws {
    try await withTestLedger { test in
      let connection = try await PostgresConnection.connect(test.configuration)
      let bodies = #"array['{"data":{"gate":"g","outcome":"passed"},"kind":"gate","service":"s"}']"#
      for arguments in ["\(bodies), \(keys)", "'[0:0]={x}', array['k']", "'{}', '{}'", "null, null"] {
        let error = await #expect(throws: PostgresError.self) {
          try await connection.execute(script: "select from ledger.append(\(arguments))")
        }
        #expect(error?.sqlState == "RL002", "\(arguments)")
      }
      #expect(try await test.ledger.head().size == 0)
    }
  }

  @Test("is still found when it was altered afterwards")
  func altered() async throws {
    try await withTestLedger { test in
      _ = try await test.value("select count(*) from ledger.append(array['\(Self.cases[0].body)'], array[null])")
      try await test.ledger.append(
        Record(.correction, data: ["record": 0, "authority": "qa"], text: ["reason": "no record"])
      )
      #expect(try await test.ledger.verify().findings == [])
      try await test.tamper(
        """
        update ledger.record set leaf = convert_to(replace(convert_from(leaf, 'UTF8'), 'passed', 'failed'), 'UTF8')
        where sequence = 0
        """
      )
      #expect(try await test.ledger.verify().findings != [])
    }
  }
}
