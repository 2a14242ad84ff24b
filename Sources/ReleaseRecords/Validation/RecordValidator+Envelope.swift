extension RecordValidator {
  /// Checks everything but the data.
  func checkEnvelope(
    _ record: Record,
    _ plan: KindPlan,
    _ reported: Set<EnvelopePart>,
    _ checker: inout ValueChecker
  ) {
    let kind = record.kind
    func checkPresence(
      _ part: EnvelopePart,
      _ value: String?,
      _ presence: KindDefinition.Presence,
      _ type: FieldType,
      _ checker: inout ValueChecker
    ) {
      guard !reported.contains(part) else { return }
      switch (presence, value) {
      case (.required, nil):
        checker.report(part.rawValue, nil, expected: type.expectation, hint: "\(kind.article) has to name it")
      case (.absent, let value?):
        checker.report(part.rawValue, .string(value), expected: "none in \(kind.article)")
      case (_, let value?):
        checker.checkText(value, type, at: part.rawValue)
      case (_, nil): break
      }
    }
    checkPresence(.service, record.service, plan.definition.service, .word, &checker)
    checkPresence(.version, record.version?.text, plan.definition.version, .version, &checker)
    checkPresence(.environment, record.environment, plan.definition.environment, .word, &checker)
    if let instant = record.occurredAt, instant > latest {
      let expected = ValueChecker.notAhead(latest)
      checker.report(EnvelopePart.occurredAt.rawValue, .string(instant.description), expected: expected)
    }
    if let instant = record.occurredAt, instant < Self.earliest {
      let expected = "a time not before \(Self.earliest), when clocks that are not set begin"
      checker.report(EnvelopePart.occurredAt.rawValue, .string(instant.description), expected: expected)
    }
    if let amends = record.amends, !(0...Self.maximumSequence).contains(amends) {
      checker.add(
        RecordProblem(field: EnvelopePart.amends.rawValue, value: "\(amends)", expected: FieldType.count.expectation)
      )
    }
    if let key = record.key { checkKey(key, &checker) }
    if let source = record.source { checkSource(source, &checker) }
  }

  private static let earliest = Timestamp(microseconds: 0)

  private static let maximumSequence: Int64 = 9_007_199_254_740_991

  private func checkKey(_ key: String, _ checker: inout ValueChecker) {
    if key.utf8.count > RecordLimits.keyBytes || !key.isLine(atMost: RecordLimits.keyBytes) {
      let expected = "one line of 1 to \(RecordLimits.keyBytes) bytes without control characters"
      checker.report(EnvelopePart.key.rawValue, .string(key), expected: expected)
    }
  }

  private func checkSource(_ source: JSONObject, _ checker: inout ValueChecker) {
    let part = EnvelopePart.source.rawValue
    if source.isEmpty || source.count > RecordLimits.sourceMembers {
      let expected = "an object with 1 to \(RecordLimits.sourceMembers) members"
      checker.add(RecordProblem(field: part, value: "an object with \(source.count) members", expected: expected))
    }
    for (name, value) in source {
      if !name.isLine(atMost: RecordLimits.wordCharacters) {
        checker.report(part, .string(name), expected: "names that are " + FieldType.word.expectation)
      }
      switch value {
      case .string(let text) where text.isLine(atMost: RecordLimits.sourceCharacters): break
      case .number(let number) where number.isFinite: break
      case .boolean: break
      default:
        let expected = "one line of 1 to \(RecordLimits.sourceCharacters) characters, a number, true or false"
        checker.report("\(part).\(name.asFieldName)", value, expected: expected)
      }
    }
  }

  func checkTexts(_ record: Record, _ plan: KindPlan, _ checker: inout ValueChecker) {
    for text in plan.definition.texts where text.isRequired && record.text[text.name] == nil {
      checker.report("text.\(text.name)", nil, expected: Self.textExpectation, hint: text.summary)
    }
    // In the order of their names, so that messages do not change from run to run.
    for name in record.text.count > 1 ? record.text.keys.sorted() : Array(record.text.keys) {
      guard let value = record.text[name] else { continue }
      let place = "text.\(name.asFieldName)"
      if !plan.definition.texts.contains(where: { $0.name == name }) {
        let names = plan.definition.texts.map(\.name)
        let others = names.isEmpty ? "it has no texts" : "there are " + names.joined(separator: ", ")
        let hint = NearestName.hint(name, among: names) ?? others
        checker.report(place, .string(value), expected: "no text of this name in \(record.kind.article)", hint: hint)
      } else if value.isEmpty || value.utf8.count > RecordLimits.textBytes {
        let size = value.isEmpty ? "empty" : "\(value.utf8.count) bytes long"
        checker.add(RecordProblem(field: place, value: size, expected: Self.textExpectation))
      } else if value.utf8.contains(0) {
        checker.report(place, .string(value), expected: "text without NUL, which PostgreSQL cannot keep")
      }
    }
  }

  static let textExpectation = "text of 1 to \(RecordLimits.textBytes) bytes"
}

extension RecordKind {
  /// How messages call a record of this kind.
  var article: String {
    let isVowel = "aeiou".contains(rawValue.prefix(1))
    return "\(isVowel ? "an" : "a") \(rawValue) record"
  }
}
