import Postgres
import Testing

@Suite("Transactions")
struct TransactionTests {
  private func withTable<T>(_ body: (PostgresConnection) async throws -> T) async throws -> T {
    try await Database.withConnection { connection in
      try await connection.execute(script: "create temp table t (id int8)")
      return try await body(connection)
    }
  }

  private func ids(_ connection: PostgresConnection) async throws -> [Int] {
    try await connection.query("select id from t order by id").decode(as: Int.self)
  }

  @Test("It commits when its body returns and rolls back when its body throws")
  func commitAndRollback() async throws {
    try await withTable { connection in
      let value = try await connection.transaction {
        try await connection.execute("insert into t values (\(1))")
        return 7
      }
      #expect(value == 7)
      let error = await failure {
        try await connection.transaction {
          try await connection.execute("insert into t values (\(2))")
          throw PostgresError.misuse("enough")
        }
      }
      #expect(error == .misuse("enough"))
      #expect(try await ids(connection) == [1])
      #expect(await connection.transactionStatus == .idle)
    }
  }

  @Test("Within another it is a savepoint")
  func savepoints() async throws {
    try await withTable { connection in
      try await connection.transaction {
        try await connection.execute("insert into t values (\(1))")
        let inner = await failure {
          try await connection.transaction {
            try await connection.execute("insert into t values (\(2))")
            try await connection.transaction { _ = try await connection.execute("insert into t values (\(3))") }
            try await connection.execute("select 1/0")
          }
        }
        #expect(inner?.sqlState == "22012")
        #expect(await connection.transactionStatus == .open)
        try await connection.transaction { _ = try await connection.execute("insert into t values (\(4))") }
      }
      #expect(try await ids(connection) == [1, 4])
    }
  }

  @Test("A failure that its body hides is not taken for success")
  func hiddenFailure() async throws {
    try await withTable { connection in
      let error = await failure {
        try await connection.transaction {
          try await connection.execute("insert into t values (\(1))")
          _ = try? await connection.execute("select 1/0")
        }
      }
      #expect(error == .misuse("a statement of a transaction failed, and the transaction was to be committed"))
      let value = try await ids(connection)
      #expect(value == [])
    }
  }

  @Test("A cancelled task leaves it rolled back")
  func cancellation() async throws {
    try await withTable { connection in
      let task = Task {
        try await connection.transaction {
          try await connection.execute("insert into t values (\(1))")
          try await connection.execute("select pg_sleep(600)")
        }
      }
      try await Task.sleep(for: .milliseconds(50))
      task.cancel()
      #expect(await failure { try await task.value } == .cancelled)
      #expect(await connection.transactionStatus == .idle)
      #expect(try await ids(connection) == [])
    }
  }

  @Test("Its isolation and its right to write are as asked", arguments: IsolationLevel.allCases)
  func isolation(level: IsolationLevel) async throws {
    try await withTable { connection in
      try await connection.transaction(isolation: level, isReadOnly: true) {
        let value = try await connection.query("show transaction_isolation").single(as: String.self)
        #expect(value == level.rawValue)
        let access = try await connection.query("show transaction_read_only").single(as: String.self)
        #expect(access == "on")
        let nested = await failure { try await connection.transaction(isolation: level) {} }
        #expect(nested == .misuse("a transaction within another is of the same kind as that"))
      }
    }
  }
}
