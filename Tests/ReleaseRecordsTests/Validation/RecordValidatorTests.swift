import ReleaseRecords
import Testing

@Suite("A record's validation")
struct RecordValidatorTests {
  static let now = Timestamp(microseconds: 1_795_244_400_000_000)

  static func problems(_ json: String) -> [String] {
    do {
      _ = try RecordValidator(now: now).record(fromJSON: json)
      return []
    } catch {
      return error.problems.map(\.description)
    }
  }

  @Test(arguments: mistakes)
  func tellsWhatIsWrong(_ json: String, _ expected: [String]) {
    #expect(Self.problems(json) == expected)
  }

  @Test func tellsAllThatIsWrongAtOnce() {
    let json = #"""
      {"kind":"rollback","service":"","version":"2.4","occurred_at":"2026-11-20","color":"red","data":
      {"from":"v2.4.0","to":"2.3.1","status":"done","automatic":"yes","decided_at":"2026-11-20T10:00:00"}}
      """#
    #expect(
      Self.problems(json).map { String($0.prefix { $0 != ":" }) } == [
        #"version is "2.4""#, #"occurred_at is "2026-11-20""#, #"color is "red""#, #"service is """#,
        "environment is missing", #"data.automatic is "yes""#, #"data.decided_at is "2026-11-20T10"#,
        #"data.from is "v2.4.0""#, #"data.status is "done""#,
      ]
    )
  }

  @Test func normalisesTimesAndOrder() throws {
    let json = #"""
      {"data":{"outcome":"passed","gate":"lint","started_at":"2026-11-20t09:00:00.500+01:00",
      "measurements":[{"value":1e2,"name":"x"}]},"occurred_at":"2026-11-20T10:00:00.000-00:00",
      "version":"1.2.3","service":"kops","kind":"gate"}
      """#
    let record = try RecordValidator(now: Self.now).record(fromJSON: json)
    #expect(record.occurredAt?.description == "2026-11-20T10:00:00Z")
    #expect(record.data.names == ["gate", "measurements", "outcome", "started_at"])
    #expect(record.data["started_at"] == "2026-11-20T08:00:00.5Z")
    #expect(record.data["measurements"]?[0]?["value"] == 100)
    #expect(record.data["measurements"]?[0]?.object?.names == ["name", "value"])
  }

  @Test func letsPlansLieAheadAndNothingElse() throws {
    let ahead = JSONValue.string((Self.now + .seconds(2 * 86_400)).description)
    let validator = RecordValidator(now: Self.now)
    var planned: [String] = []
    for kind in RecordKind.allCases {
      for field in Catalogue[kind].fields where field.type == .time {
        var record = Catalogue.example(kind)
        record.data[field.name] = ahead
        for names in Catalogue[kind].orderedTimes where names.contains(field.name) {
          for other in names.drop(while: { $0 != field.name }).dropFirst() { record.data[other] = nil }
        }
        if kind == .window { record.data["until"] = "2027-06-01T00:00:00Z" }
        let problems = (try? validator.validated(record)) == nil
        #expect(problems != field.mayLieAhead, "\(kind).\(field.name)")
        if field.mayLieAhead { planned.append("\(kind).\(field.name)") }
      }
    }
    #expect(
      planned == [
        "release.planned_at", "approval.expires_at", "postmortem.scheduled_for", "retrospective.scheduled_for",
        "window.from", "window.until", "waiver.expires_at", "policy.effective_from",
      ]
    )
  }

  @Test func refusesABodyThatDoesNotFitIntoALeaf() throws {
    var record = Catalogue.example(.gate)
    let word = String(repeating: "é", count: 200)
    func measurement(_ number: Int) -> JSONValue {
      ["name": .string(word), "value": .number(Double(number)), "unit": "1"]
    }
    record.data["measurements"] = .array((0..<140).map(measurement))
    let validator = RecordValidator(now: Self.now)
    #expect(throws: Never.self) { try validator.validated(record) }
    record.data["measurements"] = .array((0..<150).map(measurement))
    let error = try #require(throws: RecordError.self) { try validator.validated(record) }
    #expect(error.problems.count == 1)
    #expect(
      error.description.hasSuffix(
        "bytes long in canonical form: expected at most 64511 bytes (keep long lists in a file, and name it as evidence)"
      )
    )
    #expect(throws: RecordError.self) { try record.body(people: { $0 }, text: { $1 }) }
  }

  @Test func takesWordsOfTwoHundredCharactersOfAnyScript() throws {
    for letter in ["a", "é", "漢", "😀"] {
      var record = Catalogue.example(.gate)
      record.service = String(repeating: letter, count: 200)
      #expect(throws: Never.self) { try RecordValidator(now: Self.now).validated(record) }
      record.service = String(repeating: letter, count: 201)
      #expect(throws: RecordError.self) { try RecordValidator(now: Self.now).validated(record) }
    }
  }

  @Test func tellsAHundredProblemsAtMost() throws {
    var record = Catalogue.example(.gate)
    for number in 0..<5_000 { record.data["field\(number)"] = 1 }
    let error = try #require(throws: RecordError.self) { try RecordValidator(now: Self.now).validated(record) }
    #expect(error.problems.count == 100)
  }

  @Test func takesTextsOfSixteenKibibytes() throws {
    var record = Catalogue.example(.gate)
    record.text["summary"] = "line\n\ttab\u{1b}" + String(repeating: "x", count: 16_374)
    #expect(throws: Never.self) { try RecordValidator(now: Self.now).validated(record) }
    record.text["summary"]?.append("x")
    let error = try #require(throws: RecordError.self) { try RecordValidator(now: Self.now).validated(record) }
    #expect(error.description == "text.summary is 16385 bytes long: expected text of 1 to 16384 bytes")
  }

  @Test func refusesWhatOnlyCodeCanWrite() throws {
    var record = Catalogue.example(.observation)
    record.data["value"] = .number(.nan)
    record.source = ["ratio": .number(.infinity)]
    record.amends = -1
    record.key = ""
    let error = try #require(throws: RecordError.self) { try RecordValidator(now: Self.now).validated(record) }
    #expect(
      error.problems.map(\.description) == [
        "amends is -1: expected an integer from 0 to 9007199254740991",
        #"key is "": expected one line of 1 to 500 bytes without control characters"#,
        "source.ratio is inf: expected one line of 1 to 2000 characters, a number, true or false",
        "data.value is nan: expected a number",
      ]
    )
  }

  @Test func garbageIsRefusedOrComesBackTheSame() throws {
    var generator = SplitMix(seed: 4)
    let validator = RecordValidator(now: Self.now)
    let seeds = RecordKind.allCases.map { CanonicalJSON.bytes(Catalogue.example($0).json) }
    var accepted = 0
    for round in 0..<5_000 {
      var bytes = seeds[round % seeds.count]
      for _ in 0...Int.random(in: 0...2, using: &generator) {
        let index = Int.random(in: 0..<bytes.count, using: &generator)
        switch generator.next() % 4 {
        case 0: bytes[index] = UInt8.random(in: 0...255, using: &generator)
        case 1: bytes[index] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
        case 2: bytes.remove(at: index)
        default: bytes.insert(bytes[Int.random(in: 0..<bytes.count, using: &generator)], at: index)
        }
      }
      let record: Record? = bytes.withUnsafeBytes { try? validator.record(fromJSON: $0) }
      guard let record else { continue }
      accepted += 1
      #expect(try validator.record(from: record.json) == record)
      #expect(try validator.validated(record) == record)
    }
    #expect(accepted > 300)
  }
}
