import Postgres
import Testing

@Suite("A value of another type is refused by its column and type")
struct DecodingTests {
  @Test("The message names column, row, type and reason")
  func message() async throws {
    try await Database.withConnection { connection in
      let result = try await connection.query("select 1 as id, name from (values ('a'), (null)) n (name)")
      let error = await failure { try result.decode(as: (Int, String).self) }
      #expect(
        error?.description
          == "column \"name\" (number 2, row 2) of type text cannot be read as String: it is null"
      )
    }
  }

  /// Asks for one column as a type, and returns the reason why that cannot be.
  private func reason<Value: PostgresDecodable>(_ sql: SQL, as type: Value.Type) async throws -> String? {
    try await Database.withConnection { connection in
      let result = try await connection.query(sql)
      let error = await failure { try result.decode(as: type) }
      guard case .decoding(let decoding) = error else { return nil }
      return decoding.reason
    }
  }

  @Test("Types, ranges, nulls and dimensions")
  func reasons() async throws {
    #expect(try await reason("select 'x'::text", as: Int.self) == "the types do not match")
    #expect(try await reason("select 1", as: String.self) == "the types do not match")
    #expect(try await reason("select 3000000000", as: Int32.self) == "3000000000 is out of range")
    #expect(try await reason("select 1::numeric", as: Double.self) == "the types do not match")
    #expect(try await reason("select null::int8", as: Int.self) == "it is null")
    #expect(try await reason("select 'infinity'::timestamptz", as: Timestamp.self) == "it is infinite")
    #expect(try await reason("select now()::timestamp", as: Timestamp.self) == "the types do not match")
    #expect(try await reason("select array[[1,2],[3,4]]::int8[]", as: [Int].self) == "it has 2 dimensions")
    #expect(try await reason("select array['a', null]", as: [String].self) == "element 2: it is null")
    #expect(try await reason("select array['a']", as: [Int].self) == "element 1: the types do not match")
    #expect(try await reason("select 'x'::text", as: [String].self) == "it is not an array")
    #expect(try await reason("select row(1, 'a')", as: String.self) == "the types do not match")
    #expect(try await reason("select '\\x00'::bytea", as: PostgresUUID.self) == "the types do not match")
  }

  @Test("Any of the server's integers is read as any of Swift's that holds the value")
  func integers() async throws {
    try await Database.withConnection { connection in
      let result = try await connection.query("select 7::int2, 7::int4, 7::int8, 7::int8, 4294967295::oid")
      let row = try result.single(as: (Int, Int64, Int32, Int16, Int).self)
      #expect(row == (7, 7, 7, 7, 4_294_967_295))
    }
  }

  @Test("A wrong number of columns or rows is a misuse")
  func counts() async throws {
    try await Database.withConnection { connection in
      let result = try await connection.query("select 1, 2")
      let columns = await failure { try result.decode(as: Int.self) }
      #expect(columns == .misuse("1 columns were expected, and the statement has 2"))
      let none = try await connection.query("select 1 where false")
      let rows = await failure { try none.single(as: Int.self) }
      #expect(rows == .misuse("one row was expected, and 0 came"))
      #expect(try none.first(as: Int.self) == nil)
    }
  }
}
