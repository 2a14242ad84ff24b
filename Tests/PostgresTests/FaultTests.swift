import Postgres
import PostgresTestServer
import Testing

@Suite("Faults")
struct FaultTests {
  private func terminate(_ processID: Int) async throws {
    try await Database.withConnection { killer in
      let isSent = try await killer.query("select pg_terminate_backend(\(Int32(processID)), 10000)").single(
        as: Bool.self
      )
      try #require(isSent)
    }
  }

  /// Returns once a server's process is busy with a statement.
  private func untilBusy(_ processID: Int, _ server: TestServer) async throws {
    let question = "select state from pg_stat_activity where pid = \(processID)"
    while try await server.run(sql: question) != "active" {}
  }

  @Test("A backend killed while idle is noticed by itself, and no statement is sent into the void")
  func killedIdle() async throws {
    let connection = try await Database.connection()
    try await terminate(await connection.processID)
    #expect(await eventually { !connection.isAlive })
    let lost = try #require(await failure { try await connection.query("select 1") }?.connectionFailure)
    #expect(lost.stage == .idle)
    #expect(lost.server?.sqlState == .adminShutdown)
    #expect(lost.isRetryable)
  }

  @Test("A backend killed under a statement leaves its outcome unknown, and says so")
  func killedBusy() async throws {
    let connection = try await Database.connection()
    let processID = await connection.processID
    let task = Task { try await connection.query("select pg_sleep(600)") }
    try await untilBusy(processID, TestServer.shared())
    try await terminate(processID)
    let lost = try #require(await failure { try await task.value }?.connectionFailure)
    #expect(lost.stage == .underWay)
    #expect(lost.server?.sqlState == .adminShutdown)
    #expect(!connection.isAlive)
    #expect(await failure { try await connection.query("select 1") }?.connectionFailure?.stage == .idle)
  }

  @Test(
    "A backend killed under a transaction, a pipeline and a COPY",
    arguments: ["transaction", "pipeline", "in", "out"]
  )
  func killedInScope(scope: String) async throws {
    let connection = try await Database.connection()
    try await connection.execute(script: "create temp table t (id int8)")
    let processID = await connection.processID
    let error = await failure {
      switch scope {
      case "transaction":
        try await connection.transaction {
          try await terminate(processID)
          try await connection.execute("insert into t values (\(1))")
        }
      case "pipeline":
        try await connection.pipeline { pipeline in
          try await pipeline.send("select 1")
          try await terminate(processID)
          for id in 0..<1000 { try await pipeline.send("insert into t values (\(id))") }
        }
      case "in":
        try await connection.copyIn("copy t from stdin (format binary)") { copy in
          try await terminate(processID)
          for id in 0..<1_000_000 { try await copy.write(row: id) }
        }
      default:
        try await connection.copyOut("copy (select generate_series(1, 10000000)) to stdout") { chunks in
          try await terminate(processID)
          for try await _ in chunks {}
        }
      }
    }
    #expect(error?.connectionFailure != nil)
    #expect(!connection.isAlive)
  }

  @Test("A server killed and started again is found by the pool")
  func restart() async throws {
    let server = try await TestServer.start()
    let pool = PostgresPool(try ConnectionConfiguration(server.url()), limits: PoolLimits(connections: 2))
    #expect(try await pool.query("select 1").single(as: Int.self) == 1)
    let connection = try await PostgresConnection.connect(pool.configuration)
    let processID = await connection.processID
    let task = Task { try await connection.query("select pg_sleep(600)") }
    try await untilBusy(processID, server)
    try await server.kill()
    #expect(await failure { try await task.value }?.connectionFailure?.stage == .underWay)
    // Asked for while the server is away, and answered once it is back.
    let answer = Task { try await pool.query("select 2").single(as: Int.self) }
    try await Task.sleep(for: .milliseconds(200))
    try await server.restart()
    #expect(try await answer.value == 2)
    try await server.restart()
    #expect(try await pool.query("select 3").single(as: Int.self) == 3)
    await pool.close()
    try await server.stop()
  }

  // MARK: The network

  private static let tcpServer = Task {
    try await TestServer.start(configuration: TestServerConfiguration(tcp: TestServerConfiguration.TCP()))
  }

  private func withProxy(
    _ configure: (inout ConnectionConfiguration) -> Void = { _ in },
    _ body: (PostgresConnection, FragileProxy) async throws -> Void
  ) async throws {
    let server = try await Self.tcpServer.value
    let proxy = try FragileProxy(to: server.port)
    var configuration = try ConnectionConfiguration(server.tcpURL())
    configuration["port"] = "\(proxy.port)"
    configure(&configuration)
    let connection = try await PostgresConnection.connect(configuration)
    try await body(connection, proxy)
    await connection.close()
    proxy.close()
  }

  @Test("A network that breaks under a statement")
  func brokenNetwork() async throws {
    try await withProxy { connection, proxy in
      #expect(try await connection.query("select 1").single(as: Int.self) == 1)
      let processID = await connection.processID
      let task = Task { try await connection.query("select pg_sleep(600)") }
      try await untilBusy(processID, Self.tcpServer.value)
      proxy.close()
      let lost = try #require(await failure { try await task.value }?.connectionFailure)
      #expect(lost.stage == .underWay)
      #expect(lost.isRetryable)
      #expect(!connection.isAlive)
    }
  }

  @Test("A network that breaks under a COPY")
  func brokenCopy() async throws {
    try await withProxy { connection, proxy in
      let error = await failure {
        try await connection.copyOut("copy (select generate_series(1, 100000000)) to stdout") { chunks in
          for try await _ in chunks { proxy.close() }
        }
      }
      #expect(error?.connectionFailure?.stage == .underWay)
    }
  }

  @Test("A network that swallows everything: cancelled, the task does not wait for it")
  func silentNetworkCancelled() async throws {
    try await withProxy({ $0.grace = .milliseconds(200) }) { connection, proxy in
      let processID = await connection.processID
      let task = Task { try await connection.query("select pg_sleep(600)") }
      try await untilBusy(processID, Self.tcpServer.value)
      proxy.swallow()
      task.cancel()
      #expect(await failure { try await task.value } == .cancelled)
      #expect(!connection.isAlive)
    }
  }

  @Test("A network that swallows everything: the statement's time limit holds all the same")
  func silentNetworkTimedOut() async throws {
    try await withProxy({
      $0.statementTimeout = .milliseconds(200)
      $0.grace = .milliseconds(200)
    }) { connection, proxy in
      #expect(try await connection.query("select 1").single(as: Int.self) == 1)
      proxy.swallow()
      let lost = try #require(await failure { try await connection.query("select 1") }?.connectionFailure)
      #expect(lost.stage == .underWay)
      #expect(lost.reason == "the server does not answer")
    }
  }
}
