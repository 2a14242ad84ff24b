import Postgres
import PostgresTestServer
import Testing

@Suite("Connections")
struct ConnectionTests {
  private static let passwordServer = Task {
    let server = try await TestServer.start(
      configuration: TestServerConfiguration(tcp: TestServerConfiguration.TCP(password: "s3cret word", tls: true))
    )
    try await server.run(sql: "create role late login password 's3cret word' valid until '2000-01-01'")
    return server
  }

  /// A configuration for the server that asks for a password and lets only TLS in.
  private func login(_ change: (inout ConnectionConfiguration, TestServer) -> Void) async throws
    -> ConnectionConfiguration
  {
    let server = try await Self.passwordServer.value
    var configuration = try ConnectionConfiguration(server.tcpURL())
    configuration["password"] = "s3cret word"
    configuration["sslmode"] = "verify-full"
    configuration["sslrootcert"] = server.rootCertificate
    change(&configuration, server)
    return configuration
  }

  @Test("A password is asked for by SCRAM over a verified TLS connection")
  func passwordAndTLS() async throws {
    let connection = try await PostgresConnection.connect(try await login { _, _ in })
    #expect(await connection.usesTLS)
    #expect(try await connection.query("select current_user::text").single(as: String.self) == "postgres")
    // More than one TLS record, and more than libpq reads at a time.
    for size in [1, 8_000, 16_384, 100_000, 3_000_000] {
      let bytes = [UInt8](repeating: 7, count: size)
      #expect(try await connection.query("select \(bytes)").single(as: [UInt8].self) == bytes)
    }
    let sum = try await connection.copyRows(
      "copy (select repeat('x', 1000) from generate_series(1, 20000)) to stdout (format binary)",
      into: 0
    ) { sum, row in sum += try row.bytes(0).count }
    #expect(sum == 20_000_000)
    await connection.close()
  }

  @Test(
    "A refused login is told by its code, is not worth a retry, and its password never shows",
    arguments: [
      ("password", "wrong s3cret", SQLState.invalidPassword), ("user", "late", .invalidPassword),
      ("user", "nobody", .invalidPassword), ("sslmode", "disable", .invalidAuthorization),
      ("dbname", "nowhere", .unknownDatabase),
    ]
  )
  func refusedLogin(keyword: String, value: String, code: SQLState) async throws {
    let configuration = try await login { configuration, _ in configuration[keyword] = value }
    let error = await failure { try await PostgresConnection.connect(configuration) }
    let refusal = try #require(error?.connectionFailure)
    #expect(refusal.stage == .connecting)
    #expect(refusal.server?.sqlState == code)
    #expect(!refusal.isRetryable)
    #expect(!"\(refusal) \(String(reflecting: error))".contains("s3cret"))
    #expect(!refusal.reason.contains("LOCATION"))
  }

  @Test("A certificate of someone else is refused")
  func wrongCertificate() async throws {
    let configuration = try await login { configuration, _ in configuration["sslrootcert"] = "/etc/passwd" }
    let error = await failure { try await PostgresConnection.connect(configuration) }
    #expect(error?.connectionFailure?.stage == .connecting)
  }

  @Test("Of several hosts the first that is there takes the connection")
  func severalHosts() async throws {
    let url = try await TestServer.shared().url()
    var configuration = try ConnectionConfiguration(url)
    let host = try #require(configuration["host"])
    configuration["host"] = "/nowhere/at/all,\(host)"
    configuration["port"] = "1,\(configuration["port"] ?? "5432")"
    let connection = try await PostgresConnection.connect(configuration)
    #expect(await connection.server.host == host)
    await connection.close()
    configuration["host"] = "/nowhere/at/all,/nor/here"
    let error = await failure { try await PostgresConnection.connect(configuration) }
    #expect(error?.connectionFailure?.reason.contains("/nor/here") == true)
    #expect(error?.isRetryable == true)
  }

  @Test("A host that takes connections and stays silent is passed over in time")
  func silentHost() async throws {
    let silence = try ListeningSocket()
    defer { withExtendedLifetime(silence) {} }
    var configuration = try ConnectionConfiguration(try await TestServer.shared().url())
    let host = try #require(configuration["host"])
    configuration["host"] = "127.0.0.1,\(host)"
    configuration["port"] = "\(silence.port),\(configuration["port"] ?? "5432")"
    configuration.connectTimeout = .seconds(2)
    let connection = try await PostgresConnection.connect(configuration)
    #expect(await connection.server.host == host)
    await connection.close()
    configuration["host"] = "127.0.0.1"
    configuration["port"] = "\(silence.port)"
    let error = await failure { try await PostgresConnection.connect(configuration) }
    #expect(error?.connectionFailure?.reason == "127.0.0.1 port \(silence.port) did not answer within 2.0 seconds")
  }

