/// Takes the members of a leaf apart.
enum LeafReader {
  private static let names = ["body", "recorded_at", "recorded_by", "seq", "v"]

  static func read(_ leaf: JSONValue, _ disclosed: [String: String]) throws(LeafError) -> LedgerRecord {
    guard let members = leaf.object, members.members.elementsEqual(names, by: { $0.name == $1 }), leaf["v"] == 1 else {
      throw unexpected("", leaf, "an object with body, recorded_at, recorded_by, seq and v, which is 1")
    }
    guard let sequence = leaf["seq"]?.integer, sequence >= 0 else {
      throw unexpected("seq", leaf["seq"], FieldType.count.expectation)
    }
    guard let by = leaf["recorded_by"]?.string else { throw unexpected("recorded_by", leaf["recorded_by"], "a string") }
    let at = try instant(leaf["recorded_at"], "recorded_at")
    guard let body = leaf["body"]?.object else { throw unexpected("body", leaf["body"], "an object") }
    var sealed: [String: String] = [:]
    var record = try read(body, into: &sealed)
    for (name, value) in disclosed {
      guard sealed[name] != nil else {
        throw unexpected("body.text.\(name.asFieldName)", nil, "the digest of the text that is disclosed")
      }
      record.text[name] = value
    }
    return LedgerRecord(sequence: sequence, recordedAt: at, recordedBy: by, record: record, sealedText: sealed)
  }

  private static func read(_ body: JSONObject, into sealed: inout [String: String]) throws(LeafError) -> Record {
    guard let kind = body["kind"]?.string.flatMap(RecordKind.named) else {
      throw unexpected(
        "body.kind",
        body["kind"],
        "one of " + RecordKind.allCases.map(\.rawValue).joined(separator: ", ")
      )
    }
    guard let data = body["data"]?.object else { throw unexpected("body.data", body["data"], "an object") }
    var record = Record(kind, data: data)
    for (name, value) in body {
      var place: String { "body.\(name.asFieldName)" }
      switch (EnvelopePart.named(name), value) {
      case (.kind, _), (.data, _): break
      case (.service, .string(let text)): record.service = text
      case (.environment, .string(let text)): record.environment = text
      case (.source, .object(let object)): record.source = object
      case (.occurredAt, .string): record.occurredAt = try instant(value, place)
      case (.version, .string(let text)):
        guard let version = SemanticVersion(text) else { throw unexpected(place, value, FieldType.version.expectation) }
        record.version = version
      case (.amends, _):
        guard let amends = value.integer, amends >= 0 else {
          throw unexpected(place, value, FieldType.count.expectation)
        }
        record.amends = amends
      case (.text, .object(let object)):
        for (name, value) in object {
          guard let digest = value.string, digest.utf8.count == 43 else {
            throw unexpected("body.text.\(name.asFieldName)", value, "the base64url form of a SHA-256")
          }
          sealed[name] = digest
        }
      default: throw unexpected(place, value, "no such part, or another type")
      }
    }
    return record
  }

  /// An instant in UTC; the database writes all six digits of its fraction.
  private static func instant(_ value: JSONValue?, _ place: @autoclosure () -> String) throws(LeafError) -> Timestamp {
    guard let text = value?.string, text.utf8.last == UInt8(ascii: "Z"), let instant = Timestamp(text) else {
      throw unexpected(place(), value, "an instant in UTC as RFC 3339 has it")
    }
    return instant
  }

  private static func unexpected(_ place: String, _ value: JSONValue?, _ expected: String) -> LeafError {
    .unexpected(RecordProblem(field: place, value: value?.shown, expected: expected))
  }
}
