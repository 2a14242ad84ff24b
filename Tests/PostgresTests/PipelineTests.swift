import Postgres
import Testing

@Suite("Pipelines")
struct PipelineTests {
  private func withTable<T>(_ body: (PostgresConnection) async throws -> T) async throws -> T {
    try await Database.withConnection { connection in
      try await connection.execute(script: "create temp table t (id int8 primary key)")
      return try await body(connection)
    }
  }

  @Test("Ten thousand statements each bring their own result")
  func tenThousand() async throws {
    try await withTable { connection in
      let sum = try await connection.pipeline { pipeline in
        var results: [PipelinedResult] = []
        for id in 0..<10_000 {
          results.append(try await pipeline.send("insert into t values (\(id)) returning id, repeat('x', 100)"))
        }
        var sum = 0
        for (id, result) in results.enumerated() {
          let (value, _) = try await result.result().single(as: (Int, String).self)
          try #require(value == id)
          sum += value
        }
        return sum
      }
      #expect(sum == 49_995_000)
      #expect(try await connection.query("select count(*) from t").single(as: Int.self) == 10_000)
    }
  }

  @Test("Both sides send more than the system holds, and neither waits for the other")
  func largeBothWays() async throws {
    try await Database.withConnection { connection in
      let block = [UInt8](repeating: 65, count: 400_000)
      let sizes = try await connection.pipeline { pipeline in
        var results: [PipelinedResult] = []
        for _ in 0..<50 { results.append(try await pipeline.send("select \(block)")) }
        var sizes: [Int] = []
        for result in results { sizes.append(try await result.result().single(as: [UInt8].self).count) }
        return sizes
      }
      #expect(sizes == Array(repeating: 400_000, count: 50))
    }
  }

  @Test("After a failure the rest is skipped up to the next synchronization, and all of it undone")
  func failures() async throws {
    try await withTable { connection in
      try await connection.pipeline { pipeline in
        let first = try await pipeline.send("insert into t values (\(1))")
        let second = try await pipeline.send("insert into t values (\(1))")
        let third = try await pipeline.send("insert into t values (\(3))")
        #expect(try await first.result().affectedRows == 1)
        #expect(await failure { try await second.result() }?.sqlState == .uniqueViolation)
        let skipped = await failure { try await third.result() }
        guard case .skipped(let cause) = skipped else {
          Issue.record("\(String(describing: skipped))")
          return
        }
        #expect(cause?.sqlState == .uniqueViolation)
        try await pipeline.send("insert into t values (\(4))")
      }
      #expect(try await connection.query("select id from t").decode(as: Int.self) == [4])
    }
  }

  @Test("A failure that nobody looked at is thrown at the end")
  func unseenFailure() async throws {
    try await withTable { connection in
      let error = await failure {
        try await connection.pipeline { pipeline in
          for id in [1, 2, 2, 3] { try await pipeline.send("insert into t values (\(id))") }
        }
      }
      #expect(error?.sqlState == .uniqueViolation)
      let value = try await connection.query("select count(*) from t").single(as: Int.self)
      #expect(value == 0)
    }
  }

  @Test("A statement that cannot be prepared fails by its own name, and may be tried again")
  func failedPreparation() async throws {
    try await Database.withConnection { connection in
      let sql: SQL = "select * from not_yet_there where id = \(1)"
      for _ in 0..<3 {
        let error = await failure {
          try await connection.pipeline { _ = try await $0.send(sql).result() }
        }
        #expect(error?.sqlState == .undefinedTable)
      }
      try await connection.execute(script: "create temp table not_yet_there (id int8)")
      #expect(try await connection.query(sql).rowCount == 0)
    }
  }

  @Test("What was sent before its body threw is undone")
  func abandoned() async throws {
    try await withTable { connection in
      let error = await failure {
        try await connection.pipeline { pipeline in
          for id in 0..<600 { try await pipeline.send("insert into t values (\(id))") }
          throw PostgresError.misuse("enough")
        }
      }
      #expect(error == .misuse("enough"))
      let value = try await connection.query("select count(*) from t").single(as: Int.self)
      #expect(value == 0)
    }
  }

  @Test("Cancelled at any moment, it ends, and its connection goes on", arguments: [0, 1, 2, 5, 50])
  func cancellation(delay: Int) async throws {
    try await withTable { connection in
      let task = Task {
        try await connection.pipeline { pipeline in
          try await pipeline.send("insert into t values (\(1))")
          _ = try await pipeline.send("select pg_sleep(600)").result()
        }
      }
      try await Task.sleep(for: .milliseconds(delay))
      task.cancel()
      #expect(await failure { try await task.value } == .cancelled)
      #expect(try await connection.query("select count(*) from t").single(as: Int.self) == 0)
    }
  }

  @Test("A plain statement, a transaction, a COPY and another pipeline wait outside")
  func states() async throws {
    try await withTable { connection in
      try await connection.pipeline { pipeline in
        let expected = PostgresError.misuse("a pipeline is open on it")
        #expect(await failure { try await connection.query("select 1") } == expected)
        #expect(await failure { try await connection.execute(script: "select 1") } == expected)
        #expect(await failure { try await connection.pipeline { _ in } } == expected)
        #expect(await failure { try await connection.copyIn("copy t from stdin") { _ in } } == expected)
        let value = try await pipeline.send("select 1").result().rowCount
        #expect(value == 1)
      }
      #expect(try await connection.query("select 1").single(as: Int.self) == 1)
    }
  }

  @Test("Within a transaction it is a part of that")
  func inTransaction() async throws {
    try await withTable { connection in
      _ = await failure {
        try await connection.transaction {
          try await connection.pipeline { _ = try await $0.send("insert into t values (\(1))").result() }
          throw PostgresError.misuse("enough")
        }
      }
      let value = try await connection.query("select count(*) from t").single(as: Int.self)
      #expect(value == 0)
    }
  }
}
