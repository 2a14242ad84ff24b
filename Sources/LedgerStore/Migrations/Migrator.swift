internal import Crypto
internal import LedgerSQL
internal import Postgres
internal import ReleaseRecords

/// Brings a database's schema up to the one this program works with.
///
/// Migrations are numbered and only go forward. Each is applied once, in a transaction of its own, and is known by the
/// digest of its text afterwards. Of two programs that start at once one waits for the other.
struct Migrator {
  let connection: PostgresConnection
  var migrations = LedgerSQL.migrations

  /// Refuses a database that is older or newer than this program, or was made by other migrations.
  func check() async throws {
    let applied = try await applied()
    try compare(applied)
    if applied.isEmpty { throw SchemaProblem.absent }
    if applied.count < migrations.count { throw SchemaProblem.tooOld(applied: applied.count, known: migrations.count) }
  }

  /// Applies what is missing, and returns what was applied.
  ///
  /// - Parameter origin: the name of a new log. It gets it together with its first table: there is no log without a name.
  func migrate(origin: String) async throws -> [MigrationStatus] {
    // Any number will do that nothing else takes: it stands for "release-ledger migrates".
    try await connection.execute("select pg_advisory_lock(7236103125048617)")
    do {
      let missing = try await applyMissing(origin: origin)
      try await connection.execute("select pg_advisory_unlock(7236103125048617)")
      return missing
    } catch {
      _ = try? await connection.execute("select pg_advisory_unlock(7236103125048617)")
      throw error
    }
  }

  private func applyMissing(origin: String) async throws -> [MigrationStatus] {
    let before = try await applied()
    try compare(before)
    try await requireOwner()
    guard before.count < migrations.count else { return [] }
    try await connection.execute(script: LedgerSQL.bootstrap)
    for (index, migration) in migrations.enumerated().dropFirst(before.count) {
      try await connection.transaction {
        try await connection.execute("set local role release_ledger_owner")
        try await connection.execute(script: migration.text)
        if index == 0 { try await connection.execute("insert into ledger.head (origin) values (\(origin))") }
        let checksum = Self.checksum(migration.text)
        try await connection.execute(
          "insert into ledger.migration (number, name, checksum) values (\(index + 1), \(migration.name), \(checksum))"
        )
      }
    }
    return try await status().dropFirst(before.count).map(\.self)
  }

  /// Every migration this program has.
  func status() async throws -> [MigrationStatus] {
    let applied = try await applied()
    try compare(applied)
    try await requireOwner()
    return migrations.enumerated().map { index, migration in
      MigrationStatus(
        number: index + 1,
        name: migration.name,
        appliedAt: index < applied.count ? applied[index].appliedAt : nil
      )
    }
  }

  private func requireOwner() async throws {
    let owner = try await connection.query(
      "select pg_get_userbyid(nspowner) from pg_namespace where nspname = 'ledger'"
    )
    .first(as: String.self)
    if let owner, owner != "release_ledger_owner" { throw SchemaProblem.foreignOwner(owner) }
  }

  private typealias Applied = (number: Int, name: String, checksum: [UInt8], appliedAt: ReleaseRecords.Timestamp)

  private func applied() async throws -> [Applied] {
    do {
      return try await connection.query(
        "select number, name, checksum, applied_at from ledger.migration order by number"
      )
      .decode(as: (Int, String, [UInt8], ReleaseRecords.Timestamp).self)
    } catch let error as PostgresError where error.isMissingSchema {
      return []
    }
  }

  private func compare(_ applied: [Applied]) throws(SchemaProblem) {
    for (row, migration) in zip(applied, migrations) where row.checksum != Self.checksum(migration.text) {
      throw .edited(number: row.number, name: row.name)
    }
    if applied.count > migrations.count { throw .tooNew(applied: applied.count, known: migrations.count) }
  }

  private static func checksum(_ text: String) -> [UInt8] {
    Array(SHA256.hash(data: Array(text.utf8)))
  }
}

extension PostgresError {
  /// Whether the schema or its list of migrations is not there.
  fileprivate var isMissingSchema: Bool {
    sqlState == .undefinedTable || sqlState == "3F000"
  }
}
