import Foundation
import ReleaseRecords
import Testing

@testable import ReleasePolicy

@Suite("A policy document")
struct PolicyDocumentTests {
  static let head = "version: 1\nname: test\n"

  static func completeDocument() throws -> String {
    let url = try #require(Bundle.module.url(forResource: "complete", withExtension: "yaml", subdirectory: "Fixtures"))
    return try String(contentsOf: url, encoding: .utf8)
  }

  @Test("is read, written canonically, and read again as the same")
  func roundTrip() throws {
    let document = try PolicyDocument(yaml: Self.completeDocument(), named: "complete.yaml")
    let policy = document.policy
    #expect(
      policy.controls.map(\.requirement.kind) == [
        .gate, .approval, .approval, .checklist, .evidence, .order, .rollout, .schedule, .deadline, .trigger,
        .objective,
      ]
    )
    #expect(policy.zone == "Europe/Berlin")
    #expect(policy.waivers == WaiverRules(atMost: .seconds(14 * 86_400), never: ["GATES", "APPROVE.minor"]))
    #expect(policy.events["staging-deployed"]?.record.matching == ["status": ["succeeded"]])
    let again = try PolicyDocument(yaml: policy.canonicalBytes, named: "complete.json")
    #expect(again.policy == policy)
    #expect(again.policy.canonicalBytes == policy.canonicalBytes)
  }

  @Test("has the digest of its canonical bytes")
  func digest() throws {
    let policy = try PolicyDocument(yaml: "version: 1\nname: a", named: "a").policy
    let digest = policy.digest { bytes in
      #expect(String(decoding: bytes, as: UTF8.self) == #"{"name":"a","version":1}"#)
      return [0x00, 0x9f, 0xff]
    }
    #expect(digest == "sha256:009fff")
  }

  @Test("means the same whatever its layout, and its canonical bytes say so")
  func layout() throws {
    let flow = try PolicyDocument(
      yaml: "{\"version\": 1, \"name\": \"a\", \"waivers\": {\"at_most\": \"36h\"}}",
      named: "a"
    )
    let block = try PolicyDocument(
      yaml: "name: a\nlate_evidence: refused\nwaivers:\n  at_most: 1d12h\nversion: 1",
      named: "b"
    )
    #expect(flow.policy.canonicalBytes == block.policy.canonicalBytes)
    #expect(
      String(decoding: flow.policy.canonicalBytes, as: UTF8.self)
        == #"{"name":"a","version":1,"waivers":{"at_most":"1d12h"}}"#
    )
  }

  static let bad: [(yaml: String, problems: [String])] = [
    (
      "a: 1",
      [

        "1:1: unknown key `a`; known here: `version`, `name`, `edition`, `title`, `description`, `extends`, `time_zone`, "
          + "`late_evidence`, `types`, `environments`, `roles`, `separation`, `waivers`, `events`, `controls`, `overrides`",
        "1:1: the key `version` is missing", "1:1: the key `name` is missing",
      ]
    ),
    ("version: 2\nname: x", ["1:10: a whole number from 1 to 1 is expected, not the number 2"]),
    (
      "version: 1\nname: My Policy",
      ["2:7: a name of lower-case letters, digits, `-` and `_` is expected, not `My Policy`"]
    ),
    (head + "contorls: []", ["3:1: unknown key `contorls`; did you mean `controls`?"]),
    (
      head + "title: 12",
      ["3:8: a text of one line and at most 200 characters (numbers in quotes) is expected, not the number 12"]
    ),
    (head + "late_evidence: ignored", ["3:16: one of `refused`, `counted` is expected, not `ignored`"]),
    (head + "types: [minor]", ["3:8: a map is expected, not a list"]),
    (head + "types: {Minor: {}}", ["3:9: a name of lower-case letters, digits, `-` and `_` is expected, not `Minor`"]),
    (
      head + "types: {minor: {bump: mayor}}",
      ["3:23: one of `major`, `minor`, `patch` is expected, not `mayor`; did you mean `major`?"]
    ),
    (
      head + "controls:\n  - id: A\n    title: t",
      [
        "4:5: exactly one of `gate`, `approval`, `checklist`, `evidence`, `order`, `rollout`, `schedule`, `deadline`, "
          + "`trigger`, `objective` is expected; there is none"
      ]
    ),
    (
      head + "controls:\n  - id: A\n    title: t\n    gate: {gates: [a]}\n    trigger: {events: [e]}",
      [
        "4:5: exactly one of `gate`, `approval`, `checklist`, `evidence`, `order`, `rollout`, `schedule`, `deadline`, "
          + "`trigger`, `objective` is expected; there are `gate`, `trigger`"
      ]
    ),
    (control("gate: {gates: []}"), ["6:19: the list is empty"]),
    (control("gate: {gates: [{gate: a, limit: []}]}"), ["6:30: unknown key `limit`; did you mean `limits`?"]),
    (
      control("gate: {gates: [{gate: a, limits: [{metric: m}]}]}"),
      [
        "6:39: one of `below`, `at_most`, `above`, `at_least` is missing"
      ]
    ),
    (
      control("gate: {gates: [a], within: 90}"),
      ["6:32: a duration such as `90s`, `15m`, `1h30m`, `2d` is expected, not the number 90"]
    ),
    (
      control("gate: {gates: [a], within: -5m}"),
      ["6:32: a duration such as `90s`, `15m`, `1h30m`, `2d` is expected, not `-5m`"]
    ),
    (
      control("gate: {gates: [a], within: 30m1h}"),
      ["6:32: a duration such as `90s`, `15m`, `1h30m`, `2d` is expected, not `30m1h`"]
    ),
    (
      control("schedule: {clock: \"9:00-10:00\"}"),
      ["6:23: a part of the day such as `\"09:00-17:30\"` is expected, not `9:00-10:00`"]
    ),
    (
      control("schedule: {days: [fri]}"),
      [
        "6:23: one of `monday`, `tuesday`, `wednesday`, `thursday`, `friday`, `saturday`, `sunday` is expected, not `fri`"
      ]
    ),
    (
      control("schedule: {outside: [freez]}"),
      [
        "6:26: one of `freeze`, `blackout`, `maintenance`, `deployment`, `testing` is expected, not `freez`; did you mean `freeze`?"
      ]
    ),
    (control("rollout: {steps: [{percent: 120}]}"), ["6:33: a number from 0 to 100 is expected, not the number 120"]),
    (
      control("evidence: {records: [{record: releases}]}").self,
      [
        "6:35: one of \(RecordKind.allCases.map { "`\($0.rawValue)`" }.joined(separator: ", ")) is expected, "
          + "not `releases`; did you mean `release`?"
      ]
    ),
    (
      control("approval: {needed: [{roles: lead, count: 0}]}"),
      ["6:46: a whole number from 1 to 100 is expected, not the number 0"]
    ),
    (
      head + "controls:\n  - {id: A, title: t, gate: {gates: [a]}}\n  - {id: A, title: t, gate: {gates: [a]}}",
      [
        "5:5: `A` is there already, on line 4"
      ]
    ),
    (
      head + "controls:\n  - {id: A.B, title: t, gate: {gates: [a]}}",
      [
        "4:10: an id such as `OCT-04` or `OCT-04.2-weeks` is expected, not `A.B`"
      ]
    ),
    (head + "overrides:\n  - {control: A, reason: r}", ["4:5: the key `approver` is missing"]),
    (head + "name: again", ["3:1: the key `name` is there already, on line 2"]),
  ]

  private static func control(_ requirement: String) -> String {
    head + "controls:\n  - id: A\n    title: t\n    \(requirement)"
  }

  @Test("is refused with the place of each problem", arguments: bad)
  func problems(yaml: String, problems: [String]) {
    let error = #expect(throws: DocumentError.self) { try PolicyDocument(yaml: yaml, named: "policy.yaml") }
    #expect(error?.problems.map(\.description) == problems)
    #expect(error?.description == problems.map { "policy.yaml:\($0)" }.joined(separator: "\n"))
  }

  @Test("is accepted by the schema when the parser accepts it")
  func schemaAccepts() throws {
    let document = try YAMLReader.read(Self.completeDocument()).json
    #expect(try SchemaValidator().accepts(document, PolicySchema.json()))
  }

  @Test("is refused by the schema when the parser refuses it", arguments: bad)
  func schemaRefuses(yaml: String, problems: [String]) throws {
    // A second control of the same id is beyond what a schema can say; a second key is no YAML.
    if problems.allSatisfy({ $0.contains("is there already") }) { return }
    let document = try YAMLReader.read(yaml).json
    #expect(try !SchemaValidator().accepts(document, PolicySchema.json()))
  }

  @Test("and the schema agree on every single change of a document", arguments: 0..<2)
  func mutations(seed: UInt64) throws {
    let document = try YAMLReader.read(Self.completeDocument())
    var random = SplitMix(seed: seed)
    var refused = 0
    let schema = PolicySchema.json()
    for _ in 0..<150 {
      let changed = document.mutated(using: &random)
      var problems: [DocumentProblem] = []
      let isRead = Policy.codec.decode(changed, &problems) != nil
      let isValid = try SchemaValidator().accepts(changed.json, schema)
      #expect(isRead == isValid, "\(problems) in \(CanonicalJSON.string(changed.json))")
      refused += isRead ? 0 : 1
    }
    #expect(refused > 0)
  }
}

