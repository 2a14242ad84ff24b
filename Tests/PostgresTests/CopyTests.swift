import ChildProcess
import Postgres
import PostgresTestServer
import Testing

@Suite("COPY")
struct CopyTests {
  @Test("Binary rows go in and come out")
  func binary() async throws {
    try await Database.withConnection { connection in
      try await connection.execute(script: "create temp table t (id int8, name text, data bytea, at timestamptz)")
      let at = Timestamp(microsecondsSinceUnixEpoch: 1_709_208_000_000_001)  // 2024-02-29T12:00:00.000001Z
      let count = try await connection.copyIn("copy t from stdin (format binary)") { copy in
        for id in 0..<5000 {
          try await copy.write(
            row: id,
            id % 2 == 0 ? "n\(id)" : nil as String?,
            [UInt8](repeating: 1, count: id % 50),
            at
          )
        }
      }
      #expect(count == 5000)
      let ids = try await connection.copyRows(
        "copy (select * from t where id >= \(10) order by id) to stdout (format binary)",
        into: [Int]()
      ) { ids, row in
        let (id, name, data, time) = try row.decode(as: (Int, String?, [UInt8], Timestamp).self)
        guard name == (id % 2 == 0 ? "n\(id)" : nil), data.count == id % 50, time == at, row.fieldCount == 4 else {
          throw PostgresError.misuse("row \(id) is \(String(describing: name)), \(data), \(time)")
        }
        ids.append(id)
      }
      #expect(ids == Array(10..<5000))
    }
  }

  @Test("Text goes in from a sequence and comes out in chunks")
  func text() async throws {
    try await Database.withConnection { connection in
      try await connection.execute(script: "create temp table t (id int8, name text)")
      let lines = (0..<3000).map { Array("\($0)\tname \($0)\n".utf8) }
      let chunks = AsyncStream { continuation in
        for line in lines { continuation.yield(line) }
        continuation.finish()
      }
      #expect(try await connection.copyIn("copy t from stdin", from: chunks) == 3000)
      var bytes: [UInt8] = []
      try await connection.copyOut("copy (select * from t order by id) to stdout") { chunks in
        for try await chunk in chunks { bytes += chunk }
      }
      #expect(bytes == Array(lines.joined()))
    }
  }

  @Test("No rows are no failure")
  func empty() async throws {
    try await Database.withConnection { connection in
      try await connection.execute(script: "create temp table t (id int8)")
      #expect(try await connection.copyIn("copy t from stdin (format binary)") { _ in } == 0)
      #expect(try await connection.copyIn("copy t from stdin") { _ in } == 0)
      let count = try await connection.copyRows("copy t to stdout (format binary)", into: 0) { count, _ in count += 1 }
      #expect(count == 0)
      let size = try await connection.copyOut("copy t to stdout", into: 0) { size, row in size += row.count }
      #expect(size == 0)
    }
  }

  @Test("Whoever leaves a COPY early gets the connection back")
  func leaving() async throws {
    try await Database.withConnection { connection in
      let endless: SQL = "copy (select generate_series(1, 100000000)) to stdout (format binary)"
      try await connection.copyOut(endless) { chunks in
        for try await _ in chunks { break }
      }
      #expect(try await connection.query("select 1").single(as: Int.self) == 1)
      let error = await failure {
        try await connection.copyRows(endless, into: 0) { count, _ in
          count += 1
          if count == 1000 { throw PostgresError.misuse("enough") }
        }
      }
      #expect(error == .misuse("enough"))
      #expect(try await connection.query("select 2").single(as: Int.self) == 2)
      let task = Task { try await connection.copyRows(endless, into: 0) { count, _ in count += 1 } }
      try await Task.sleep(for: .milliseconds(50))
      task.cancel()
      #expect(await failure { try await task.value } == .cancelled)
      #expect(try await connection.query("select 3").single(as: Int.self) == 3)
    }
  }

  @Test("When the writer throws, nothing is written")
  func writerThrows() async throws {
    try await Database.withConnection { connection in
      try await connection.execute(script: "create temp table t (id int8)")
      let error = await failure {
        try await connection.copyIn("copy t from stdin (format binary)") { copy in
          for id in 0..<100_000 { try await copy.write(row: id) }
          throw PostgresError.misuse("enough")
        }
      }
      #expect(error == .misuse("enough"))
      #expect(try await connection.query("select count(*) from t").single(as: Int.self) == 0)
    }
  }

