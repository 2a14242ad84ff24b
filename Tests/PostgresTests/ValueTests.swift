import Postgres
import Testing

@Suite("Values go to the server and come back")
struct ValueTests {
  /// Binds `value` to a parameter of `type`, reads it back, and has the server compare it with `literal`.
  private func check<Value: PostgresCodable & Equatable & Sendable>(
    _ value: Value,
    _ type: SQL,
    _ literal: SQL,
    sourceLocation: SourceLocation = #_sourceLocation
  ) async throws {
    try await Database.withConnection { connection in
      let result = try await connection.query(
        "select \(value)::\(type), \(value)::\(type) is not distinct from \(literal)"
      )
      let (back, isEqual) = try result.single(as: (Value, Bool).self)
      #expect(back == value, sourceLocation: sourceLocation)
      #expect(isEqual, sourceLocation: sourceLocation)
    }
  }

  @Test("Integers, at their limits")
  func integers() async throws {
    try await check(Int16.min, "int2", "'-32768'::int2")
    try await check(Int32.max, "int4", "2147483647")
    try await check(Int64.min, "int8", "'-9223372036854775808'::int8")
    try await check(Int.max, "int8", "9223372036854775807")
    try await check(0, "int8", "0")
  }

  @Test("Booleans and floating point numbers")
  func scalars() async throws {
    try await check(true, "bool", "true")
    try await check(false, "bool", "false")
    try await check(-0.1, "float8", "'-0.1'::float8")
    try await check(Double.infinity, "float8", "'infinity'::float8")
  }

  @Test(
    "Texts, with everything that quoting could trip over",
    arguments: ["", "plain", "it's", "back\\slash", "\"quoted\"", "$1 :name", "zwölf Boxkämpfer 🥊", "a\nb\tc", "null"]
  )
  func texts(text: String) async throws {
    try await check(text, "text", "convert_from(\(Array(text.utf8)), 'UTF8')")
  }

  @Test("Bytes, none and all of them")
  func bytes() async throws {
    try await check([UInt8](), "bytea", "''::bytea")
    try await check([0, 39, 92, 255] as [UInt8], "bytea", "'\\x00275cff'::bytea")
    try await check(
      (0...255).map(UInt8.init),
      "bytea",
      "(select string_agg(set_byte('\\x00', 0, i), '' order by i) from generate_series(0, 255) i)"
    )
  }

  @Test("Times, to the microsecond and far away")
  func timestamps() async throws {
    for (text, microseconds) in [
      ("2024-02-29T12:34:56.789012Z", 1_709_210_096_789_012),
      ("1970-01-01T00:00:00Z", 0),
      ("1999-12-31T23:59:59.999999Z", 946_684_799_999_999),
      ("0001-01-01T00:00:00Z", -62_135_596_800_000_000),
      ("9999-12-31T23:59:59Z", 253_402_300_799_000_000),
    ] as [(String, Int64)] {
      let timestamp = Timestamp(microsecondsSinceUnixEpoch: microseconds)
      try await check(timestamp, "timestamptz", "\(text)::timestamptz")
    }
  }

  @Test("UUIDs and JSON")
  func uuidAndJSON() async throws {
    let text = "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"
    let uuid = try #require(PostgresUUID(text))
    #expect(uuid.description == text)
    try await check(uuid, "uuid", "'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid")
    try await check(PostgresJSON(#"{"a": [1, "ü"]}"#), "jsonb", "'{\"a\": [1, \"ü\"]}'::jsonb")
    try await Database.withConnection { connection in
      let result = try await connection.query("select '{\"a\":1}'::json, '{\"a\":1}'::jsonb, '{\"a\":1}'::jsonb")
      let (json, jsonb, asText) = try result.single(as: (PostgresJSON, PostgresJSON, String).self)
      #expect(json.text == #"{"a":1}"#)
      #expect(jsonb.text == #"{"a": 1}"#)
      #expect(asText == #"{"a": 1}"#)
    }
  }

  @Test("Arrays, empty, of one, of many, of bytes, and with nulls")
  func arrays() async throws {
    try await check([String](), "text[]", "'{}'::text[]")
    try await check(["a", "", "c\"d", "{,}"], "text[]", "array['a', '', 'c\"d', '{,}']")
    try await check([1, -2, .max], "int8[]", "array[1, -2, 9223372036854775807]")
    try await check([true, false], "bool[]", "array[true, false]")
    try await check([[UInt8]](), "bytea[]", "'{}'::bytea[]")
    try await check([[1, 2], [], [255]] as [[UInt8]], "bytea[]", "array['\\x0102', '', '\\xff']::bytea[]")
    try await check(["a", nil] as [String?], "text[]", "array['a', null]")
  }

  @Test("Nulls of every type")
  func nulls() async throws {
    try await check(String?.none, "text", "null")
    try await check(Int?.none, "int8", "null")
    try await check([UInt8]?.none, "bytea", "null")
    try await check(Timestamp?.none, "timestamptz", "null")
    try await check([String]?.none, "text[]", "null")
    try await check(Int?.some(3), "int8", "3")
  }

  @Test("A text parameter fits a column of any type, as a quoted literal does")
  func textsAreLiterals() async throws {
    try await Database.withConnection { connection in
      try await connection.execute(
        script:
          "create type pg_temp.colour as enum ('red'); create temp table t (c colour, j jsonb, n numeric, v varchar)"
      )
      try await connection.execute("insert into t values (\("red"), \("[1]"), \("1.50"), \("v"))")
      let row = try await connection.query("select c, j, n::text, v from t").single(
        as: (String, String, String, String).self
      )
      #expect(row == ("red", "[1]", "1.50", "v"))
    }
  }

  @Test("A text with a NUL is refused, not cut off")
  func nul() async throws {
    try await Database.withConnection { connection in
      let error = await failure { try await connection.query("select \(1), \("a\0b")") }
      #expect(error == .encoding(parameter: 2, reason: "a text cannot hold a NUL character"))
      let value = try await connection.query("select 1").single(as: Int.self)
      #expect(value == 1)
    }
  }
}
