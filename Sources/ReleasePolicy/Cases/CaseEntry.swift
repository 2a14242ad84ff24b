internal import ReleaseRecords

/// A record that is given, or the name of several.
enum CaseEntry: Hashable, Sendable {
  case group(String, Mark)
  case record(RawRecord)

  static let codec = Codec<CaseEntry>(
    schema: ["anyOf": [["type": "string"], .object(RawRecord.codec.schema)]],
    decode: { node, problems in
      if case .scalar(.string(let name)) = node.content { return .group(name, node.mark) }
      return RawRecord.codec.decode(node, &problems).map(CaseEntry.record)
    },
    encode: { entry in
      switch entry {
      case .group(let name, _): .string(name)
      case .record(let record): .object(record.members)
      }
    }
  )
}

/// A record as it was written, with offsets instead of times, and `at`, `recorded` and `as` beside its parts.
struct RawRecord: Hashable, Sendable {
  var mark = Mark.start
  var members = JSONObject()

  static let codec = Codec<RawRecord>(
    schema: ["type": "object"],
    decode: { node, problems in
      guard let members = node.json.object else {
        problems.append(DocumentProblem(mark: node.mark, message: "a record is expected, not \(node.shown)"))
        return nil
      }
      return RawRecord(mark: node.mark, members: members)
    },
    encode: { .object($0.members) }
  )

  /// Whether it has all that the pattern has, inside of `data` and `text` too.
  func matches(_ pattern: RawRecord) -> Bool {
    pattern.members.allSatisfy { name, value in
      guard let own = members[name] else { return false }
      guard let parts = value.object, let ownParts = own.object else { return own == value }
      return parts.allSatisfy { ownParts[$0.name] == $0.value }
    }
  }

  /// The record with other parts, those of `data` and `text` one by one; `null` leaves a part out.
  func changed(to change: RawRecord) -> RawRecord {
    var copy = self
    for (name, value) in change.members {
      guard let parts = value.object, var own = copy.members[name]?.object else {
        copy.members[name] = value.isNull ? JSONValue?.none : value
        continue
      }
      for (part, value) in parts { own[part] = value.isNull ? JSONValue?.none : value }
      copy.members[name] = .object(own)
    }
    return copy
  }
}

extension Codec where Value == Timestamp {
  static var timestamp: Codec {
    Codec(
      scalar: ["type": "string", "format": "date-time"],
      expected: "an instant such as `2026-03-03T10:00:00Z`",
      decode: { $0.string.flatMap { Timestamp($0) } },
      encode: { .string($0.description) }
    )
  }
}

extension Codec where Value == SemanticVersion {
  static var version: Codec {
    Codec(
      scalar: ["type": "string"],
      expected: "a version such as `1.2.3`",
      decode: { $0.string.flatMap { SemanticVersion($0) } },
      encode: { .string($0.text) }
    )
  }
}
