internal import ReleaseRecords

extension Codec where Value == String {
  /// A text of one or several lines.
  static var text: Codec {
    Codec(
      scalar: ["type": "string", "minLength": 1, "maxLength": 4000],
      expected: "a text of at most 4,000 characters",
      decode: { $0.string.flatMap { (1...4000).contains($0.unicodeScalars.count) ? $0 : nil } },
      encode: { .string($0) }
    )
  }

  /// A word as records carry it: one line of 1 to 200 characters.
  static var word: Codec {
    Codec(
      scalar: ["type": "string", "minLength": 1, "maxLength": 200, "pattern": "^[^\\n\\r\\t]+$"],
      expected: "a text of one line and at most 200 characters (numbers in quotes)",
      decode: { value in
        guard let text = value.string, (1...200).contains(text.unicodeScalars.count) else { return nil }
        return text.unicodeScalars.allSatisfy { !["\n", "\r", "\t"].contains($0) } ? text : nil
      },
      encode: { .string($0) }
    )
  }

  /// A name that is made of some letters only.
  static func name(_ pattern: NamePattern) -> Codec {
    Codec(
      scalar: ["type": "string", "maxLength": 100, "pattern": .string(pattern.expression)],
      expected: pattern.expected,
      decode: { $0.string.flatMap { $0.utf8.count <= 100 && pattern.matches($0) ? $0 : nil } },
      encode: { .string($0) }
    )
  }
}

extension Codec where Value == Bool {
  static var boolean: Codec {
    Codec(
      scalar: ["type": "boolean"],
      expected: "`true` or `false`",
      decode: \.boolean,
      encode: { .boolean($0) }
    )
  }
}

extension Codec where Value == Double {
  static var number: Codec {
    Codec(scalar: ["type": "number"], expected: "a number", decode: \.number, encode: { .number($0) })
  }

  static func number(_ range: ClosedRange<Double>) -> Codec {
    Codec(
      scalar: ["type": "number", "minimum": .number(range.lowerBound), "maximum": .number(range.upperBound)],
      expected: "a number from \(JSONValue.number(range.lowerBound).shortText) to "
        + JSONValue.number(range.upperBound).shortText,
      decode: { $0.number.flatMap { range.contains($0) ? $0 : nil } },
      encode: { .number($0) }
    )
  }
}

extension Codec where Value == Int {
  static func integer(_ range: ClosedRange<Int>) -> Codec {
    Codec(
      scalar: [
        "type": "integer", "minimum": .number(Double(range.lowerBound)), "maximum": .number(Double(range.upperBound)),
      ],
      expected: "a whole number from \(range.lowerBound) to \(range.upperBound)",
      decode: { $0.integer.flatMap { Int(exactly: $0) }.flatMap { range.contains($0) ? $0 : nil } },
      encode: { .number(Double($0)) }
    )
  }
}

extension Codec where Value == Duration {
  /// A duration of zero or more.
  static var duration: Codec { duration(isSigned: false) }
  /// A duration that may be negative: an offset from a moment.
  static var offset: Codec { duration(isSigned: true) }

  private static func duration(isSigned: Bool) -> Codec {
    let sign = isSigned ? "-?" : ""
    return Codec(
      scalar: [
        "type": "string", "minLength": 2,
        "pattern": .string("^" + sign + DurationText.pattern.dropFirst()),
      ],
      expected: "a duration such as `90s`, `15m`, `1h30m`, `2d`\(isSigned ? ", `-24h`" : "")",
      decode: { $0.string.flatMap { DurationText.parse($0, isSigned: isSigned) } },
      encode: { .string(DurationText.format($0)) }
    )
  }
}

extension Codec where Value == JSONValue {
  /// A text, a number, or a truth value, as fields of records carry them.
  static var fieldValue: Codec {
    Codec(
      scalar: ["type": ["string", "number", "boolean"]],
      expected: "a text, a number, `true` or `false`",
      decode: { $0.isNull ? JSONValue?.none : $0 },
      encode: { $0 }
    )
  }
}

extension Codec where Value: RawRepresentable & CaseIterable & Equatable, Value.RawValue == String {
  /// One of some words.
  static var choice: Codec { choice(Value.allCases.map { ($0.rawValue, $0) }) }
}

extension Codec {
  /// One of some words, each standing for a value.
  static func choice(_ choices: [(word: String, value: Value)]) -> Codec where Value: Equatable {
    let words = choices.map(\.word)
    return Codec(
      schema: ["enum": .array(words.map { .string($0) })],
      decode: { node, problems in
        if case .scalar(.string(let text)) = node.content {
          if let choice = choices.first(where: { $0.word == text }) { return choice.value }
          let suggestion = NearestName.suggestion(for: text, among: words) { "`\($0)`" }
          let expected = words.map { "`\($0)`" }.joined(separator: ", ")
          problems.append(
            DocumentProblem(mark: node.mark, message: "one of \(expected) is expected, not `\(text)`\(suggestion)")
          )
        } else {
          let expected = words.map { "`\($0)`" }.joined(separator: ", ")
          problems.append(
            DocumentProblem(mark: node.mark, message: "one of \(expected) is expected, not \(node.shown)")
          )
        }
        return nil
      },
      encode: { value in .string(choices.first { $0.value == value }?.word ?? "") }
    )
  }
}