extension YAMLNode {
  /// The document with one node somewhere replaced, removed, or under another key.
  fileprivate func mutated(using random: inout SplitMix) -> YAMLNode {
    var copy = self
    switch content {
    case .mapping(var entries) where !entries.isEmpty && Int.random(in: 0..<10, using: &random) > 0:
      let index = Int.random(in: 0..<entries.count, using: &random)
      switch Int.random(in: 0..<12, using: &random) {
      case 0: entries.remove(at: index)
      case 1: entries[index].key += "x"
      default: entries[index].value = entries[index].value.mutated(using: &random)
      }
      copy.content = .mapping(entries)
    case .sequence(var elements) where !elements.isEmpty && Int.random(in: 0..<10, using: &random) > 0:
      let index = Int.random(in: 0..<elements.count, using: &random)
      if Int.random(in: 0..<12, using: &random) == 0 {
        elements.remove(at: index)
      } else {
        elements[index] = elements[index].mutated(using: &random)
      }
      copy.content = .sequence(elements)
    default:
      let values: [JSONValue] = [
        nil, true, 0, 1, 2.5, 101, "", "x", "-5m", "15m", "0s", "A B", "09:00-10:00", "each", "tuesday", "a\nb", "Ä",
        .string(String(repeating: "y", count: 201)),
      ]
      let choices: [Content] = values.map { .scalar($0) } + [.sequence([]), .mapping([])]
      copy.content = choices.randomElement(using: &random) ?? content
    }
    return copy
  }
}
