import Postgres
import PostgresTestServer
import Synchronization
import Testing

@Suite("The pool")
struct PoolTests {
  private func withPool(
    _ limits: PoolLimits,
    _ body: (PostgresPool) async throws -> Void
  ) async throws {
    let pool = PostgresPool(try ConnectionConfiguration(try await TestServer.shared().url()), limits: limits)
    do {
      try await body(pool)
      await pool.close()
    } catch {
      await pool.close()
      throw error
    }
  }

  /// Borrows a connection, and gives it back when told to.
  private func borrow(_ pool: PostgresPool) async throws -> (
    giveBack: @Sendable () -> Void, task: Task<Void, any Error>
  ) {
    let (stream, continuation) = AsyncStream.makeStream(of: Void.self)
    let (isHeld, held) = AsyncStream.makeStream(of: Void.self)
    let task = Task {
      try await pool.withConnection { _ in
        held.finish()
        for await _ in stream {}
      }
    }
    for await _ in isHeld {}
    return ({ continuation.finish() }, task)
  }

  @Test("It opens no more connections than allowed, and serves everyone")
  func limit() async throws {
    try await withPool(PoolLimits(connections: 3, patience: .seconds(300))) { pool in
      let processes = try await withThrowingTaskGroup(of: Int.self) { group in
        for _ in 0..<60 { group.addTask { try await pool.query("select pg_backend_pid()").single(as: Int.self) } }
        return try await group.reduce(into: Set<Int>()) { $0.insert($1) }
      }
      #expect((1...3).contains(processes.count))
      let census = await pool.census
      #expect(census.open == processes.count)
      #expect(census.idle == processes.count)
      #expect(census.waiting == 0)
    }
  }

  @Test("Who waits too long is told of the exhaustion")
  func exhaustion() async throws {
    try await withPool(PoolLimits(connections: 1, patience: .milliseconds(50))) { pool in
      let (giveBack, task) = try await borrow(pool)
      let error = await failure { try await pool.query("select 1") }
      #expect(error == .pool(.exhausted(connections: 1, waited: .milliseconds(50))))
      giveBack()
      try await task.value
      #expect(try await pool.query("select 1").single(as: Int.self) == 1)
    }
  }

  @Test("A cancelled waiter leaves the queue, and those behind it get their turn")
  func cancelledWaiter() async throws {
    try await withPool(PoolLimits(connections: 1, waiting: 2)) { pool in
      let (giveBack, task) = try await borrow(pool)
      let first = Task { try await pool.query("select 1").rowCount }
      #expect(await eventually { await pool.census.waiting == 1 })
      let second = Task { try await pool.query("select 2").rowCount }
      #expect(await eventually { await pool.census.waiting == 2 })
      #expect(await failure { try await pool.query("select 3") } == .pool(.tooManyWaiting(limit: 2)))
      first.cancel()
      #expect(await failure { try await first.value } == .cancelled)
      giveBack()
      #expect(try await second.value == 1)
      try await task.value
      #expect(await pool.census == (1, 1, 0))
    }
  }

  @Test("A connection that broke is replaced")
  func replacement() async throws {
    try await withPool(PoolLimits(connections: 1)) { pool in
      let error = await failure {
        try await pool.query("select pg_terminate_backend(pg_backend_pid())")
      }
      #expect(error?.connectionFailure?.server?.sqlState == .adminShutdown)
      #expect(try await pool.query("select 1").single(as: Int.self) == 1)
      // Idle in the pool when it is killed.
      let processID = try await pool.query("select pg_backend_pid()").single(as: Int32.self)
      try await Database.withConnection { _ = try await $0.query("select pg_terminate_backend(\(processID), 10000)") }
      #expect(try await pool.query("select 2").single(as: Int.self) == 2)
      #expect(await pool.census.open == 1)
    }
  }

  @Test("One long idle is asked before it is lent, one too old is replaced")
  func health() async throws {
    try await withPool(PoolLimits(connections: 1, trust: .zero)) { pool in
      let first = try await pool.query("select pg_backend_pid()").single(as: Int.self)
      #expect(try await pool.query("select pg_backend_pid()").single(as: Int.self) == first)
    }
    try await withPool(PoolLimits(connections: 1, age: .zero)) { pool in
      let first = try await pool.query("select pg_backend_pid()").single(as: Int.self)
      #expect(try await pool.query("select pg_backend_pid()").single(as: Int.self) != first)
      #expect(await pool.census.open == 0)
    }
  }

  @Test("What a borrower left open is closed")
  func cleanup() async throws {
    try await withPool(PoolLimits(connections: 1)) { pool in
      try await pool.withConnection { connection in
        try await connection.execute("begin")
        try await connection.execute(script: "create temp table left_behind ()")
      }
      let status = try await pool.withConnection { await $0.transactionStatus }
      #expect(status == .idle)
      #expect(await failure { try await pool.query("select * from left_behind") }?.sqlState == .undefinedTable)
      _ = await failure { try await pool.transaction { _ = try await $0.query("select 1/0") } }
      #expect(try await pool.query("select 1").single(as: Int.self) == 1)
    }
  }

  @Test("A server that was never there is an error at once")
  func neverThere() async throws {
    let pool = PostgresPool(try ConnectionConfiguration("host=/nowhere/at/all"))
    #expect(await failure { try await pool.query("select 1") }?.connectionFailure?.stage == .connecting)
    #expect(await pool.census.open == 0)
  }

  @Test("Closed, it refuses those who come and those who wait")
  func closing() async throws {
    try await withPool(PoolLimits(connections: 1)) { pool in
      let (giveBack, task) = try await borrow(pool)
      let waiting = Task { try await pool.query("select 1") }
      #expect(await eventually { await pool.census.waiting == 1 })
      await pool.close()
      #expect(await failure { try await waiting.value } == .pool(.closed))
      #expect(await failure { try await pool.query("select 1") } == .pool(.closed))
      giveBack()
      try await task.value
      #expect(await eventually { await pool.census == (0, 0, 0) })
    }
  }
}