  @Test("What the server refuses is thrown, early or late")
  func refusals() async throws {
    try await Database.withConnection { connection in
      try await connection.execute(script: "create temp table t (id int8 primary key)")
      let missing = await failure { try await connection.copyIn("copy no_such_table from stdin") { _ in } }
      #expect(missing?.sqlState == .undefinedTable)
      let missingOut = await failure { try await connection.copyOut("copy no_such_table to stdout") { _ in } }
      #expect(missingOut?.sqlState == .undefinedTable)
      let wrongType = await failure {
        try await connection.copyIn("copy t from stdin (format binary)") { try await $0.write(row: Int32(1)) }
      }
      #expect(wrongType?.sqlState == "08P01")
      // The failure comes while there is much left to send.
      let early = await failure {
        try await connection.copyIn("copy t from stdin (format binary)") { copy in
          for _ in 0..<2_000_000 { try await copy.write(row: 1) }
        }
      }
      #expect(early?.sqlState == .uniqueViolation || early?.sqlState == .invalidCopyData)
      let other = await failure { try await connection.copyIn("copy t to stdout") { _ in } }
      #expect(other == .misuse("a COPY FROM STDIN was expected"))
      let none = await failure { try await connection.copyOut("select 1") { _ in } }
      #expect(none == .misuse("a COPY TO STDOUT was expected"))
      #expect(try await connection.query("select count(*) from t").single(as: Int.self) == 0)
    }
  }

  @Test("Other statements wait outside")
  func states() async throws {
    try await Database.withConnection { connection in
      let expected = PostgresError.misuse("a COPY is under way on it")
      try await connection.copyOut("copy (select generate_series(1, 100000)) to stdout") { _ in
        #expect(await failure { try await connection.query("select 1") } == expected)
        #expect(await failure { try await connection.pipeline { _ in } } == expected)
      }
      let text = await failure {
        try await connection.copyRows("copy (select 1) to stdout", into: 0) { count, _ in count += 1 }
      }
      #expect(text == .misuse("only a COPY with (format binary) can be read row by row"))
      #expect(try await connection.query("select 1").single(as: Int.self) == 1)
    }
  }

  @Test("Integers of any size are read one after the other")
  func integers() async throws {
    try await Database.withConnection { connection in
      let rows = try await connection.copyRows(
        "copy (select 1::int2, null, -2::int4, 3::int8) to stdout (format binary)",
        into: [] as [[Int64?]]
      ) { rows, row in
        var fields = row.fields
        rows.append(try (0..<5).map { _ in try fields.nextInteger() })
      }
      #expect(rows == [[1, nil, -2, 3, nil]])
      let text = await failure {
        try await connection.copyRows("copy (select 'abc') to stdout (format binary)", into: 0) { _, row in
          var fields = row.fields
          _ = try fields.nextInteger()
        }
      }
      #expect(text == .misuse("a field of 3 bytes is no integer"))
      #expect(try await connection.query("select 1").single(as: Int.self) == 1)
    }
  }

  @Test("A value that has no literal is refused")
  func literals() async throws {
    try await Database.withConnection { connection in
      let nothing: String? = nil
      let size = try await connection.copyOut(
        """
        copy (
          select \(true), \(Int16(-2)) - 1, \([1, 255] as [UInt8]), \(nothing)::text, \([-1, .max] as [Int32]), \([] as [Int64])
        ) to stdout
        """,
        into: ""
      ) { text, row in text += String(decoding: row, as: UTF8.self) }
      #expect(size == "t\t-3\t\\\\x01ff\t\\N\t{-1,2147483647}\t{}\n")
      let error = await failure {
        try await connection.copyOut("copy (select \(["a"])) to stdout", into: 0) { _, _ in }
      }
      guard case .encoding(parameter: 1, _) = error else {
        Issue.record("\(String(describing: error))")
        return
      }
    }
  }

  @Test(
    "A gibibyte comes out in rows, comes out in chunks to a slow reader, and goes in, at constant memory",
    arguments: ["rows", "chunks", "in"]
  )
  func gibibyte(direction: String) async throws {
    let url = try await TestServer.shared().url()
    let result = try await offPool { try Command(BuiltProgram.path("copy-memory"), [url, direction]).run() }
    try #require(result.succeeded, "\(result.errorText)")
    let growth = try #require(Int(String(decoding: result.output, as: UTF8.self).filter(\.isNumber)))
    #expect(growth < 32 << 20)
  }
}