  @Test("A cancelled task stops connecting")
  func cancelledConnect() async throws {
    let silence = try ListeningSocket()
    defer { withExtendedLifetime(silence) {} }
    let configuration = try ConnectionConfiguration("postgresql://a@127.0.0.1:\(silence.port)/b?connect_timeout=600")
    let task = Task { try await PostgresConnection.connect(configuration) }
    try await Task.sleep(for: .milliseconds(50))
    task.cancel()
    #expect(await failure { try await task.value } == .cancelled)
  }

  @Test("Who wants to write passes a server over that only reads")
  func sessionAttributes() async throws {
    let reader = try await TestServer.start(
      configuration: TestServerConfiguration(settings: ["default_transaction_read_only": "on"])
    )
    var configuration = try ConnectionConfiguration(try await TestServer.shared().url())
    let writerHost = try #require(configuration["host"])
    let readerHost = try #require(try ConnectionConfiguration(reader.url())["host"])
    configuration["host"] = "\(readerHost),\(writerHost)"
    for (wanted, host) in [("any", readerHost), ("read-write", writerHost), ("read-only", readerHost)] {
      configuration["target_session_attrs"] = wanted
      let connection = try await PostgresConnection.connect(configuration)
      #expect(await connection.server.host == host)
      #expect(await connection.parameter("in_hot_standby") == "off")
      await connection.close()
    }
    try await reader.stop()
  }

  @Test("It reports what the server says of itself")
  func parameters() async throws {
    try await Database.withConnection({ $0["application_name"] = "tests" }) { connection in
      #expect(await connection.serverVersion >= 150_000)
      #expect(await connection.parameter("server_version")?.isEmpty == false)
      #expect(await connection.parameter("client_encoding") == "UTF8")
      #expect(await connection.parameter("application_name") == "tests")
      #expect(await connection.parameter("no_such_parameter") == nil)
      #expect(await !connection.usesTLS)
    }
  }

  @Test("Its states are idle, in a transaction, in a failed one, and closed")
  func states() async throws {
    let connection = try await Database.connection()
    #expect(connection.isAlive)
    #expect(await connection.transactionStatus == .idle)
    try await connection.execute("begin")
    #expect(await connection.transactionStatus == .open)
    let own = await failure { try await connection.transaction {} }
    #expect(own == .misuse("a transaction was begun on it by a statement of its own"))
    _ = await failure { try await connection.query("select 1/0") }
    #expect(await connection.transactionStatus == .failed)
    #expect(await failure { try await connection.query("select 1") }?.sqlState == .failedTransaction)
    try await connection.execute("rollback")
    #expect(await connection.transactionStatus == .idle)
    await connection.close()
    await connection.close()
    #expect(!connection.isAlive)
    #expect(await connection.transactionStatus == .unknown)
    let closed = "the database connection is closed: it was closed"
    #expect(await failure { try await connection.query("select 1") }?.description == closed)
    #expect(await failure { try await connection.execute(script: "select 1") }?.description == closed)
    #expect(await failure { try await connection.pipeline { _ in } }?.description == closed)
    #expect(await failure { try await connection.transaction {} }?.description == closed)
    #expect(await failure { try await connection.copyIn("copy t from stdin") { _ in } }?.description == closed)
    #expect(await failure { try await connection.copyOut("copy t to stdout") { _ in } }?.description == closed)
    #expect(await failure { try await connection.listen(to: "x") { _ in } }?.description == closed)
  }

  @Test("One that is let go of without a close ends on the server")
  func abandoned() async throws {
    var connection: PostgresConnection? = try await Database.connection()
    let processID = Int32(try #require(await connection?.processID))
    connection = nil
    try await Database.withConnection { observer in
      let isGone = try await eventually {
        try await observer.query("select count(*) from pg_stat_activity where pid = \(processID)")
          .single(as: Int.self) == 0
      }
      #expect(isGone)
    }
  }
}
