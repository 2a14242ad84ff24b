import ReleaseRecords
import Testing

@Suite("The reader of projections")
struct ProjectionReaderTests {
  /// What the reader should find, taken from the record itself.
  private static func expected(_ field: FieldDefinition, _ data: JSONObject) -> JSONValue {
    guard let value = data[field.name] else { return .null }
    return if field.type == .time, let text = value.string, let instant = Timestamp(text) {
      .number(Double(instant.microseconds))
    } else {
      value
    }
  }

  private static func found(
    _ value: ProjectedValue,
    _ reader: ProjectionReader,
    _ leaf: UnsafeRawBufferPointer
  ) throws -> JSONValue {
    switch value {
    case .absent: .null
    case .text(let text): .string(text.string(in: leaf))
    case .instant(let instant): .number(Double(instant.microseconds))
    case .integer(let integer): .number(Double(integer))
    case .number(let number): .number(number)
    case .boolean(let boolean): .boolean(boolean)
    case .texts(let range): .array(reader.texts(range, in: leaf).map { .string($0.string(in: leaf)) })
    case .json(let range): try JSONValue(parsing: UnsafeRawBufferPointer(rebasing: leaf[range]))
    }
  }

  private static func check(_ record: Record) throws {
    let leaf = try LeafTests.leaf(record, sequence: 4_211)
    let read = try LedgerRecord(leaf: leaf)
    try leaf.withUnsafeBytes { leaf in
      var reader = ProjectionReader()
      try reader.read(leaf)
      #expect(reader.kind == record.kind && reader.sequence == 4_211)
      #expect(reader.recordedAt == read.recordedAt && reader.occurredAt == record.occurredAt)
      #expect(reader.effectiveAt == read.effectiveAt && reader.amends == record.amends)
      #expect(reader.service?.string(in: leaf) == record.service)
      #expect(reader.version?.string(in: leaf) == record.version?.text)
      #expect(reader.environment?.string(in: leaf) == record.environment)
      #expect(reader.recordedBy.string(in: leaf) == "ci")
      let fields = Catalogue[record.kind].fields
      #expect(reader.values.count == fields.count)
      for (field, value) in zip(fields, reader.values) {
        #expect(try found(value, reader, leaf) == expected(field, read.record.data), "\(field.name)")
      }
    }
  }

  @Test(arguments: RecordKind.allCases)
  func findsWhatTheRecordSays(_ kind: RecordKind) throws {
    try Self.check(Catalogue.example(kind))
  }

  @Test func readsUnusualTexts() throws {
    var record = Catalogue.example(.release)
    record.service = "caf\u{e9} \"😀\" \\"
    record.environment = nil
    record.source = nil
    record.occurredAt = nil
    record.amends = 3
    record.text = [:]
    record.data = [
      "branch": "a\"b", "commit": "9f2c4a7d1e8b3f6059c1d2a4b7e8f90123456789", "labels": ["é", "\"", "a,b"],
      "type": "\\",
    ]
    try Self.check(record)
    record.data["labels"] = []
    try Self.check(record)
  }

  @Test func comparesTextsByTheirBytes() throws {
    var record = Catalogue.example(.status)
    for service in ["plain", "caf\u{e9}", "\"quoted\""] {
      record.service = service
      let leaf = try LeafTests.leaf(record)
      try leaf.withUnsafeBytes { leaf in
        var reader = ProjectionReader()
        try reader.read(leaf)
        for other in ["plain", "caf\u{e9}", "cafe\u{301}", "\"quoted\"", "plai", "plain "] {
          let isEqual = Array(other.utf8).withUnsafeBytes { reader.service?.equals($0, in: leaf) }
          #expect(isEqual == (Array(other.utf8) == Array(service.utf8)))
        }
      }
    }
  }

  static let mistakes: [(String, String)] = [
    (#"{"gate":7,"outcome":"passed"}"#, "body.data.gate is 7: expected one line of 1 to 200 characters"),
    (#"{"attempt":"1"}"#, #"body.data.attempt is "1": expected an integer from 1 to 1000000"#),
    (#"{"attempt":1.5}"#, "body.data.attempt is 1.5: expected an integer"),
    (#"{"started_at":"yesterday"}"#, #"body.data.started_at is "yesterday": expected an instant"#),
    (#"{"measurements":{}}"#, "body.data.measurements is an empty object: expected an array"),
    (#"{"color":1}"#, "body.data.color is 1: expected no field of this name in a gate record"),
    (#"{"gate":null}"#, "body.data.gate is null: expected one line"),
  ]

  @Test(arguments: mistakes)
  func refusesValuesOfOtherTypes(_ data: String, because message: String) throws {
    let text =
      "{\"body\":{\"data\":\(data),\"kind\":\"gate\"},"
      + #""recorded_at":"2026-11-21T07:00:00.000000Z","recorded_by":"ci","seq":0,"v":1}"#
    let error = try #require(throws: LeafError.self) {
      try Array(text.utf8).withUnsafeBytes { leaf in
        var reader = ProjectionReader()
        try reader.read(leaf)
      }
    }
    #expect(error.description.hasPrefix("the leaf is not that of a record: " + message), "\(error)")
  }

  @Test func takesOnlyCanonicalLeaves() throws {
    var generator = SplitMix(seed: 11)
    var special = Catalogue.example(.gate)
    special.service = "é\"\\\u{1f600}\u{e000}"
    special.data["measurements"] = [
      ["name": "x", "value": 1e21], ["name": "y", "value": -1.5e-7], ["name": "z", "value": 0],
    ]
    let seeds = try (RecordKind.allCases.map(Catalogue.example) + [special, special, special]).map {
      try LeafTests.leaf($0)
    }
    var accepted = 0
    for round in 0..<10_000 {
      var leaf = seeds[round % seeds.count]
      let index = Int.random(in: 0..<leaf.count, using: &generator)
      switch generator.next() % 5 {
      case 0: leaf[index] = UInt8.random(in: 0...255, using: &generator)
      case 1: leaf[index] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
      case 2: leaf.remove(at: index)
      case 3: leaf.removeLast(index)
      default: leaf.insert(Array(#" "\0.e-{}[],:"#.utf8).randomElement(using: &generator) ?? 0, at: index)
      }
      let isAccepted = leaf.withUnsafeBytes { leaf in
        var reader = ProjectionReader()
        return (try? reader.read(leaf)) != nil
      }
      if isAccepted {
        accepted += 1
        #expect(try CanonicalJSON.bytes(JSONValue(parsing: leaf)) == leaf)
      }
    }
    #expect(accepted > 300)
  }
}
