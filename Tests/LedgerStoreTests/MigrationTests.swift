import LedgerSQL
import Postgres
import PostgresTestServer
import ReleaseRecords
import Testing

@testable import LedgerStore

@Suite("The migrations")
struct MigrationTests {
  private func withDatabase(_ body: (ConnectionConfiguration, PostgresConnection) async throws -> Void) async throws {
    try await TestServer.shared().withDatabase { url in
      let configuration = try ConnectionConfiguration(url)
      let connection = try await PostgresConnection.connect(configuration)
      try await body(configuration, connection)
      await connection.close()
    }
  }

  /// The schema as the catalogues tell it: columns, functions and rights.
  private func schema(_ connection: PostgresConnection) async throws -> [String] {
    try await connection.query(
      """
      select format('%s.%s %s %s', table_name, column_name, data_type, is_nullable)
      from information_schema.columns where table_schema = 'ledger'
      union all
      select format('%s %s %s', p.oid::regprocedure, md5(prosrc), proacl)
      from pg_proc p where pronamespace = 'ledger'::regnamespace
      union all
      select format('%s %s', relname, relacl) from pg_class where relnamespace = 'ledger'::regnamespace
      order by 1
      """
    )
    .decode(as: String.self)
  }

  @Test("lead one by one where all at once lead")
  func oneByOne() async throws {
    try await withDatabase { configuration, connection in
      for count in 1...LedgerSQL.migrations.count {
        let migrator = Migrator(connection: connection, migrations: Array(LedgerSQL.migrations.prefix(count)))
        let applied = try await migrator.migrate(origin: "one")
        #expect(applied.map(\.number) == [count])
        let status = try await migrator.status()
        #expect(!status.contains { $0.appliedAt == nil })
        if count < LedgerSQL.migrations.count {
          await #expect(throws: SchemaProblem.tooOld(applied: count, known: LedgerSQL.migrations.count)) {
            try await Migrator(connection: connection).check()
          }
        }
      }
      let stepwise = try await schema(connection)
      try await withDatabase { other, connection in
        #expect(try await Ledger.migrate(other).count == LedgerSQL.migrations.count)
        let atOnce = try await schema(connection)
        #expect(atOnce == stepwise)
      }
      #expect(try await Ledger.migrate(configuration).isEmpty)
      let ledger = try await Ledger.open(configuration)
      #expect(try await ledger.head().origin == "one")
      await ledger.close()
    }
  }

  @Test("are missed in a database without any")
  func absent() async throws {
    try await withDatabase { configuration, _ in
      await #expect {
        _ = try await Ledger.open(configuration)
      } throws: {
        if case LedgerError.schema(.absent) = $0 { true } else { false }
      }
      let status = try await Ledger.migrationStatus(configuration)
      #expect(!status.contains { $0.appliedAt != nil })
    }
  }

  @Test("are refused when a newer program has migrated")
  func tooNew() async throws {
    try await withDatabase { configuration, connection in
      try await Ledger.migrate(configuration)
      let count = LedgerSQL.migrations.count
      let older = Migrator(connection: connection, migrations: Array(LedgerSQL.migrations.dropLast()))
      await #expect(throws: SchemaProblem.tooNew(applied: count, known: count - 1)) { try await older.check() }
      await #expect(throws: SchemaProblem.tooNew(applied: count, known: count - 1)) {
        _ = try await older.migrate(origin: "x")
      }
    }
  }

  @Test("are refused when one was edited after it was applied")
  func edited() async throws {
    try await withDatabase { configuration, connection in
      try await Ledger.migrate(configuration)
      var migrations = LedgerSQL.migrations
      migrations[2].text += "\n-- a remark"
      let editor = Migrator(connection: connection, migrations: migrations)
      await #expect(throws: SchemaProblem.edited(number: 3, name: migrations[2].name)) { try await editor.check() }
      await #expect(throws: SchemaProblem.self) { _ = try await editor.migrate(origin: "x") }
    }
  }

  @Test("are refused where the schema belongs to somebody else, as after a restore without the roles")
  func foreignOwner() async throws {
    try await withDatabase { configuration, connection in
      try await Ledger.migrate(configuration)
      try await connection.execute("alter schema ledger owner to current_user")
      let owner = try await connection.query("select current_user::text").single(as: String.self)
      let migrator = Migrator(connection: connection)
      await #expect(throws: SchemaProblem.foreignOwner(owner)) { _ = try await migrator.status() }
      await #expect(throws: SchemaProblem.foreignOwner(owner)) { _ = try await migrator.migrate(origin: "x") }
    }
  }

  @Test("leave nothing of one that fails, and keep those before it")
  func failing() async throws {
    try await withDatabase { _, connection in
      let broken = LedgerSQL.migrations + [("broken", "create table ledger.half (); select 1 / 0;")]
      await #expect(throws: PostgresError.self) {
        _ = try await Migrator(connection: connection, migrations: broken).migrate(origin: "x")
      }
      try await Migrator(connection: connection).check()
      #expect(try await connection.query("select to_regclass('ledger.half') is null").single(as: Bool.self))
      let mended = LedgerSQL.migrations + [("mended", "create table ledger.whole ();")]
      let applied = try await Migrator(connection: connection, migrations: mended).migrate(origin: "y")
      #expect(applied.map(\.name) == ["mended"])
    }
  }

  @Test("leave no log without a name: a name that no log can have is refused with the first")
  func badOrigin() async throws {
    try await withDatabase { configuration, _ in
      await #expect {
        try await Ledger.migrate(configuration, origin: "two words")
      } throws: {
        if case LedgerError.refused = $0 { true } else { false }
      }
      try await Ledger.migrate(configuration, origin: "one")
      let ledger = try await Ledger.open(configuration)
      #expect(try await ledger.head().origin == "one")
      await ledger.close()
    }
  }

  @Test("are applied once when several programs start at once")
  func atOnce() async throws {
    try await withDatabase { configuration, connection in
      let applied = try await withThrowingTaskGroup(of: Int.self) { group in
        for _ in 0..<4 { group.addTask { try await Ledger.migrate(configuration).count } }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(applied.sorted() == [0, 0, 0, LedgerSQL.migrations.count])
      #expect(try await connection.query("select count(*) from ledger.head").single(as: Int.self) == 1)
    }
  }

  @Test("make the roles once when several databases of a new cluster are migrated at once")
  func databasesAtOnce() async throws {
    let server = try await TestServer.start()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<6 {
        group.addTask {
          try await server.withDatabase { url in
            try await Ledger.migrate(ConnectionConfiguration(url))
            let ledger = try await Ledger.open(ConnectionConfiguration(url))
            try await ledger.append(.gate(1))
            await ledger.close()
          }
        }
      }
      try await group.waitForAll()
    }
    try await server.stop()
  }

  @Test("need no superuser, only somebody who may make roles and owns the database")
  func notSuperuser() async throws {
    let server = try await TestServer.start()
    try await server.run(sql: "create role admin login createrole")
    try await server.run(sql: "create database owned owner admin")
    let configuration = try ConnectionConfiguration(server.url(database: "owned", user: "admin"))
    try await Ledger.migrate(configuration)
    let ledger = try await Ledger.open(configuration)
    try await ledger.append(.gate(1))
    #expect(try await ledger.verify().findings == [])
    #expect(try await ledger.record(0).recordedBy == "admin")
    await ledger.close()
    try await server.run(sql: "create role weak login")
    await #expect {
      try await Ledger.migrate(ConnectionConfiguration(server.url(user: "weak")))
    } throws: {
      if case LedgerError.notPermitted = $0 { true } else { false }
    }
    try await server.stop()
  }

  @Test("refuse a database of another encoding than UTF-8")
  func encoding() async throws {
    let server = try await TestServer.shared()
    try await server.run(sql: "create database latin encoding 'LATIN1' locale 'C' template template0")
    await #expect {
      try await Ledger.migrate(ConnectionConfiguration(server.url(database: "latin")))
    } throws: {
      if case LedgerError.refused(let message, _, _) = $0 { message.contains("LATIN1") } else { false }
    }
    try await server.run(sql: "drop database latin")
  }
}
