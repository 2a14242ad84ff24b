import Postgres
import PostgresTestServer
import Testing

@Suite("Statements")
struct QueryTests {
  @Test("Rows come as tuples, with the count and the tag of the command")
  func rows() async throws {
    try await Database.withConnection { connection in
      let result = try await connection.query("select i, 'n' || i from generate_series(1, 3) i order by i")
      var names: [String] = []
      for (id, name) in try result.decode(as: (Int, String).self) { names.append("\(id)\(name)") }
      #expect(names == ["1n1", "2n2", "3n3"])
      #expect(result.columnNames == ["i", "?column?"])
      #expect(result.columnTypes == [.int4, .text])
      #expect(result.commandTag == "SELECT 3")
      #expect(result.affectedRows == 3)
    }
  }

  @Test(
    "An injected text stays a value",
    arguments: [
      "'; drop table t; --", "$1", "\\'; drop table t; --", "\"; drop table t; --", "*/ drop table t; /*",
      "'||(select 'x')||'", "\u{2019}; drop table t; --",
    ]
  )
  func injection(text: String) async throws {
    try await Database.withConnection { connection in
      try await connection.execute(script: "create temp table t (name text)")
      try await connection.execute("insert into t (name) values (\(text))")
      #expect(try await connection.query("select name from t where name = \(text)").single(as: String.self) == text)
      // COPY takes no parameters, so here the text becomes a literal; with and without backslash escapes.
      for setting in ["on", "off"] {
        try await connection.execute("select set_config('standard_conforming_strings', \(setting), false)")
        let rows = try await connection.copyRows(
          "copy (select name from t where name = \(text)) to stdout (format binary)",
          into: [String]()
        ) { rows, row in rows.append(try row.decode(as: String.self)) }
        #expect(rows == [text])
      }
      let column = try await connection.query("select 1 as \(identifier: text)").columnNames
      #expect(column.map { $0.prefix(60) } == [text.prefix(60)])
    }
  }

  @Test("What the server refuses keeps code, detail, position and constraint")
  func serverErrors() async throws {
    try await Database.withConnection { connection in
      let syntax = await failure { try await connection.query("select frm x y") }?.serverError
      #expect(syntax?.sqlState == .syntaxError)
      #expect(syntax?.severity == "ERROR")
      #expect(syntax?.position == 14)
      try await connection.execute(script: "create temp table t (id int constraint t_is_unique unique)")
      try await connection.execute("insert into t values (\(1))")
      let unique = await failure { try await connection.execute("insert into t values (\(1))") }?.serverError
      #expect(unique?.sqlState == .uniqueViolation)
      #expect(unique?.constraint == "t_is_unique")
      #expect(unique?.table == "t")
      #expect(unique?.detail == "Key (id)=(1) already exists.")
      let hint = await failure { try await connection.query("select no_such_function(1)") }?.serverError
      #expect(hint?.sqlState == .undefinedFunction)
      #expect(hint?.hint?.isEmpty == false)
      #expect(try await connection.query("select 1").single(as: Int.self) == 1)
    }
  }

  @Test("A script runs all its statements or none")
  func scripts() async throws {
    try await Database.withConnection { connection in
      let error = await failure {
        try await connection.execute(script: "create temp table t (id int); insert into t values (1); select 1/0")
      }
      #expect(error?.sqlState == "22012")
      let missing = await failure { try await connection.query("select * from t") }
      #expect(missing?.sqlState == .undefinedTable)
      try await connection.execute(script: "create temp table t (id int); insert into t values (1), (2)")
      #expect(try await connection.query("select count(*) from t").single(as: Int.self) == 2)
      try await connection.execute(script: "")
    }
  }

  @Test("A statement from a file binds its values, and cannot be put into another")
  func statementsFromFiles() async throws {
    try await Database.withConnection { connection in
      let sql = SQL(file: "select $2 || $1", "a", "b")
      let value = try await connection.query(sql).single(as: String.self)
      #expect(value == "ba")
      let cut = await failure { try await connection.query(SQL(file: "select 1\0; select 2")) }
      #expect(cut == .misuse("a statement cannot hold a NUL character"))
      let error = await failure { try await connection.query("select \(1) where \(sql)") }
      #expect(error == .misuse("a statement from a file has its own $1, and cannot be part of another"))
    }
  }

  @Test("A statement is prepared when it comes again, and the oldest makes room")
  func preparedStatements() async throws {
    try await Database.withConnection({ $0.preparedStatementLimit = 2 }) { connection in
      func prepared() async throws -> [String] {
        try await connection.transaction {
          try await connection.execute(script: "set local search_path = pg_catalog")
          return try await connection.query(
            SQL(file: "select statement from pg_prepared_statements where statement like '%kept%' order by 1")
          )
          .decode(as: String.self)
        }
      }
      for _ in 0..<2 { _ = try await connection.query("select 'kept 1', \(1)") }
      #expect(try await prepared() == ["select 'kept 1', $1"])
    }
    try await Database.withConnection({ $0.preparedStatementLimit = 3 }) { connection in
      for name in ["a", "b", "c", "d", "e"] {
        for round in 0..<3 {
          let value = try await connection.query("select \(round) as \(identifier: name)").single(as: Int.self)
          #expect(value == round)
        }
      }
      let count = try await connection.query("select count(*) from pg_prepared_statements").single(as: Int.self)
      #expect((1...3).contains(count))
    }
  }

