import LedgerStore
import Postgres
import PostgresTestServer
import Synchronization

/// Logins of the test server with the ledger's roles, which go with the test.
final class Logins: Sendable {
  enum Role: String, CaseIterable, Sendable {
    case writer, reader, auditor, signer, steward, nobody
  }

  private static let count = Atomic<Int>(0)

  private let test: TestLedger
  private let made = Mutex<[String]>([])

  init(_ test: TestLedger) {
    self.test = test
  }

  /// The settings of a new login.
  func configuration(_ role: Role, name: String = "") async throws -> ConnectionConfiguration {
    let login = "test_\(role)_\(name)_\(Self.count.add(1, ordering: .relaxed).newValue)"
    let grant = role == .nobody ? "" : "; grant release_ledger_\(role) to \(login)"
    try await test.server.run(sql: "create role \(login) login\(grant)")
    made.withLock { $0.append(login) }
    return try ConnectionConfiguration(test.server.url(database: test.database, user: login))
  }

  func ledger(_ role: Role, name: String = "") async throws -> Ledger {
    try await Ledger.open(configuration(role, name: name))
  }

  func remove() async throws {
    for login in made.withLock(\.self) { try await test.server.run(sql: "drop role \(login)") }
  }
}

extension TestLedger {
  func withLogins(_ body: (Logins) async throws -> Void) async throws {
    let logins = Logins(self)
    do {
      try await body(logins)
      try await logins.remove()
    } catch {
      // The body's own error is the one to report.
      try? await logins.remove()
      throw error
    }
  }
}
