/// Reads the parts of a record from its JSON form, as far as they have the right types.
struct EnvelopeReader {
  var checker: ValueChecker
  /// The parts that were found wrong.
  private(set) var reported: Set<EnvelopePart> = []

  init(_ checker: ValueChecker) {
    self.checker = checker
  }

  /// The record, unless its kind is not known.
  mutating func read(_ object: JSONObject) -> Record? {
    let kind = object[EnvelopePart.kind.rawValue]?.string.flatMap(RecordKind.named)
    var record = Record(kind ?? .release)
    for member in object.members {
      guard let part = EnvelopePart.named(member.name) else {
        reportUnknown(member, kind)
        continue
      }
      if !read(part, member.value, into: &record) { reported.insert(part) }
    }
    if kind == nil { reportKind(object[EnvelopePart.kind.rawValue]) }
    return kind == nil ? nil : record
  }

  private mutating func read(_ part: EnvelopePart, _ value: JSONValue, into record: inout Record) -> Bool {
    switch (part, value) {
    case (.kind, _): return true
    case (.service, .string(let text)): record.service = text
    case (.environment, .string(let text)): record.environment = text
    case (.key, .string(let text)): record.key = text
    case (.version, .string(let text)):
      record.version = SemanticVersion(text)
      return record.version != nil || report(part, value, .version)
    case (.occurredAt, .string(let text)):
      record.occurredAt = Timestamp(text)
      return record.occurredAt != nil || report(part, value, .time)
    case (.source, .object(let object)): record.source = object
    case (.data, .object(let object)): record.data = object
    case (.text, .object(let object)): return readTexts(object, into: &record)
    case (.amends, .number):
      record.amends = value.integer
      return record.amends != nil || report(part, value, .count)
    case (.service, _), (.environment, _): return report(part, value, .word)
    case (.version, _): return report(part, value, .version)
    case (.occurredAt, _): return report(part, value, .time)
    case (.amends, _): return report(part, value, .count)
    case (.key, _): return report(part, value, expected: "a string")
    case (.source, _), (.data, _), (.text, _): return report(part, value, expected: "an object")
    }
    return true
  }

  private mutating func readTexts(_ object: JSONObject, into record: inout Record) -> Bool {
    var isRight = true
    for (name, value) in object {
      if case .string(let text) = value {
        record.text[name] = text
      } else {
        checker.report("text.\(name.asFieldName)", value, expected: RecordValidator.textExpectation)
        isRight = false
      }
    }
    return isRight
  }

  private mutating func report(_ part: EnvelopePart, _ value: JSONValue, _ type: FieldType) -> Bool {
    let hint = value.isNull ? "leave out what is not known" : value.string.flatMap { ValueHint.hint(for: $0, type) }
    return report(part, value, expected: type.expectation, hint: hint)
  }

  private mutating func report(
    _ part: EnvelopePart,
    _ value: JSONValue,
    expected: String,
    hint: String? = nil
  ) -> Bool {
    checker.report(part.rawValue, value, expected: expected, hint: hint)
    return false
  }

  private mutating func reportKind(_ value: JSONValue?) {
    let kinds = RecordKind.allCases.map(\.rawValue)
    let hint = value?.string.flatMap { NearestName.hint($0, among: kinds) }
    let expected = "one of " + kinds.joined(separator: ", ")
    checker.report(EnvelopePart.kind.rawValue, value, expected: expected, hint: hint)
  }

  private mutating func reportUnknown(_ member: JSONObject.Member, _ kind: RecordKind?) {
    let parts = EnvelopePart.allCases.map(\.rawValue)
    let definition = kind.map { Catalogue[$0] }
    let hint =
      if definition?.fields.contains(where: { $0.name == member.name }) ?? false {
        "write it as data.\(member.name)"
      } else if definition?.texts.contains(where: { $0.name == member.name }) ?? false {
        "write it as text.\(member.name)"
      } else {
        NearestName.hint(member.name, among: parts) ?? "there are " + parts.joined(separator: ", ")
      }
    checker.report(member.name.asFieldName, member.value, expected: "no part of this name in a record", hint: hint)
  }
}
