import ReleaseRecords
import Testing

@Suite("A record's body")
struct BodyTests {
  private static let digest = String(repeating: "d", count: 43)

  private static func body(_ record: Record) throws -> String {
    String(
      decoding: try record.body(people: { "p_\($0.count)" }, text: { name, _ in name + Self.digest }),
      as: UTF8.self
    )
  }

  @Test func hasItsPartsInCanonicalOrderAndLeavesOutTheOthers() throws {
    var record = Record(.approval, data: ["role": "tech-lead", "decision": "approved", "approver": "ines@example.org"])
    #expect(
      try Self.body(record)
        == #"{"data":{"approver":"p_16","decision":"approved","role":"tech-lead"},"kind":"approval"}"#
    )
    record.service = "kops\"é"
    record.version = SemanticVersion("1.2.3")
    record.environment = "production"
    record.occurredAt = Timestamp("2026-11-20T08:00:00.25+01:00")
    record.source = ["run": 5, "provider": "ci"]
    record.text = ["comment": "secret", "a": "words"]
    record.amends = 12
    record.key = "never logged"
    #expect(
      try Self.body(record)
        == #"{"amends":12,"data":{"approver":"p_16","decision":"approved","role":"tech-lead"},"#
        + #""environment":"production","kind":"approval","occurred_at":"2026-11-20T07:00:00.25Z","#
        + #""service":"kops\"é","source":{"provider":"ci","run":5},"#
        + "\"text\":{\"a\":\"a\(Self.digest)\",\"comment\":\"comment\(Self.digest)\"},\"version\":\"1.2.3\"}"
    )
  }

  @Test(arguments: RecordKind.allCases)
  func isCanonicalAndHidesPeopleAndWords(_ kind: RecordKind) throws {
    let example = Catalogue.example(kind)
    let body = try Self.body(example)
    #expect(try CanonicalJSON.string(JSONValue(parsing: body)) == body)
    for identity in example.identities { #expect(!body.contains(identity)) }
    for value in example.text.values {
      #expect(!body.contains(CanonicalJSON.string(.string(value)).dropFirst().dropLast()))
    }
  }

  @Test func namesEveryoneWhomTheRecordNames() {
    #expect(Catalogue.example(.change).identities == ["jonas@example.org", "mei@example.org", "ines@example.org"])
    #expect(Catalogue.example(.postmortem).identities == ["jonas@example.org"])
    #expect(Catalogue.example(.waiver).identities == ["ines@example.org", "jonas@example.org"])
    #expect(Catalogue.example(.artifact).identities.isEmpty)
    for kind in RecordKind.allCases {
      let example = Catalogue.example(kind)
      let mapped = example.mappingPeople { "<\($0)>" }
      #expect(mapped.identities == example.identities.map { "<\($0)>" })
      #expect(CanonicalJSON.string(example.json).contains("@example.org\"") == !example.identities.isEmpty)
    }
  }

  @Test func passesOnWhatSealingThrows() {
    struct Refused: Error {}
    #expect(throws: Refused.self) {
      try Catalogue.example(.waiver).body(people: { _ in throw Refused() }, text: { $1 })
    }
    #expect(throws: Refused.self) {
      try Catalogue.example(.waiver).body(people: { $0 }, text: { _, _ in throw Refused() })
    }
  }
}