  @Test("A prepared statement survives a change of its table, and its loss on the server")
  func staleStatements() async throws {
    try await Database.withConnection { connection in
      try await connection.execute(script: "create temp table t (id int); insert into t values (1)")
      for _ in 0..<3 { #expect(try await connection.query("select * from t").columnCount == 1) }
      try await connection.execute(script: "alter table t add name text")
      #expect(try await connection.query("select * from t").columnCount == 2)
      for _ in 0..<3 { _ = try await connection.query("select * from t") }
      try await connection.execute(script: "deallocate all")
      #expect(try await connection.query("select * from t").columnCount == 2)
    }
  }

  @Test("A statement that takes too long is stopped by the server")
  func timeout() async throws {
    try await Database.withConnection({ $0.statementTimeout = .milliseconds(50) }) { connection in
      let error = await failure { try await connection.query("select pg_sleep(60)") }
      #expect(error == .timedOut(after: .milliseconds(50)))
      let value = try await connection.query("select 1").single(as: Int.self)
      #expect(value == 1)
    }
  }

  @Test("A cancelled task cancels its statement on the server, and only that")
  func cancellation() async throws {
    try await Database.withConnection { connection in
      let processID = await connection.processID
      let task = Task { try await connection.query("select pg_sleep(600)") }
      try await Database.withConnection { observer in
        let isAsleep = try await eventually {
          try await observer.query(
            "select wait_event is not distinct from 'PgSleep' from pg_stat_activity where pid = \(Int32(processID))"
          )
          .single(as: Bool.self)
        }
        #expect(isAsleep)
      }
      task.cancel()
      #expect(await failure { try await task.value } == .cancelled)
      for round in 0..<20 { #expect(try await connection.query("select \(round)").single(as: Int.self) == round) }
    }
  }

  @Test("Cancelled at any moment, a connection answers the next statement with its own result")
  func cancellationRaces() async throws {
    try await Database.withConnection { connection in
      for round in 0..<200 {
        let task = Task { try await connection.query("select \(round), pg_sleep(600)").rowCount }
        if round % 3 > 0 { try await Task.sleep(for: .microseconds(round * 20)) }
        task.cancel()
        #expect(await failure { try await task.value } == .cancelled)
        #expect(try await connection.query("select \(-round)").single(as: Int.self) == -round)
      }
    }
  }

  @Test("A task that was cancelled before sends nothing")
  func cancelledBefore() async throws {
    try await Database.withConnection { connection in
      try await connection.execute(script: "create temp table t (id int)")
      let task = Task {
        while !Task.isCancelled { await Task.yield() }
        try await connection.execute("insert into t values (\(1))")
      }
      task.cancel()
      #expect(await failure { try await task.value } == .cancelled)
      #expect(try await connection.query("select count(*) from t").single(as: Int.self) == 0)
    }
  }

  @Test("COPY by the wrong door is refused, and the connection goes on")
  func copyByQuery() async throws {
    try await Database.withConnection { connection in
      try await connection.execute(script: "create temp table t (id int)")
      for script in ["copy t from stdin", "copy (select generate_series(1, 100000)) to stdout"] {
        let error = await failure { try await connection.execute(script: script) }
        guard case .misuse = error else {
          Issue.record("\(script): \(String(describing: error))")
          continue
        }
        #expect(try await connection.query("select 1").single(as: Int.self) == 1)
      }
    }
  }

  @Test("A connection's own thread gives the same answers")
  func ownThread() async throws {
    try await Database.withConnection { connection in
      let sum = try await connection.onOwnThread {
        var sum = 0
        for value in 1...100 { sum += try await connection.query("select \(value)").single(as: Int.self) }
        return sum
      }
      #expect(sum == 5050)
    }
  }

  @Test("Many tasks share a connection, one statement after another")
  func concurrentUse() async throws {
    try await Database.withConnection { connection in
      try await withThrowingTaskGroup(of: Bool.self) { group in
        for value in 0..<200 {
          group.addTask { try await connection.query("select \(value)").single(as: Int.self) == value }
        }
        for try await isRight in group { #expect(isRight) }
      }
    }
  }

  @Test("Notices reach their handler")
  func notices() async throws {
    let (stream, continuation) = AsyncStream.makeStream(of: ServerError.self)
    try await Database.withConnection({ $0.noticeHandler = { continuation.yield($0) } }) { connection in
      try await connection.execute(script: "do $$ begin raise warning 'beware' using hint = 'run'; end $$")
    }
    continuation.finish()
    let notices = await stream.reduce(into: []) { $0.append($1) }
    #expect(notices.map(\.message) == ["beware"])
    #expect(notices.first?.hint == "run")
    #expect(notices.first?.severity == "WARNING")
  }
}
