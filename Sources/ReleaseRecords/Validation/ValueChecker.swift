/// Checks values against their types, collects what is wrong, and gives each value its normal form.
struct ValueChecker {
  /// The latest instant that something which has happened may have.
  let latest: Timestamp
  private(set) var problems: [RecordProblem] = []

  init(latest: Timestamp) {
    self.latest = latest
  }

  mutating func report(
    _ field: String,
    _ value: JSONValue?,
    expected: @autoclosure () -> String,
    hint: @autoclosure () -> String? = nil
  ) {
    if isFull { return }
    problems.append(RecordProblem(field: field, value: value?.shown, expected: expected(), hint: hint()))
  }

  /// Whether no further problem is told. The record is refused in any case.
  var isFull: Bool { problems.count >= RecordLimits.reportedProblems }

  mutating func add(_ problem: RecordProblem) {
    if !isFull { problems.append(problem) }
  }

  /// Checks a text of the envelope.
  mutating func checkText(_ text: String, _ type: FieldType, at field: String) {
    let start = problems.count
    _ = check(text, type)
    nestProblems(from: start, in: field)
  }

  /// Checks the data of a record.
  mutating func check(_ data: JSONObject, _ plan: KindPlan) -> JSONObject {
    check(data, plan.data, of: "the data of \(plan.definition.kind.article)", texts: plan.definition.texts)
  }

  /// Checks the members of an object, and returns them in canonical order and normal form.
  private mutating func check(
    _ object: JSONObject,
    _ plan: ObjectPlan,
    of owner: @autoclosure () -> String,
    texts: [KindDefinition.Text] = []
  ) -> JSONObject {
    var members: [JSONObject.Member] = []
    members.reserveCapacity(object.count)
    var known = 0
    for field in plan.fields {
      guard let index = object.index(of: field.name) else {
        if field.definition.isRequired {
          report(field.name, nil, expected: field.type.expectation, hint: field.definition.summary)
        }
        continue
      }
      known += 1
      members.append(JSONObject.Member(name: field.name, value: check(object.members[index].value, field)))
    }
    if known < object.count { reportUnknown(in: object, plan, of: owner(), texts) }
    return JSONObject(distinct: members)
  }

  private mutating func reportUnknown(
    in object: JSONObject,
    _ plan: ObjectPlan,
    of owner: String,
    _ texts: [KindDefinition.Text]
  ) {
    let names = plan.names
    for (name, value) in object where !names.contains(where: { $0.hasSameCodePoints(as: name) }) {
      let hint =
        texts.contains { $0.name == name }
        ? "write it as text.\(name)"
        : NearestName.hint(name, among: names) ?? "there are " + names.joined(separator: ", ")
      report(name.asFieldName, value, expected: "no field of this name in \(owner)", hint: hint)
    }
  }

  private mutating func check(_ value: JSONValue, _ field: FieldPlan) -> JSONValue {
    let start = problems.count
    var normal = check(value, field.type, field.object)
    if field.type == .time, !field.definition.mayLieAhead, problems.count == start {
      normal = checkNotAhead(normal)
    }
    nestProblems(from: start, in: field.name)
    return normal
  }

  mutating func nestProblems(from start: Int, in name: @autoclosure () -> String) {
    guard problems.count > start else { return }
    for index in start..<problems.count {
      problems[index].nest(in: name())
    }
  }

  static func notAhead(_ latest: Timestamp) -> String {
    "a time not after \(latest), since it tells of something that has happened"
  }

  private mutating func checkNotAhead(_ value: JSONValue) -> JSONValue {
    if let text = value.string, let instant = Timestamp(text), instant > latest {
      let expected = Self.notAhead(latest)
      report("", value, expected: expected)
    }
    return value
  }

  private mutating func check(_ value: JSONValue, _ type: FieldType, _ object: ObjectPlan?) -> JSONValue {
    switch (type, value) {
    case (.list(let element), .array(let values)):
      guard values.count <= RecordLimits.listElements else {
        report("", value, expected: "at most \(RecordLimits.listElements) elements")
        return value
      }
      return .array(
        values.enumerated().map { index, value in
          let start = problems.count
          let normal = check(value, element, object)
          nestProblems(from: start, in: "[\(index)]")
          return normal
        }
      )
    case (.object, .object(let members)):
      guard let object else { return value }
      return .object(check(members, object, of: "this object"))
    case (.boolean, .boolean): return value
    case (.integer(let range), .number):
      if let integer = value.integer, range.contains(integer) { return value }
    case (.number(let range), .number(let number)):
      if range.contains(number) { return value }
    case (_, .string(let text)):
      return check(text, type)
    default: break
    }
    report("", value, expected: type.expectation, hint: value.isNull ? "leave out what is not known" : nil)
    return value
  }

  private mutating func check(_ text: String, _ type: FieldType) -> JSONValue {
    let value = JSONValue.string(text)
    let isValid: Bool
    switch type {
    case .word, .person: isValid = text.isWord(atMost: RecordLimits.wordCharacters)
    case .version: isValid = SemanticVersion(text) != nil && text.isLine(atMost: RecordLimits.wordCharacters)
    case .commit: isValid = text.isLowercaseHexadecimal(digits: 40) || text.isLowercaseHexadecimal(digits: 64)
    case .digest: isValid = text.isDigest
    case .uri: isValid = text.isAbsoluteURI(atMost: RecordLimits.uriCharacters)
    case .date: isValid = CalendarDate(text) != nil
    case .oneOf(let choices): isValid = choices.contains { $0.hasSameCodePoints(as: text) }
    case .time:
      guard let instant = Timestamp(text) else {
        isValid = false
        break
      }
      return .string(instant.canonicalText(like: text))
    case .boolean, .integer, .number, .list, .object: isValid = false
    }
    if !isValid {
      report("", value, expected: type.expectation, hint: ValueHint.hint(for: text, type))
    }
    return value
  }
}
