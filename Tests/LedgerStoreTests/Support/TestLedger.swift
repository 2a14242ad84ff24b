import LedgerStore
import Postgres
import PostgresTestServer
import ReleaseRecords

/// A ledger in a database of its own, which goes with the test.
struct TestLedger {
  static let origin = "ledger.example.com/test"

  let ledger: Ledger
  let server: TestServer
  let database: String

  var configuration: ConnectionConfiguration {
    get throws { try ConnectionConfiguration(server.url(database: database)) }
  }

  /// Another connection to the same ledger.
  func another(memory: HeadMemory? = nil) async throws -> Ledger {
    try await Ledger.open(configuration, memory: memory)
  }

  /// Runs statements as a superuser, whom no trigger and no foreign key stops.
  @discardableResult
  func tamper(_ sql: String) async throws -> String {
    try await server.run(sql: "set session_replication_role = replica; \(sql)", database: database)
  }

  func value(_ sql: String) async throws -> String {
    try await server.run(sql: sql, database: database)
  }

  /// What `verify` finds, in words.
  func findings() async throws -> [String] {
    try await ledger.verify().findings.map(\.description)
  }
}

func withTestLedger(on server: TestServer? = nil, _ body: (TestLedger) async throws -> Void) async throws {
  let server = if let server { server } else { try await TestServer.shared() }
  try await server.withDatabase { url in
    let configuration = try ConnectionConfiguration(url)
    try await Ledger.migrate(configuration, origin: TestLedger.origin)
    let ledger = try await Ledger.open(configuration)
    try await body(TestLedger(ledger: ledger, server: server, database: configuration["dbname"] ?? ""))
    await ledger.close()
  }
}

extension Record {
  /// The result of a gate, one like the other but for its number.
  static func gate(_ number: Int, outcome: String = "passed", key: String? = nil) -> Record {
    Record(
      .gate,
      service: "checkout",
      version: SemanticVersion("1.2.3"),
      data: ["gate": .string("gate-\(number)"), "outcome": .string(outcome)],
      key: key
    )
  }

  /// The same in place of the record at a position.
  func amending(_ sequence: Int64) -> Record {
    var record = self
    record.amends = sequence
    return record
  }

  /// An approval, with a person and words.
  static func approval(by approver: String, comment: String? = nil, key: String? = nil) -> Record {
    Record(
      .approval,
      service: "checkout",
      version: SemanticVersion("1.2.3"),
      data: ["role": "qa-lead", "decision": "approved", "approver": .string(approver)],
      text: comment.map { ["comment": $0] } ?? [:],
      key: key
    )
  }
}
