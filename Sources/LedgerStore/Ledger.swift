internal import Crypto
public import Postgres
internal import ReleaseRecords
internal import TransparencyLog

/// A ledger in a PostgreSQL database.
///
/// ```swift
/// let ledger = try await Ledger.open(try ConnectionConfiguration("postgresql://ci@db1,db2/releases"))
/// let receipt = try await ledger.append(record)
/// ```
///
/// It keeps one connection, opened anew when it breaks, so its calls run one after another. Every method throws
/// ``LedgerError``.
public actor Ledger {
  let configuration: ConnectionConfiguration
  /// What this machine remembers of the log, against which it is compared before anything is appended.
  let memory: HeadMemory?
  private(set) var connection: PostgresConnection
  /// The connection being made in place of a broken one, for all who need it meanwhile.
  private var nextConnection: Task<PostgresConnection, any Error>?
  /// The people found so far: random ids by identity.
  var people: [String: String] = [:]
  var isCompared = false
  /// Why this machine does not remember where the log stands, where it tried and could not.
  public internal(set) var memoryProblem: String?

  private init(_ configuration: ConnectionConfiguration, memory: HeadMemory?, connection: PostgresConnection) {
    self.configuration = configuration
    self.memory = memory
    self.connection = connection
  }

  /// Connects to a ledger, and refuses one whose schema this program does not work with.
  ///
  /// - Parameter memory: where this machine remembers the log's last head; nil for a ledger that is only read.
  public static func open(
    _ configuration: ConnectionConfiguration,
    memory: HeadMemory? = nil
  ) async throws -> Ledger {
    let configuration = inSession(configuration)
    return try await translatingErrors {
      let connection = try await PostgresConnection.connect(configuration)
      try await Migrator(connection: connection).check()
      return Ledger(configuration, memory: memory, connection: connection)
    }
  }

  /// Applies the migrations that a database lacks, and names the log where it is new.
  ///
  /// - Parameter origin: the name of a new log, unique among all logs: `ledger.example.com/payments`; made up where nil.
  /// - Returns: the migrations applied.
  @discardableResult
  public static func migrate(
    _ configuration: ConnectionConfiguration,
    origin: String? = nil
  ) async throws -> [MigrationStatus] {
    try await translatingErrors {
      let connection = try await PostgresConnection.connect(inSession(configuration))
      let applied = try await Migrator(connection: connection)
        .migrate(origin: origin ?? "release-ledger/\(base64URL(randomBytes(12)))")
      await connection.close()
      return applied
    }
  }

  /// Every migration of this program, and when the database got it.
  public static func migrationStatus(_ configuration: ConnectionConfiguration) async throws -> [MigrationStatus] {
    try await translatingErrors {
      let connection = try await PostgresConnection.connect(inSession(configuration))
      let status = try await Migrator(connection: connection).status()
      await connection.close()
      return status
    }
  }

  /// A configuration with the settings that answers depend on, whatever the login, the database or the environment has
  /// for a default: the same question has the same answer, names mean what the schema's own functions mean by them, and
  /// a policy that hides rows from somebody is an error and not a shorter log.
  static func inSession(_ configuration: ConnectionConfiguration) -> ConnectionConfiguration {
    var configuration = configuration
    configuration.sessionSettings = [
      "bytea_output": "hex", "datestyle": "ISO,YMD", "extra_float_digits": "1", "intervalstyle": "postgres",
      "row_security": "off", "search_path": "pg_catalog,pg_temp", "standard_conforming_strings": "on",
      "timezone": "UTC", "transform_null_equals": "off",
    ]
    return configuration
  }

  /// Runs `body` on the thread of the ledger's connection, as far as it is not isolated to another actor.
  ///
  /// ```swift
  /// try await ledger.onOwnThread {
  ///   for record in records { receipts.append(try await ledger.append(record)) }
  /// }
  /// ```
  /// For one call after another: none of them costs a way from one thread to another and back. What `body` does beside
  /// holds the connection up.
  public nonisolated(nonsending) func onOwnThread<T>(_ body: nonisolated(nonsending) () async throws -> T)
    async rethrows -> T
  {
    try await connection.onOwnThread(body)
  }

  /// Closes the connection.
  public func close() async {
    await connection.close()
  }

  /// Where the log stands now.
  public func head() async throws -> Head {
    try await withConnection { connection in
      // The limits are for the planner. Without them it expects so many heads and leaves of a table without statistics that
      // it has the statement compiled first, which takes a third of a second.
      let row = try await connection.query(
        """
        select
          origin, size, frontier, nullif(recorded_at, '-infinity'),
          (
            select string_agg(leaf_hash, '' order by sequence) filter (where leaf_hash = sha256('\\x00'::bytea || leaf))
            from (
              select sequence, leaf, leaf_hash from ledger.record
              where sequence >= size - size % 256 and sequence < size order by sequence limit 255
            ) last
          )
        from (select * from ledger.head limit 1) head
        """
      )
      .first(as: (String, Int, [UInt8], ReleaseRecords.Timestamp?, [UInt8]?).self)
      guard let (origin, size, tiles, recordedAt, leafHashes) = row else {
        throw LedgerError.corrupt(sequence: nil, "the log's head is missing")
      }
      do {
        var frontier = try Frontier(size: size & ~(Tile.fullWidth - 1), bytes: tiles)
        frontier.append(contentsOf: Hash.list(leafHashes ?? []) ?? [])
        return Head(
          origin: origin,
          size: Int64(size),
          frontier: frontier.size == size ? frontier : nil,
          recordedAt: recordedAt
        )
      } catch {
        throw LedgerError.corrupt(sequence: nil, "the head is no tree's: \(error)")
      }
    }
  }

  /// Runs work on a live connection, and translates what it throws.
  package func withConnection<Result: Sendable>(
    _ work: (PostgresConnection) async throws -> Result
  ) async throws -> Result {
    try await Self.translatingErrors {
      if !connection.isAlive { try await reconnect() }
      return try await work(connection)
    }
  }

  private func reconnect() async throws {
    if let nextConnection {
      _ = try await nextConnection.value
      return
    }
    let configuration = configuration
    let next = Task { try await PostgresConnection.connect(configuration) }
    nextConnection = next
    defer { nextConnection = nil }
    connection = try await next.value
    // Another server may have answered, with another past: what was known of the log is looked up again.
    isCompared = false
    people = [:]
  }

  static func translatingErrors<Result>(
    isolation: isolated (any Actor)? = #isolation,
    _ work: () async throws -> Result
  ) async throws -> Result {
    do {
      return try await work()
    } catch let error as PostgresError {
      throw LedgerError(error)
    } catch let problem as SchemaProblem {
      throw LedgerError.schema(problem)
    }
  }
}
