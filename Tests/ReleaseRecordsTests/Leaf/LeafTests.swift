import ReleaseRecords
import Testing

@Suite("The leaf of a record")
struct LeafTests {
  private static let digest = String(repeating: "d", count: 43)

  /// A leaf as the database writes it.
  static func leaf(_ record: Record, sequence: Int64 = 7) throws -> [UInt8] {
    let body = try record.body(people: { "p_" + $0 }, text: { _, _ in digest })
    let rest = #","recorded_at":"2026-11-21T07:00:00.120000Z","recorded_by":"ci","seq":"# + "\(sequence),\"v\":1}"
    return Array(#"{"body":"#.utf8) + body + Array(rest.utf8)
  }

  @Test(arguments: RecordKind.allCases)
  func readsBackAsTheRecord(_ kind: RecordKind) throws {
    let example = Catalogue.example(kind)
    let read = try LedgerRecord(leaf: Self.leaf(example), disclosed: example.text)
    #expect(read.sequence == 7 && read.recordedBy == "ci")
    #expect(read.recordedAt.description == "2026-11-21T07:00:00.12Z")
    var expected = example.mappingPeople { "p_" + $0 }
    expected.key = nil
    #expect(read.record == expected)
    #expect(read.effectiveAt == example.occurredAt)
    #expect(read.sealedText == example.text.mapValues { _ in Self.digest })
    #expect(read.undisclosedText.isEmpty)
  }

  @Test func tellsWhichTextsAreErased() throws {
    let example = Catalogue.example(.incident)
    let read = try LedgerRecord(leaf: Self.leaf(example), disclosed: ["impact": "words"])
    #expect(read.record.text == ["impact": "words"])
    #expect(read.undisclosedText == ["root_cause", "title", "update"])
  }

  @Test func countsTheTimeOfRecordingWhereNoOtherIsClaimed() throws {
    var record = Catalogue.example(.gate)
    record.occurredAt = nil
    let read = try LedgerRecord(leaf: Self.leaf(record))
    #expect(read.effectiveAt == read.recordedAt)
  }

  static let mistakes: [(String, String)] = [
    ("", "the leaf is not JSON: line 1, column 1 (byte 0): found the end of the text, expected a value"),
    ("{ }", "the leaf is not canonical JSON (RFC 8785) from byte 1 on"),
    (#"{"a":1.0}"#, "the leaf is not canonical JSON (RFC 8785) from byte 6 on"),
    (#"{"b":1,"a":1}"#, "the leaf is not canonical JSON (RFC 8785) from byte 2 on"),
    (#""\u0041""#, "the leaf is not canonical JSON (RFC 8785) from byte 1 on"),
    ("1\n", "the leaf is not canonical JSON (RFC 8785) from byte 1 on"),
    (
      "{}",
      "the leaf is not that of a record: the record is an empty object: "
        + "expected an object with body, recorded_at, recorded_by, seq and v, which is 1"
    ),
    (
      #"{"body":{},"recorded_at":"","recorded_by":"ci","seq":1,"v":2}"#,
      "the leaf is not that of a record: the record is an object: "
        + "expected an object with body, recorded_at, recorded_by, seq and v, which is 1"
    ),
    (
      #"{"body":{},"recorded_at":"","recorded_by":"ci","seq":1.5,"v":1}"#,
      "the leaf is not that of a record: seq is 1.5: expected an integer from 0 to 9007199254740991"
    ),
    (
      #"{"body":{},"recorded_at":"2026-11-21T08:00:00+01:00","recorded_by":"ci","seq":1,"v":1}"#,
      #"the leaf is not that of a record: recorded_at is "2026-11-21T08:00:00+01:00": "#
        + "expected an instant in UTC as RFC 3339 has it"
    ),
    (
      #"{"body":{"data":{},"kind":"status","note":1},"recorded_at":"2026-11-21T08:00:00Z","recorded_by":"ci","seq":1,"v":1}"#,
      "the leaf is not that of a record: body.note is 1: expected no such part, or another type"
    ),
    (
      #"{"body":{"data":{},"kind":"status","version":"v1"},"recorded_at":"2026-11-21T08:00:00Z","recorded_by":"ci","seq":1,"v":1}"#,
      #"the leaf is not that of a record: body.version is "v1": expected a version as SemVer 2.0.0 has it, such as 1.2.3"#
    ),
    (
      #"{"body":{"data":{},"kind":"status","text":{"a":"x"}},"recorded_at":"2026-11-21T08:00:00Z","recorded_by":"ci","seq":1,"v":1}"#,
      #"the leaf is not that of a record: body.text.a is "x": expected the base64url form of a SHA-256"#
    ),
  ]

  @Test(arguments: mistakes)
  func isRefused(_ leaf: String, because message: String) throws {
    let error = try #require(throws: LeafError.self) { try LedgerRecord(leaf: Array(leaf.utf8)) }
    #expect(error.description == message)
  }

  @Test func refusesATextThatItDoesNotPromise() throws {
    let error = try #require(throws: LeafError.self) {
      try LedgerRecord(leaf: try Self.leaf(Catalogue.example(.gate)), disclosed: ["title": "x"])
    }
    #expect(
      error.description == "the leaf is not that of a record: body.text.title is missing: "
        + "expected the digest of the text that is disclosed"
    )
  }
}
